package im.godwit.plugins.pubsub.pep;

import static java.util.stream.Collectors.toSet;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.pep.Absences.Missed;
import im.godwit.service.Capabilities;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends resources what was published last, by themselves and by those whose presence they receive, as soon as it is
 * known that they are available and want it (XEP-0163 §4.3.4). A presence alone costs nothing. A presence that changes
 * nothing about what is wanted sends nothing; where a change had to be looked into first, they heard nothing meanwhile,
 * and so are sent what they may have missed. Whoever says how long it was away is sent all that it missed (XEP-0312).
 */
final class Arrivals {
    private final Host host;
    private final PersonalEventing own;
    private final Absences absences;

    Arrivals(Host host, PersonalEventing own) {
        this.host = host;
        this.own = own;
        this.absences = new Absences(host, own);
    }

    void register() {
        absences.register();
        host.on(Capabilities.Learned.class, event -> learned(event));
        host.on(Event.SessionUnavailable.class, event -> left(event.session().jid()));
        host.on(Event.SessionUnbound.class, event -> left(event.session().jid()));
    }

    private void learned(Capabilities.Learned event) {
        Set<String> wanted = event.now().stream()
                .filter(feature ->
                        feature.endsWith(Neighbours.NOTIFY) && !event.before().contains(feature))
                .map(feature -> feature.substring(0, feature.length() - Neighbours.NOTIFY.length()))
                .collect(toSet());
        if (wanted.isEmpty()) {
            return;
        }
        Jid who = event.session().jid();
        Optional<Missed> missed = absences.take(event.session());
        Stream.concat(Stream.of(who.bare()), publishers(who.bare()))
                .forEach(owner -> host.find(owner.domainJid(), PersonalEventing.class)
                        .ifPresent(eventing -> follow(eventing, owner, who, wanted, missed)));
    }

    private static void follow(
            PersonalEventing eventing, Jid owner, Jid who, Set<String> wanted, Optional<Missed> missed) {
        missed.ifPresentOrElse(
                some -> eventing.missed(owner, some, wanted), () -> eventing.followed(owner, who, wanted));
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
        Stream.concat(Stream.of(who.bare()), own.attended(who.bare()).stream().filter(Jid::hasLocal))
                .distinct()
                .forEach(owner -> host.find(owner.domainJid(), PersonalEventing.class)
                        .ifPresent(eventing -> eventing.left(owner, who, wasLast)));
    }
}
