package im.godwit.plugins.registration;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who may register, how often, and under which names. */
final class Admission {
    private final Jid domain;
    private final List<AddressRange> enabledFrom;
    private final boolean encryptionRequired;
    private final RateLimit accounts;
    private final RateLimit attempts;
    private final Predicate<Jid> reserved;

    /**
     * Admits by the options.
     *
     * @param reservedByOthers whether another plugin keeps a name from those who register
     */
    Admission(Jid domain, Options options, Predicate<Jid> reservedByOthers, Clock clock) {
        this.domain = domain;
        this.enabledFrom =
                options.enabledFrom().stream().map(AddressRange::parse).toList();
        this.encryptionRequired = options.encryptionRequired();
        this.accounts = new RateLimit(options.accountsPerHour(), clock);
        this.attempts = new RateLimit(options.attemptsPerHour(), clock);
        Set<Jid> named = options.reservedNames().stream()
                .map(name -> Jid.of(name, domain.domain()))
                .collect(Collectors.toSet());
        this.reserved = reservedByOthers.or(named::contains);
    }

    /** Whether registration is offered to somebody. */
    boolean offeredTo(Peer peer) {
        return isWithin(peer) && isSafe(peer);
    }

    private boolean isWithin(Peer peer) {
        return enabledFrom.stream().anyMatch(range -> range.contains(peer.address()));
    }

    /** Whether a password may come this way. */
    boolean isSafe(Peer peer) {
        return peer.encrypted() || peer.address().isLoopbackAddress() || !encryptionRequired;
    }

    /** @throws StanzaException {@code service-unavailable} where registration is not offered (§3.1) */
    void requireOffered(Peer peer) {
        if (!isWithin(peer)) {
            throw Condition.SERVICE_UNAVAILABLE.error().thrown();
        }
        requireSafe(peer);
    }

    /** @throws StanzaException {@code not-authorized} if others may listen (§3.3) */
    void requireSafe(Peer peer) {
        if (!isSafe(peer)) {
            throw Condition.NOT_AUTHORIZED
                    .error("encrypt the connection first")
                    .withType(ErrorType.MODIFY)
                    .thrown();
        }
    }

    /** @throws StanzaException {@code not-acceptable} after too many attempts (§3.1.1) */
    void countAttempt(Peer peer) {
        require(attempts, peer);
    }

    /** @throws StanzaException {@code resource-constraint} after too many attempts: each costs much computing */
    void countChange(Peer peer) {
        if (!attempts.permits(peer.address())) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("too many changes from your address; try again later")
                    .thrown();
        }
    }

    /** @throws StanzaException {@code not-acceptable} after too many accounts (§3.1.1) */
    void countAccount(Peer peer) {
        require(accounts, peer);
    }

    private static void require(RateLimit limit, Peer peer) {
        if (!limit.permits(peer.address())) {
            throw Condition.NOT_ACCEPTABLE
                    .error("too many registrations from your address; try again later")
                    .thrown();
        }
    }

    /**
     * The account of a name that somebody wants.
     *
     * @throws StanzaException {@code not-acceptable} for a name that no account can have, or that is reserved
     */
    Jid account(String name) {
        Jid account = named(name);
        if (reserved.test(account)) {
            throw Condition.NOT_ACCEPTABLE.error("this name is reserved").thrown();
        }
        return account;
    }

    /**
     * The account that somebody was invited to.
     *
     * @throws StanzaException {@code not-acceptable} for any other name
     */
    Jid intended(String name, Jid account) {
        if (!named(name).equals(account)) {
            throw Condition.NOT_ACCEPTABLE
                    .error("this invitation is for " + account)
                    .thrown();
        }
        return account;
    }

    private Jid named(String name) {
        try {
            return Jid.of(name, domain.domain());
        } catch (InvalidJidException malformed) {
            throw Condition.NOT_ACCEPTABLE.error(malformed.getMessage()).thrown();
        }
    }
}
