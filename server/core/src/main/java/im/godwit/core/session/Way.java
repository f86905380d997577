package im.godwit.core.session;

import im.godwit.core.stream.SessionOutlet;
import im.godwit.plugin.Outcome;
import im.godwit.xml.Element;

/** How a session's stanzas go to its client. May be used from any thread; never waits for the client. */
interface Way {
    /**
     * Sends a stanza, or keeps it for the client.
     *
     * @param outcome is told what becomes of it, if it is sent or kept
     * @return false if the session is over; nobody was told
     */
    boolean send(Element stanza, Outcome outcome);

    /**
     * Straight to the stream, for sessions of which nothing else was asked.
     *
     * @param outlet the stream
     */
    record Direct(SessionOutlet outlet) implements Way {
        @Override
        public boolean send(Element stanza, Outcome outcome) {
            boolean sent = outlet.send(stanza);
            if (sent) {
                outcome.taken(); // as far as anybody can tell
            }
            return sent;
        }
    }
}
