package im.godwit.service;

/**
 * With whom nobody of a host communicates, whatever the accounts themselves want (XEP-0133 §4.11); provided by the
 * blocking plugin, whose {@link Blocklists#blocks} goes by it, too. May be called from any thread.
 */
public interface DomainBlocklist {
    /** The list as it is; held in memory. */
    Blocklist get();

    /**
     * Replaces the list; durable and in force when this returns.
     *
     * @throws im.godwit.stanza.StanzaException {@code not-allowed} if it has the domain itself, without which nobody
     *     could use the host
     */
    void set(Blocklist list);
}
