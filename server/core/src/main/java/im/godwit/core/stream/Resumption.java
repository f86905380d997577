package im.godwit.core.stream;

import im.godwit.stanza.Condition;
import java.util.Optional;

/** What became of a wish to resume a stream (XEP-0198 §5). */
public sealed interface Resumption {
    /** The session goes on; the client was told and got what it had missed. */
    record Resumed(ManagedStreamSession session) implements Resumption {}

    /**
     * It cannot be resumed.
     *
     * @param handled how many stanzas of the client the session had handled, where that is still known
     */
    record Refused(Condition condition, Optional<HandledCount> handled) implements Resumption {}
}
