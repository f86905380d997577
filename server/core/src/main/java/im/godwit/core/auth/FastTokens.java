package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens with which clients log in again (XEP-0484): two for each, the one in use and one that was given to it and
 * that it may not have got (§5.1). They end with the account and with its password, see {@link AccountStore}, whose
 * table they are in. All that is changed is durable when a method returns. Threads may share it.
 */
public final class FastTokens {
    /** 256 bits; the mechanisms ask for 128 (draft-schmaus-kitten-sasl-ht-09 §5). */
    private static final int TOKEN_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final ClientNames names;
    private final Options options;
    private final Clock clock;

    /**
     * How long tokens are good, and for how many.
     *
     * @param lifetime of a token
     * @param rotation the age from which on a token is replaced when it is used
     * @param clients of one account that can have tokens; where there are more, the one that was given its token first
     *     loses it. With 0 there are no tokens
     */
    public record Options(Duration lifetime, Duration rotation, int clients) {
        /** Three weeks, replaced daily, for 20 clients. */
        public static final Options DEFAULTS = new Options(Duration.ofDays(21), Duration.ofDays(1), 20);
    }

    /** A token for a client. */
    public record Issued(String token, Instant expiry) {}

    /**
     * Makes it.
     *
     * @param names under which clients are known, so that their ids are not kept
     */
    public FastTokens(Database database, ClientNames names, Options options, Clock clock) {
        this.database = database;
        this.names = names;
        this.options = options;
        this.clock = clock;
    }

    /** The mechanisms with which tokens can be used on this connection. */
    public List<HashedToken> offered(ChannelBinding binding) {
        return options.clients() > 0 ? HashedToken.of(binding) : List.of();
    }

    /** Lets a client in that knows its token; tokens that were given to it before that one are forgotten (§3.5). */
    SaslStep use(Jid account, HashedToken mechanism, FastRequest request, byte[] said, byte[] bound) {
        String client = names.of(account, request.userAgent());
        return database.write(sql -> use(sql, account, client, mechanism, request, said, bound));
    }

    private SaslStep use(
            Sql sql,
            Jid account,
            String client,
            HashedToken mechanism,
            FastRequest request,
            byte[] said,
            byte[] bound) {
        List<TokenTable.Kept> tokens = TokenTable.of(sql, account, client);
        if (tokens.isEmpty()) {
            // §4.2: that of a client which is not trusted any more, or never was
            return new SaslStep.Failure(SaslCondition.CREDENTIALS_EXPIRED);
        }
        return tokens.stream()
                // §3.4: a token is good for the mechanism only for which it was given
                .filter(kept -> kept.token().mechanism() == mechanism)
                .filter(kept -> kept.token().isProvenBy(said, bound))
                .findFirst()
                .map(kept -> use(sql, account, client, kept, request, bound))
                .orElseGet(() -> new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED));
    }

    private SaslStep use(Sql sql, Jid account, String client, TokenTable.Kept kept, FastRequest request, byte[] bound) {
        StoredToken token = kept.token();
        if (!clock.instant().isBefore(token.expiry())) {
            return new SaslStep.Failure(SaslCondition.CREDENTIALS_EXPIRED); // RFC 6120 §6.5.3
        }
        long count = request.count().orElse(token.lastCount());
        if (request.count().isPresent() && count <= token.lastCount()) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED); // §3.4: it is a replay
        }
        TokenTable.used(sql, account, client, kept, count);
        return new SaslStep.Success(account, Optional.of(token.answer(bound)));
    }

    /**
     * Gives a client that has authenticated a token. The one that it uses stays good until it uses this (§3.5).
     *
     * @return none for who has no account, or has no more
     */
    public Optional<Issued> issue(Jid account, String userAgent, HashedToken mechanism) {
        String client = names.of(account, userAgent);
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredToken stored =
                StoredToken.of(mechanism, token.getBytes(StandardCharsets.US_ASCII), now, now.plus(options.lifetime()));
        boolean exists = database.write(sql -> {
            boolean found = AccountStore.exists(sql, account);
            if (found) {
                TokenTable.add(sql, account, client, stored);
                TokenTable.limit(sql, account, client, options.clients() - 1);
            }
            return found;
        });
        return exists ? Optional.of(new Issued(token, stored.expiry())) : Optional.empty();
    }

    /** The mechanism of the token that a client has just used, where it should get another in its place. */
    public Optional<HashedToken> due(Jid account, String userAgent) {
        Instant old = clock.instant().minus(options.rotation());
        return database.read(sql -> TokenTable.of(sql, account, names.of(account, userAgent))).stream()
                .filter(kept -> kept.slot() == TokenTable.Slot.CURRENT)
                .map(TokenTable.Kept::token)
                .filter(token -> !token.issued().isAfter(old))
                .map(StoredToken::mechanism)
                .findFirst();
    }

    /** Forgets a client's tokens, the one that it used and any that it may not have got (§3.6). */
    public void invalidate(Jid account, String userAgent) {
        forget(account, names.of(account, userAgent));
    }

    /** Forgets the tokens of a client that is known by this name. */
    public void forget(Jid account, String client) {
        database.write(sql -> TokenTable.forget(sql, account, client));
    }

    /** The names of the clients whose tokens are good. */
    public Set<String> clients(Jid account) {
        return new HashSet<>(database.read(sql -> TokenTable.clients(sql, account, clock.instant())));
    }
}
