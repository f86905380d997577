package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Invitation;
import im.godwit.plugins.muc.engine.RoomEvent;
import im.godwit.plugins.muc.engine.Status;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Messages of a room, without {@code to}: made once, however many get them. */
final class MessageXml {
    private MessageXml() {}

    /** §7.4. */
    static Message said(Jid room, HistoryEntry entry) {
        return Message.of(from(room, entry).build());
    }

    private static ElementBuilder from(Jid room, HistoryEntry entry) {
        Jid from = entry.author().isTheRoom() ? room : room.withResource(entry.nickname());
        ElementBuilder message = entry.content().toBuilder().attribute("from", from.toString());
        // XEP-0359 §3: an id of the room, by which everybody can name what is said to all
        entry.id()
                .ifPresent(id -> message.add(Element.builder(Vocabulary.STANZA_ID)
                        .attribute("by", room.toString())
                        .attribute("id", id)
                        .build()));
        return entry.author().isTheRoom() ? message : message.add(PresenceXml.occupantId(entry.occupant()));
    }

    /** §7.2.13. */
    static Message remembered(Jid room, HistoryEntry entry) {
        ElementBuilder message = from(room, entry);
        // §7.9: what tells itself when it was said is not from then on
        boolean dated = entry.content().child(Vocabulary.DELAY).isPresent();
        return Message.of(
                dated ? message.build() : message.add(delay(room, entry.said())).build());
    }

    /** §7.2.14: the characters of a message of the history, but for the receiver's address. */
    static int length(Jid room, HistoryEntry entry) {
        return ElementWriter.toText(remembered(room, entry).element(), Namespaces.CLIENT)
                .length();
    }

    private static Element delay(Jid room, Instant stamp) {
        return delay(stamp).withAttribute("from", room.toString());
    }

    static Element delay(Instant stamp) {
        return Element.builder(Vocabulary.DELAY)
                .attribute("stamp", stamp.truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }

    /** §7.2.15. */
    static Message subject(Jid room, Optional<Subject> subject) {
        Jid from = subject.map(s -> room.withResource(s.author())).orElse(room);
        ElementBuilder message = Message.builder(Message.Type.GROUPCHAT).attribute("from", from.toString());
        message.child("subject", subject.map(Subject::text).orElse(""));
        subject.ifPresent(s -> message.add(delay(room, s.set())).add(PresenceXml.occupantId(s.occupant())));
        return Message.of(message.build());
    }

    /** §7.5. */
    static Message whispered(Jid room, RoomEvent.Whispered event) {
        return Message.of(event.what().content().toBuilder()
                .attribute("from", room.withResource(event.from().text()).toString())
                .add(Element.of(Vocabulary.USER_X))
                .add(PresenceXml.occupantId(event.occupant()))
                .build());
    }

    /** §10.2.1. */
    static Message configured(Jid room, String id, Status code) {
        return Message.of(Message.builder(Message.Type.GROUPCHAT)
                .attribute("id", id)
                .attribute("from", room.toString())
                .add(Element.builder(Vocabulary.USER_X)
                        .add(PresenceXml.status(code))
                        .build())
                .build());
    }

    /** §10.3, §10.6. */
    static Message affiliation(Jid room, String id, RoomEvent.AffiliationTold event) {
        ElementBuilder item = Element.builder(Vocabulary.user("item"))
                .attribute("affiliation", event.affiliated().affiliation().text())
                .attribute("jid", event.account().toString())
                .attribute("role", "none");
        event.actor().ifPresent(actor -> item.child("actor", it -> it.attribute("nick", actor.text())));
        event.affiliated().reason().ifPresent(reason -> item.child("reason", reason));
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", id)
                .attribute("from", room.toString())
                .add(Element.builder(Vocabulary.USER_X).add(item.build()).build())
                .build());
    }

    /** §7.8.2. */
    static Message invitation(Jid room, Invitation invitation, Optional<String> password) {
        ElementBuilder invite = Element.builder(Vocabulary.user("invite"))
                .attribute("from", invitation.from().toString());
        invitation.reason().ifPresent(reason -> invite.child("reason", reason));
        invitation
                .thread()
                .ifPresent(thread -> invite.child(
                        "continue",
                        it -> it.attribute("thread", Optional.of(thread).filter(t -> !t.isEmpty()))));
        ElementBuilder x = Element.builder(Vocabulary.USER_X).add(invite.build());
        password.ifPresent(secret -> x.child("password", secret));
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", invitation.id())
                .attribute("from", room.toString())
                .attribute("to", invitation.to().toString())
                .add(x.build())
                .build());
    }

    /** §7.8.2: somebody does not come. */
    static Message decline(Jid room, Jid inviter, Jid invitee, Optional<String> id, Optional<String> reason) {
        ElementBuilder decline = Element.builder(Vocabulary.user("decline")).attribute("from", invitee.toString());
        reason.ifPresent(text -> decline.child("reason", text));
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", id)
                .attribute("from", room.toString())
                .attribute("to", inviter.toString())
                .add(Element.builder(Vocabulary.USER_X).add(decline.build()).build())
                .build());
    }
}
