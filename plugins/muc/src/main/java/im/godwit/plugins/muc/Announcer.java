package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.RoomEvent;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns what rooms tell into stanzas, one for each recipient; they share all but the address. */
final class Announcer {
    private final Supplier<String> ids;
    private final Invitations invitations;
    private final Consumer<Stanza> send;

    Announcer(Supplier<String> ids, Invitations invitations, Consumer<Stanza> send) {
        this.ids = ids;
        this.invitations = invitations;
        this.send = send;
    }

    /** Sends an event of a room on its way; returns when the router has all of it. */
    void announce(Jid room, RoomEvent event) {
        switch (event) {
            case RoomEvent.Presented presented -> {
                PresenceXml presence = new PresenceXml(room, presented);
                presented.to().forEach(viewer -> send.accept(presence.seenBy(viewer)));
            }
            case RoomEvent.Said said -> {
                toAll(MessageXml.said(room, said.entry()), said.to());
                if (!said.mentioned().isEmpty()) {
                    toAll(MentionXml.forwarded(room, ids.get(), said.entry()), said.mentioned());
                }
            }
            case RoomEvent.Lost lost -> send.accept(notKept(room, lost));
            case RoomEvent.Remembered old -> toAll(MessageXml.remembered(room, old.entry()), List.of(old.to()));
            case RoomEvent.SubjectShown shown -> toAll(MessageXml.subject(room, shown.subject()), List.of(shown.to()));
            case RoomEvent.Whispered whispered -> toAll(MessageXml.whispered(room, whispered), whispered.to());
            case RoomEvent.Configured configured ->
                toAll(MessageXml.configured(room, ids.get(), configured.code()), configured.to());
            case RoomEvent.Portrayed portrayed -> {
                Presence presence = CardXml.update(room, portrayed.photos());
                portrayed.to().forEach(recipient -> send.accept(presence.withTo(recipient)));
            }
            case RoomEvent.Invited invited -> {
                invitations.remember(room, invited.invitation());
                send.accept(MessageXml.invitation(room, invited.invitation(), invited.password()));
            }
            case RoomEvent.AffiliationTold told -> toAll(MessageXml.affiliation(room, ids.get(), told), told.to());
            case RoomEvent.VoiceRequested request ->
                toAll(form(room, RequestForms.voiceApproval(request.who())), request.to());
            case RoomEvent.RegistrationRequested request ->
                toAll(form(room, RequestForms.registrationApproval(request.user(), request.nickname())), request.to());
        }
    }

    private void toAll(Message message, List<Jid> recipients) {
        recipients.forEach(recipient -> send.accept(message.withTo(recipient)));
    }

    private Message form(Jid room, Element form) {
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", ids.get())
                .attribute("from", room.toString())
                .add(form)
                .build());
    }

    private static Stanza notKept(Jid room, RoomEvent.Lost lost) {
        Message message = Message.of(lost.what()
                .content()
                .withAttribute("from", lost.to().toString())
                .withAttribute("to", room.toString()));
        return message.errorReply(Condition.INTERNAL_SERVER_ERROR.error().withType(ErrorType.WAIT));
    }
}
