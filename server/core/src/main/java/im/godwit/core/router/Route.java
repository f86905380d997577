package im.godwit.core.router;

import im.godwit.stanza.Stanza;

/** The way to a domain that is served elsewhere on behalf of this server, such as by an external component. */
@FunctionalInterface
public interface Route {
    /**
     * Sends a stanza on its way; never waits for the other side. For any thread.
     *
     * @return false if nobody is there to take it
     */
    boolean send(Stanza stanza);
}
