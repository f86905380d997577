package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.plugins.muc.engine.RefusedException;
import im.godwit.plugins.muc.engine.Speaking;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Attribute;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * IQs between occupants, neither of whom gets to know the other's real JID (XEP-0045 §17.4). A ping to oneself is
 * answered here (XEP-0410 §4).
 */
final class IqForwarding {
    private static final int REMEMBERED = 16_384;

    private final Speaking speaking;
    private final Supplier<String> ids;
    private final Consumer<Stanza> send;
    private final Recent<String, Asked> open = new Recent<>(REMEMBERED);

    /**
     * A request that was passed on.
     *
     * @param request as it came
     * @param asker its sender's occupant JID, to which the answer comes
     * @param asked whose answer it must be
     */
    private record Asked(Iq request, Jid asker, Jid asked) {}

    IqForwarding(Speaking speaking, Supplier<String> ids, Consumer<Stanza> send) {
        this.speaking = speaking;
        this.ids = ids;
        this.send = send;
    }

    Verdict on(Iq iq) {
        Jid to = iq.to().orElseThrow();
        if (!to.hasLocal() || !to.isFull()) {
            return Verdict.pass(); // §17.4: handled by the room, or the service
        }
        if (iq.isRequest()) {
            request(iq, to);
        } else {
            answer(iq, to);
        }
        return Verdict.done();
    }

    private void request(Iq iq, Jid to) {
        Nickname nickname = Nickname.of(to.resource())
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
        Element payload = iq.payload().orElseThrow();
        Speaking.Route route = route(iq, to, nickname, payload);
        if (route.self() && payload.is(Vocabulary.PING)) {
            send.accept(iq.resultReply(Optional.empty()));
            return;
        }
        // a vCard is the account's, which its server answers for (XEP-0054 §3.2)
        Jid asked = payload.is(Vocabulary.VCARD) ? route.to().bare() : route.to();
        String id = ids.get();
        open.put(id, new Asked(iq, route.from(), asked));
        send.accept(Iq.of(Element.builder(Iq.NAME)
                .attribute("type", iq.type().text())
                .attribute("id", id)
                .attribute("from", route.from().toString())
                .attribute("to", asked.toString())
                .add(payload)
                .build()));
    }

    private Speaking.Route route(Iq iq, Jid to, Nickname nickname, Element payload) {
        try {
            return speaking.route(to.bare(), iq.from().orElseThrow(), nickname);
        } catch (RefusedException refused) {
            boolean disco = payload.namespace().equals(Vocabulary.DISCO_INFO)
                    || payload.namespace().equals(Vocabulary.DISCO_ITEMS);
            if (disco && refused.refusal() == Refusal.Reason.NOT_AN_OCCUPANT) {
                throw Errors.badRequest("only occupants may ask occupants"); // §6.6
            }
            throw Errors.of(refused.refusal()).thrown();
        }
    }

    /** Passes an answer back to who asked; one that nobody waits for goes nowhere. */
    private void answer(Iq iq, Jid to) {
        Jid from = iq.from().orElseThrow();
        open.get(iq.id().orElse(""))
                .filter(asked -> asked.asker().equals(to) && asked.asked().equals(from))
                .ifPresent(asked -> {
                    open.take(iq.id().orElse(""));
                    send.accept(reply(iq, asked.request()));
                });
    }

    /** The answer as if the occupant had given it: of the error only what names nobody. */
    private static Iq reply(Iq answer, Iq request) {
        ElementBuilder reply = Element.builder(Iq.NAME)
                .attribute("type", answer.type().text())
                .attribute("id", request.id())
                .attribute("from", request.to().map(Jid::toString))
                .attribute("to", request.from().map(Jid::toString));
        if (answer.isError()) {
            answer.error().map(IqForwarding::withoutOrigin).ifPresent(reply::add);
        } else {
            reply.addAll(answer.payloads());
        }
        return Iq.of(reply.build());
    }

    /** RFC 6120 §8.3.2: {@code by} may name the real address. */
    private static Element withoutOrigin(Element error) {
        List<Attribute> kept = error.attributes().stream()
                .filter(attribute -> attribute.name().local().equals("type"))
                .toList();
        return Element.of(error.name(), kept, error.children());
    }
}
