package im.godwit.plugins.pubsub.pep;

import static java.util.stream.Collectors.toSet;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.service.Capabilities;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sends resources what was published last, by themselves and by those whose presence they receive, as soon as it is
 * known that they are available and want it (XEP-0163 §4.3.4): each node once for each presence session, unless they
 * stopped to want it. A presence alone costs nothing; whose capabilities are known already is told of in the same
 * event.
 */
final class Arrivals {
    /** The names of the nodes about which a session has been told. */
    private static final Session.Key<Set<String>> TOLD = new Session.Key<>("pep", Set::of);

    private final Host host;
    private final PersonalEventing own;

    Arrivals(Host host, PersonalEventing own) {
        this.host = host;
        this.own = own;
    }

    void register() {
        host.on(Event.SessionBound.class, event -> event.session().set(TOLD, ConcurrentHashMap.newKeySet()));
        host.on(Capabilities.Learned.class, event -> learned(event.session(), event.now()));
        host.on(Event.SessionUnavailable.class, event -> {
            event.session().get(TOLD).clear();
            left(event.session().jid());
        });
        host.on(Event.SessionUnbound.class, event -> left(event.session().jid()));
    }

    private void learned(Session session, Set<String> features) {
        Set<String> told = session.get(TOLD);
        Set<String> now = features.stream()
                .filter(feature -> feature.endsWith(Neighbours.NOTIFY))
                .map(feature -> feature.substring(0, feature.length() - Neighbours.NOTIFY.length()))
                .collect(toSet());
        told.retainAll(now); // who stopped and begins again has missed what was published meanwhile
        Set<String> wanted = now.stream().filter(told::add).collect(toSet());
        if (wanted.isEmpty()) {
            return;
        }
        Jid who = session.jid();
        Stream.concat(Stream.of(who.bare()), publishers(who.bare()))
                .forEach(owner -> host.find(owner.domainJid(), PersonalEventing.class)
                        .ifPresent(eventing -> eventing.followed(owner, who, wanted)));
    }

    /** Those whose presence an account receives. */
    private Stream<Jid> publishers(Jid account) {
        return host.find(Rosters.class).stream()
                .flatMap(rosters -> rosters.contacts(account).stream())
                .filter(Contact::to)
                .map(Contact::jid)
                .filter(contact -> contact.hasLocal() && !contact.equals(account));
    }

    private void left(Jid who) {
        boolean wasLast = host.sessions(who.bare()).stream()
                .filter(session -> !session.jid().equals(who))
                .map(Session::presence)
                .allMatch(presence -> presence.isEmpty());
        own.left(who.bare(), who, wasLast);
    }
}
