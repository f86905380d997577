package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Set;

/** Who is there, for what is delivered by presence (XEP-0060 §12.6). Asked from many threads. */
@FunctionalInterface
public interface Availability {
    /** Where nobody's presence is known. */
    Availability UNKNOWN = subscriber -> Set.of();

    /**
     * The presence of each available resource of a bare JID, or of the one resource of a full JID; empty if none is
     * available or known to be.
     */
    Set<Show> of(Jid subscriber);
}
