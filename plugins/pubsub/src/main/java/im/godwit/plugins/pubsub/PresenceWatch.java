package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.engine.PubSub;

/** Tells the engine who of this server's accounts comes and goes (XEP-0060 §12.5, §12.6). */
final class PresenceWatch {
    private final Host host;
    private final PubSub pubsub;

    PresenceWatch(Host host, PubSub pubsub) {
        this.host = host;
        this.pubsub = pubsub;
    }

    void register() {
        host.on(Event.SessionAvailable.class, event -> {
            if (event.initial()) {
                pubsub.attendance()
                        .came(host.domain(), event.session().jid())
                        .forEach(outcome -> outcome.delivery().run());
            }
        });
        host.on(Event.SessionUnavailable.class, event -> left(event.session().jid()));
        host.on(Event.SessionUnbound.class, event -> left(event.session().jid()));
    }

    private void left(Jid who) {
        boolean wasLast = host.sessions(who.bare()).stream()
                .filter(session -> !session.jid().equals(who))
                .map(Session::presence)
                .allMatch(presence -> presence.isEmpty());
        pubsub.attendance()
                .left(host.domain(), who, wasLast)
                .forEach(outcome -> outcome.delivery().run());
    }
}
