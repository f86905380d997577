package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.engine.CatchingUp.Absence;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.stanza.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells the engine who of this server's accounts comes and goes (XEP-0060 §12.5, §12.6), and since when (XEP-0312). */
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
                came(event.session().jid(), event.presence());
            }
        });
        host.on(Event.SessionUnavailable.class, event -> left(event.session().jid()));
        host.on(Event.SessionUnbound.class, event -> left(event.session().jid()));
    }

    private void came(Jid who, Presence presence) {
        Optional<Instant> since = Ago.in(presence, host.clock().instant());
        Predicate<NodeAddress> caughtUp = node -> false;
        if (since.isPresent()) {
            Absence absence = pubsub.catchingUp().absence(who, since.get());
            List<Outcome<NodeAddress>> missed = pubsub.catchingUp().subscribed(host.domain(), absence);
            missed.forEach(outcome -> outcome.delivery().run());
            caughtUp = missed.stream().map(Outcome::value).collect(Collectors.toSet())::contains;
        }
        pubsub.attendance()
                .came(host.domain(), who, caughtUp)
                .forEach(outcome -> outcome.delivery().run());
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
