package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.CatchingUp.Absence;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.pep.Absences.Missed;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The nodes of the accounts of one host, for the hosts of the same server whose accounts follow them. May be called
 * from many threads.
 */
final class PersonalEventing {
    private final PubSub pubsub;

    PersonalEventing(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** A resource wants to hear of these nodes of an account from now on: it is sent what was published last. */
    void followed(Jid owner, Jid who, Set<String> nodes) {
        deliver(pubsub.attendance().followed(owner, who, nodes));
    }

    /** An absence of which nothing has been told yet; the accounts of all hosts may be asked of it. */
    Absence absence(Jid who, Instant since) {
        return pubsub.catchingUp().absence(who, since);
    }

    /** The services, of this host and others, at which an account has subscriptions or affiliations. */
    List<Jid> services(Jid account) {
        return pubsub.services(account);
    }

    /** The services, of this host and others, at which an account has subscriptions that end with its presence. */
    List<Jid> attended(Jid account) {
        return pubsub.attended(account);
    }

    /**
     * Tells what a resource missed at the nodes of an account to which it is subscribed (XEP-0312).
     *
     * @return the nodes whose history was told
     */
    List<NodeAddress> missed(Jid owner, Absence absence) {
        return told(pubsub.catchingUp().subscribed(owner, absence));
    }

    /** The same as {@link #followed}, for one who has been away: it is sent all that it missed, where that is kept. */
    void missed(Jid owner, Missed missed, Set<String> nodes) {
        Set<String> wanted = missed.untold(owner, nodes);
        told(pubsub.catchingUp().followed(owner, missed.absence(), wanted)).forEach(node -> wanted.remove(node.node()));
        followed(owner, missed.absence().who(), wanted);
    }

    private static List<NodeAddress> told(List<Outcome<NodeAddress>> outcomes) {
        outcomes.forEach(outcome -> outcome.delivery().run());
        return outcomes.stream().map(Outcome::value).toList();
    }

    /** A resource of an account is not available any more. */
    void left(Jid owner, Jid who, boolean wasLast) {
        if (pubsub.attendance().concerns(owner)) {
            deliver(pubsub.attendance().left(owner, who, wasLast));
        }
    }

    /** An account is gone that had to do with the nodes of another. */
    void forget(Jid owner, Jid account) {
        deliver(pubsub.forget(owner, account));
    }

    /** An account is gone with all its nodes. */
    void dissolve(Jid owner) {
        deliver(pubsub.dissolve(owner));
    }

    /** What is published as avatars. */
    Avatars avatars() {
        return new Avatars(pubsub);
    }

    /** What shows photos of vCards as avatars. */
    VcardAvatars vcardAvatars() {
        return new VcardAvatars(pubsub);
    }

    private static void deliver(List<Outcome<Boolean>> outcomes) {
        outcomes.forEach(outcome -> outcome.delivery().run());
    }
}
