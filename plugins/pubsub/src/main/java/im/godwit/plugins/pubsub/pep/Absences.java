package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.Ago;
import im.godwit.plugins.pubsub.engine.CatchingUp.Absence;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long clients say that they were away (XEP-0312 §2). What they missed where they are subscribed is told when they
 * come; what they missed of others they are told once it is known what they want, which may be before or after others
 * hear that they came.
 */
final class Absences {
    private static final Session.Key<State> STATE = new Session.Key<>("pep-absence", () -> new State.Unknown());

    private final Host host;
    private final PersonalEventing own;

    Absences(Host host, PersonalEventing own) {
        this.host = host;
        this.own = own;
    }

    /** What is known of a session since it became available. */
    private sealed interface State {
        /** It has not been looked at. */
        record Unknown() implements State {}

        /** There was none, or all has been told of it. */
        record Over() implements State {}

        record Away(Missed missed) implements State {}
    }

    /**
     * What is still to be told.
     *
     * @param told the nodes whose history has been told
     */
    record Missed(Absence absence, Set<NodeAddress> told) {
        /** The names of those of some nodes of an account that have not been told. */
        Set<String> untold(Jid owner, Set<String> names) {
            Set<String> left = new HashSet<>(names);
            left.removeIf(name -> told.contains(new NodeAddress(owner, name)));
            return left;
        }
    }

    void register() {
        host.on(Event.SessionAvailable.class, event -> {
            if (event.initial()) {
                look(event.session());
            }
        });
        host.on(Event.SessionUnavailable.class, event -> event.session().set(STATE, new State.Unknown()));
    }

    /** What a session missed of those whom it follows; asked once, when it is known what it wants. */
    Optional<Missed> take(Session session) {
        look(session);
        State state = session.get(STATE);
        session.set(STATE, new State.Over());
        return state instanceof State.Away away ? Optional.of(away.missed()) : Optional.empty();
    }

    private void look(Session session) {
        if (session.get(STATE) instanceof State.Unknown) {
            Optional<Absence> absence = session.presence()
                    .flatMap(presence -> Ago.in(presence, host.clock().instant()))
                    .map(since -> own.absence(session.jid(), since));
            session.set(
                    STATE,
                    absence.<State>map(a -> new State.Away(new Missed(a, subscribed(a))))
                            .orElseGet(State.Over::new));
        }
    }

    /** Tells what it missed where it is subscribed at accounts, and where that was. */
    private Set<NodeAddress> subscribed(Absence absence) {
        Set<NodeAddress> told = new HashSet<>();
        List<Jid> owners = own.services(absence.who().bare());
        owners.forEach(owner -> host.find(owner.domainJid(), PersonalEventing.class)
                .ifPresent(eventing -> told.addAll(eventing.missed(owner, absence))));
        return told;
    }
}
