package im.godwit.plugins.muc;

import im.godwit.archive.Worth;
import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Remark;
import im.godwit.plugins.muc.engine.Utterance;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Messages to rooms and occupants (XEP-0045 §7.4, §7.5, §7.8, §7.13, §8.1, §8.6, §9.9). */
final class MessageTraffic {
    private static final Name BODY = new Name(Namespaces.CLIENT, "body");

    private final Muc muc;
    private final Mediation mediation;
    private final Approvals approvals;
    private final Retractions retractions;
    private final Indicators indicators;
    private final Supplier<String> ids;

    MessageTraffic(
            Muc muc,
            Mediation mediation,
            Approvals approvals,
            Retractions retractions,
            Indicators indicators,
            Supplier<String> ids) {
        this.muc = muc;
        this.mediation = mediation;
        this.approvals = approvals;
        this.retractions = retractions;
        this.indicators = indicators;
        this.ids = ids;
    }

    Verdict on(Message message) {
        Jid to = message.to().orElseThrow();
        if (!to.hasLocal()) {
            return message.isError() ? indicators.bounced(message) : Verdict.pass();
        }
        Errors.translated(() -> to.isFull() ? toOccupant(message, to) : toRoom(message, to))
                .delivery()
                .run();
        return Verdict.done();
    }

    private Outcome<?> toOccupant(Message message, Jid to) {
        Jid session = message.from().orElseThrow();
        return switch (message.type()) {
            case ERROR -> bounced(message, to.bare(), session);
            case GROUPCHAT -> throw Errors.badRequest("a message to one is not of type groupchat"); // §7.5
            case NORMAL, CHAT, HEADLINE -> {
                Nickname nickname = Nickname.of(to.resource())
                        .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
                yield muc.speaking().whisper(to.bare(), session, nickname, utterance(message, to.bare()));
            }
        };
    }

    private Outcome<?> toRoom(Message message, Jid room) {
        Jid session = message.from().orElseThrow();
        return switch (message.type()) {
            case ERROR -> {
                if (!muc.speaking().isOccupant(room, session)) {
                    mediation.bounced(message, room, session);
                }
                yield bounced(message, room, session);
            }
            case GROUPCHAT -> {
                Optional<Element> subject = subjectChange(message);
                Remark remark = new Remark(ids.get(), utterance(message, room), retractions.in(message));
                yield subject.isPresent()
                        ? muc.speaking()
                                .changeSubject(
                                        room, session, remark, subject.get().text())
                        : muc.speaking().say(room, session, remark);
            }
            case NORMAL, CHAT, HEADLINE -> request(message, room, session);
        };
    }

    /** §18.1.2: who cannot be reached has left; other errors are for nobody else. */
    private Outcome<?> bounced(Message message, Jid room, Jid session) {
        return Bounce.isFinal(message) ? muc.leaving().lose(room, session) : new Outcome<>(false, () -> {}, () -> {});
    }

    /** §8.1: only what has neither a body nor a thread. */
    private static Optional<Element> subjectChange(Message message) {
        boolean speaks = message.element().child(BODY).isPresent()
                || message.element().child("thread").isPresent();
        return speaks ? Optional.empty() : message.element().child("subject");
    }

    static Utterance utterance(Message message, Jid room) {
        Element content = Content.of(message, room);
        return new Utterance(content, Content.size(content), Worth.isLasting(content), MentionXml.mentioned(content));
    }

    /** What is for the room itself. */
    private Outcome<?> request(Message message, Jid room, Jid session) {
        Optional<Element> x = message.element().child(Vocabulary.USER_X);
        List<Element> invites =
                x.stream().flatMap(it -> it.elements(Vocabulary.user("invite"))).toList();
        if (!invites.isEmpty()) {
            return mediation.invite(message, room, session, invites);
        }
        Optional<Element> decline = x.flatMap(it -> it.child("decline"));
        if (decline.isPresent()) {
            return mediation.decline(room, session, message.id(), decline.get());
        }
        return DataForm.in(message.element())
                .flatMap(form -> approvals.submitted(message, room, session, form))
                .orElseThrow(() -> Errors.badRequest("a message to all is of type groupchat")); // §17.2
    }
}
