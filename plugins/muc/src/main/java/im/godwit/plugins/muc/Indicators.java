package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.muc.engine.Indicating;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Presence to the service itself: subscriptions to indicators of activity in rooms (XEP-0437 §3). */
final class Indicators {
    private final Indicating indicating;
    private final Supplier<String> ids;
    private final Consumer<Stanza> send;

    Indicators(Indicating indicating, Supplier<String> ids, Consumer<Stanza> send) {
        this.indicating = indicating;
        this.ids = ids;
        this.send = send;
    }

    Verdict on(Presence presence) {
        Jid session = presence.from().orElseThrow();
        return switch (presence.type()) {
            case AVAILABLE -> {
                if (presence.element().child(Vocabulary.ACTIVITY).isEmpty()) {
                    yield Verdict.pass();
                }
                subscribe(presence.to().orElseThrow().domainJid(), session);
                yield Verdict.done();
            }
            // §3.2: the server of a client that goes sends this, too (RFC 6121 §4.6.3)
            case UNAVAILABLE -> {
                indicating.unsubscribe(session);
                yield Verdict.done();
            }
            case ERROR, PROBE, SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> Verdict.pass();
        };
    }

    /** §4: where something was said is told in one notification. */
    private void subscribe(Jid service, Jid session) {
        List<Jid> news = indicating.subscribe(service, session);
        if (!news.isEmpty()) {
            send.accept(Message.of(
                    IndicatorXml.activity(service, ids.get(), news).element().withAttribute("to", session.toString())));
        }
    }

    /** A client that cannot be reached wants no more indicators. */
    Verdict bounced(Message error) {
        if (Bounce.isFinal(error)) {
            indicating.unsubscribe(error.from().orElseThrow());
        }
        return Verdict.done();
    }
}
