package im.godwit.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.AccountStore;
import im.godwit.core.auth.ClientNames;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.auth.HashedToken;
import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements about tokens, on each engine. */
interface FastTokensContract {
    FastTokens.Options OPTIONS = new FastTokens.Options(Duration.ofDays(2), Duration.ofHours(1), 2);
    String PHONE = "phone";

    Database database();

    /** An account of a test, with its tokens. */
    record Scene(AccountStore accounts, FastTokens tokens, Jid account, MutableClock clock, Database database) {
        List<String> slots(String column) {
            return database.read(sql -> sql.query(
                    "SELECT " + column + " AS value FROM fast_tokens WHERE account = ? ORDER BY client, slot",
                    row -> row.text("value"),
                    account));
        }
    }

    private Scene scene() {
        AccountStore accounts = new AccountStore(database(), 4096, made -> {}, gone -> {}, off -> {}, changed -> {});
        MutableClock clock = new MutableClock();
        ClientNames names = new ClientNames(accounts.secret("client names"), () -> "random");
        Jid account = Jid.of(UUID.randomUUID().toString(), "example.org");
        accounts.create(account, "secret");
        return new Scene(accounts, new FastTokens(database(), names, OPTIONS, clock), account, clock, database());
    }

    @Test
    default void newTokenTakesThePlaceOfOneThatWasNotUsed() {
        Scene scene = scene();

        scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE);
        scene.tokens().issue(scene.account(), PHONE, HashedToken.ENDP);

        assertThat(scene.slots("slot")).containsExactly("NEW");
        assertThat(scene.slots("mechanism")).containsExactly("ENDP");
    }

    @Test
    default void clientWithTheOldestTokenLosesIt() {
        Scene scene = scene();
        for (String client : List.of("one", "two", "three")) {
            scene.tokens().issue(scene.account(), client, HashedToken.NONE);
            scene.clock().advance(Duration.ofMinutes(1));
        }
        scene.tokens().issue(scene.account(), "two", HashedToken.NONE);
        scene.tokens().issue(scene.account(), "four", HashedToken.EXPR);

        assertThat(scene.slots("mechanism")).containsExactlyInAnyOrder("NONE", "EXPR");
    }

    @Test
    default void idOfAClientIsNotKept() {
        Scene scene = scene();

        scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE);

        assertThat(scene.slots("client")).hasSize(1).doesNotContain(PHONE);
    }

    @Test
    default void tokensEndWithThePasswordAndTheAccount() {
        Scene scene = scene();
        scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE);
        scene.accounts().changePassword(scene.account(), "other");
        assertThat(scene.slots("slot")).isEmpty();

        scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE);
        scene.accounts().delete(scene.account());
        assertThat(scene.slots("slot")).isEmpty();

        assertThat(scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE))
                .isEqualTo(Optional.empty());
    }

    @Test
    default void invalidatedTokensAreThoseOfOneClient() {
        Scene scene = scene();
        scene.tokens().issue(scene.account(), PHONE, HashedToken.NONE);
        scene.tokens().issue(scene.account(), "tablet", HashedToken.EXPR);

        scene.tokens().invalidate(scene.account(), PHONE);

        assertThat(scene.slots("mechanism")).containsExactly("EXPR");
    }
}
