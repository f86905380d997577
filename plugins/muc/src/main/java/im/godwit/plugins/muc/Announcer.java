package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugins.muc.engine.RoomEvent;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what rooms tell into stanzas, one for all who get the same. */
final class Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final Supplier<String> ids;
    private final Invitations invitations;
    private final Consumer<List<Broadcast>> broadcast;

    Announcer(Supplier<String> ids, Invitations invitations, Consumer<List<Broadcast>> broadcast) {
        this.ids = ids;
        this.invitations = invitations;
        this.broadcast = broadcast;
    }

    /** Sends events of a room on their way; returns when the router has all of them. */
    void announce(Jid room, List<RoomEvent> events) {
        List<Broadcast> broadcasts = new ArrayList<>();
        Presences presences = new Presences(room);
        for (RoomEvent event : events) {
            try {
                broadcasts.addAll(stanzas(room, event, presences));
            } catch (RuntimeException bug) {
                // it must not keep the room from saying the rest
                log.atError().addKeyValue("jid", room).setCause(bug).log("A room could not say something");
            }
        }
        broadcast.accept(broadcasts);
    }

    private List<Broadcast> stanzas(Jid room, RoomEvent event, Presences presences) {
        return switch (event) {
            case RoomEvent.Presented presented -> presences.of(presented);
            case RoomEvent.RoomShown shown -> presences.of(shown);
            case RoomEvent.Said said -> said(room, said);
            case RoomEvent.Lost lost -> toOne(notKept(room, lost), lost.to());
            case RoomEvent.Remembered old -> toOne(MessageXml.remembered(room, old.entry()), old.to());
            case RoomEvent.SubjectShown shown -> toOne(MessageXml.subject(room, shown.subject()), shown.to());
            case RoomEvent.Whispered whispered -> toAll(MessageXml.whispered(room, whispered), whispered.to());
            case RoomEvent.Configured configured ->
                toAll(MessageXml.configured(room, ids.get(), configured.code()), configured.to());
            case RoomEvent.Portrayed portrayed -> toAll(CardXml.update(room, portrayed.photos()), portrayed.to());
            case RoomEvent.Invited invited -> {
                invitations.remember(room, invited.invitation());
                yield toOne(
                        MessageXml.invitation(room, invited.invitation(), invited.password()),
                        invited.invitation().to());
            }
            case RoomEvent.AffiliationTold told -> toAll(MessageXml.affiliation(room, ids.get(), told), told.to());
            case RoomEvent.VoiceRequested request ->
                toAll(form(room, RequestForms.voiceApproval(request.who())), request.to());
            case RoomEvent.RegistrationRequested request ->
                toAll(form(room, RequestForms.registrationApproval(request.user(), request.nickname())), request.to());
            case RoomEvent.Abandoned abandoned -> toOne(PresenceXml.abandoned(room), abandoned.to());
            case RoomEvent.Away _, RoomEvent.Ended _ -> List.of();
            case RoomEvent.Indicated indicated ->
                toAll(IndicatorXml.activity(room.domainJid(), ids.get(), List.of(room)), indicated.to());
        };
    }

    /** Those who are mentioned and absent get it behind those who are there. */
    private List<Broadcast> said(Jid room, RoomEvent.Said said) {
        Broadcast message = new Broadcast(MessageXml.said(room, said.entry()), said.to());
        return said.mentioned().isEmpty()
                ? List.of(message)
                : List.of(
                        message, new Broadcast(MentionXml.forwarded(room, ids.get(), said.entry()), said.mentioned()));
    }

    private static List<Broadcast> toAll(Stanza stanza, List<Jid> recipients) {
        return List.of(new Broadcast(stanza, recipients));
    }

    private static List<Broadcast> toOne(Stanza stanza, Jid recipient) {
        return toAll(stanza, List.of(recipient));
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
