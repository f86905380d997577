package im.godwit.plugin;

import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;

/** What becomes of a stanza after a hook. */
public sealed interface Verdict {
    /** Goes on unchanged. */
    record Pass() implements Verdict {
        private static final Pass PASS = new Pass();
    }

    /** Goes on as this. */
    record Replace(Stanza stanza) implements Verdict {}

    /** The hook has done all that was to do; the stanza stops here. */
    record Done() implements Verdict {
        private static final Done DONE = new Done();
    }

    /** Stops here without an answer; the reason is logged. */
    record Drop(String reason) implements Verdict {}

    /** Stops here; the sender gets the error where RFC 6120 §8.3.1 allows one. */
    record Reject(StanzaError error) implements Verdict {}

    static Verdict pass() {
        return Pass.PASS;
    }

    static Verdict replace(Stanza stanza) {
        return new Replace(stanza);
    }

    static Verdict done() {
        return Done.DONE;
    }

    static Verdict drop(String reason) {
        return new Drop(reason);
    }

    static Verdict reject(StanzaError error) {
        return new Reject(error);
    }
}
