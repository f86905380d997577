package im.godwit.plugins.caps;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Capabilities;
import java.util.Optional;
import java.util.Set;

/** What the sessions of this server announce, followed through their presence. */
final class Clients implements Capabilities {
    /** Shared by the hosts of a server, so that each knows what clients of the others can do. */
    private static final Session.Key<Optional<Client>> CLIENT = new Session.Key<>("capabilities", Optional::empty);

    private final Host host;
    private final KnownFeatures known;
    private final Inquiries inquiries;

    Clients(Host host, KnownFeatures known, Inquiries inquiries) {
        this.host = host;
        this.known = known;
        this.inquiries = inquiries;
    }

    @Override
    public Set<String> features(Jid full) {
        return host.sessions(full.bare()).stream()
                .filter(session -> session.jid().equals(full))
                .flatMap(session -> session.get(CLIENT).stream())
                .map(Client::features)
                .findFirst()
                .orElse(Set.of());
    }

    /** A session's presence; on the thread of its stream. */
    void available(Event.SessionAvailable event) {
        Session session = event.session();
        if (event.initial()) {
            gone(session); // a new presence session
        }
        // XEP-0115 §8.4: a presence without an announcement changes nothing
        Announcement.in(event.presence()).ifPresent(announcement -> announced(session, announcement));
    }

    /** A session is not available any more, or over. */
    void gone(Session session) {
        session.get(CLIENT).ifPresent(Client::forget);
    }

    private void announced(Session session, Announcement announcement) {
        CapsHash hash = announcement.hash();
        Client client = session.get(CLIENT).orElseGet(() -> first(session));
        if (client.announces(hash)) {
            return;
        }
        Optional<Set<String>> features = known.cached(hash);
        if (features.isPresent()) {
            Set<String> before = client.announce(hash, features.get());
            host.raise(new Learned(session, before, features.get()));
            return;
        }
        client.announce(hash);
        if (client.mayCauseInquiry()) {
            inquiries.begin(hash, new Rounds.Announcer(session, client, announcement.node()));
        }
    }

    private static Client first(Session session) {
        Client client = new Client();
        session.set(CLIENT, Optional.of(client));
        return client;
    }
}
