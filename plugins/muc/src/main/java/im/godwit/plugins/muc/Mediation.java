package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Inviting;
import im.godwit.plugins.muc.engine.Inviting.Wish;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Invitations and what comes of them (XEP-0045 §7.8.2). */
final class Mediation {
    private final Inviting inviting;
    private final Invitations invitations;
    private final Consumer<Stanza> send;

    Mediation(Inviting inviting, Invitations invitations, Consumer<Stanza> send) {
        this.inviting = inviting;
        this.invitations = invitations;
        this.send = send;
    }

    Outcome<?> invite(Message message, Jid room, Jid session, List<Element> invites) {
        return inviting.invite(
                room, session, invites.stream().map(Mediation::wish).toList(), message.id());
    }

    private static Wish wish(Element invite) {
        String to = invite.attribute("to").orElseThrow(() -> Errors.badRequest("who is invited?"));
        return new Wish(
                Jid.tryParse(to).orElseThrow(() -> Errors.malformedJid(to)),
                reason(invite),
                invite.child("continue").map(it -> it.attribute("thread").orElse("")));
    }

    private static Optional<String> reason(Element element) {
        return element.child("reason").map(Element::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Tells the inviter; who was not invited has nothing to decline. */
    Outcome<?> decline(Jid room, Jid session, Optional<String> id, Element decline) {
        Invitations.Sent sent = invitations
                .take(room, session)
                .orElseThrow(() ->
                        Condition.ITEM_NOT_FOUND.error("you were not invited").thrown());
        Message declined = MessageXml.decline(room, sent.inviter(), session.bare(), id, reason(decline));
        return new Outcome<>(true, () -> {}, () -> send.accept(declined));
    }

    /** An invitation came back: the inviter gets to know why. */
    void bounced(Message message, Jid room, Jid invitee) {
        invitations
                .take(room, invitee)
                .ifPresent(sent -> send.accept(Message.of(Message.builder(Message.Type.ERROR)
                        .attribute("id", sent.id())
                        .attribute("from", room.toString())
                        .attribute("to", sent.inviter().toString())
                        .add(condition(message).error().withType(type(message)).toElement())
                        .build())));
    }

    private static Condition condition(Message message) {
        return Arrays.stream(Condition.values())
                .filter(condition -> message.error()
                        .flatMap(e -> e.child(new Name(Namespaces.STANZA_ERRORS, condition.local())))
                        .isPresent())
                .findFirst()
                .orElse(Condition.UNDEFINED_CONDITION);
    }

    private static ErrorType type(Message message) {
        String text = message.error().flatMap(e -> e.attribute("type")).orElse("");
        return Arrays.stream(ErrorType.values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElse(ErrorType.CANCEL);
    }
}
