package im.godwit.core.session;

import im.godwit.core.stream.SessionOutlet;
import im.godwit.xml.Element;

/** How a session's stanzas go to its client. May be used from any thread; never waits for the client. */
interface Way {
    /**
     * Sends a stanza, or keeps it for the client.
     *
     * @return false if the session is over, so that the stanza must go elsewhere
     */
    boolean send(Element stanza, Copies copies);

    /**
     * Straight to the stream, for sessions of which nothing else was asked.
     *
     * @param outlet the stream
     */
    record Direct(SessionOutlet outlet) implements Way {
        @Override
        public boolean send(Element stanza, Copies copies) {
            return outlet.send(stanza);
        }
    }
}
