package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.PubSub;
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
