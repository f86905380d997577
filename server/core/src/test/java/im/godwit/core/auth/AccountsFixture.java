package im.godwit.core.auth;

import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts in a database of their own, with what was told of them. */
final class AccountsFixture implements AutoCloseable {
    static final Jid DOMAIN = Jid.ofDomain("example.org");
    static final Jid JULIET = Jid.of("juliet", "example.org");

    static final Peer PEER = new Peer(InetAddress.getLoopbackAddress(), true);

    final List<Jid> created = new ArrayList<>();
    final List<Jid> deleted = new ArrayList<>();
    final List<Jid> disabled = new ArrayList<>();
    final AccountStore accounts;
    final AnonymousLogins anonymous;
    private final SqliteDatabase database;

    AccountsFixture(Path folder) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        database.migrate(AccountStore.MIGRATIONS);
        database.migrate(AnonymousLogins.MIGRATIONS);
        anonymous = visitors(AnonymousLimits.NOBODY);
        accounts = new AccountStore(database, 4096, created::add, deleted::add, disabled::add, account -> {});
    }

    /** Visitors without an account, of a server that has just started; {@link #deleted} hears of those who left. */
    AnonymousLogins visitors(AnonymousLimits limits) {
        return new AnonymousLogins(database, Map.of(DOMAIN, limits), deleted::add);
    }

    /** The accounts as another start of the server finds them. */
    AccountStore reopened() {
        return new AccountStore(database, 4096, created::add, deleted::add, disabled::add, account -> {});
    }

    /** Tokens as they are by default. */
    FastTokens tokens() {
        return new FastTokens(
                database,
                new ClientNames(accounts.secret("client names"), () -> "random"),
                FastTokens.Options.DEFAULTS,
                Clock.systemUTC());
    }

    /** An exchange on an encrypted connection. */
    SaslExchange begin(String mechanism, ChannelBinding binding) {
        return new Authentication(
                        accounts,
                        new LoginLimits(LoginLimits.Options.DEFAULTS, Clock.systemUTC()),
                        anonymous,
                        tokens(),
                        List.of())
                .begin(mechanism, DOMAIN, PEER, binding)
                .orElseThrow();
    }

    static ChannelBinding noBinding() {
        return binding(Map.of());
    }

    static ChannelBinding binding(Map<String, byte[]> data) {
        return new ChannelBinding() {
            @Override
            public Set<String> types() {
                return data.keySet();
            }

            @Override
            public Optional<byte[]> data(String type) {
                return Optional.ofNullable(data.get(type));
            }
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
