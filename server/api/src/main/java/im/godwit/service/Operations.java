package im.godwit.service;

import im.godwit.plugin.Session;
import java.util.Collection;

/** What the people who run a server may do to it while it runs; provided by the core on every host. */
public interface Operations {
    /** All bound sessions of the accounts of this domain, available or not, as they are now. */
    Collection<Session> sessions();

    /**
     * Ends a session of this domain, whose account may log in again. Nothing happens to one that is over.
     *
     * @param why for people
     */
    void end(Session session, String why);

    /** Asks the process to stop serving all its domains; returns before that has happened. */
    void stop(Stop how);

    /** What comes after the end. */
    enum Stop {
        /** Nothing. */
        SHUT_DOWN,
        /** A new start, with the configuration as it is then. */
        RESTART
    }
}
