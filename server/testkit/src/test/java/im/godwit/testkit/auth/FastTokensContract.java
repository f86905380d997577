package im.godwit.testkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.AccountStore;
import im.godwit.core.auth.AnonymousLogins;
import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.ClientNames;
import im.godwit.core.auth.FastRequest;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.auth.HashedToken;
import im.godwit.core.auth.LoginLimits;
import im.godwit.core.auth.SaslCondition;
import im.godwit.core.auth.SaslStep;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.store.Database;
import im.godwit.testkit.MutableClock;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The statements about tokens, on each engine. */
interface FastTokensContract {
    FastTokens.Options OPTIONS = new FastTokens.Options(Duration.ofDays(2), Duration.ofHours(1), 2);
    String PHONE = "phone";

    SaslStep REFUSED = new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
    ChannelBinding UNBOUND = new ChannelBinding() {
        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public Optional<byte[]> data(String type) {
            return Optional.empty();
        }
    };

    Database database();

    private static byte[] initiator(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal("Initiator".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** An account of a test, with its tokens. */
    record Scene(AccountStore accounts, FastTokens tokens, Jid account, MutableClock clock, Database database) {
        String issued() {
            return tokens.issue(account, PHONE, HashedToken.NONE).orElseThrow().token();
        }

        SaslStep use(String token, long count) {
            Authentication sasl = new Authentication(
                    accounts,
                    new LoginLimits(LoginLimits.Options.DEFAULTS, clock),
                    new AnonymousLogins(database, Map.of(), gone -> {}),
                    tokens,
                    List.of());
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes((account.local() + "\0").getBytes(StandardCharsets.UTF_8));
            message.writeBytes(initiator(token));
            return sasl.beginWithToken(
                            HashedToken.NONE.mechanism(),
                            account.domainJid(),
                            new Peer(InetAddress.getLoopbackAddress(), true),
                            UNBOUND,
                            Optional.of(new FastRequest(PHONE, OptionalLong.of(count))))
                    .orElseThrow()
                    .next(message.toByteArray());
        }

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
    default void tokenIsUsedOnceWithACountAndEndsTheOneBefore() {
        Scene scene = scene();
        String first = scene.issued();
        assertThat(scene.use(first, 1)).isInstanceOf(SaslStep.Success.class);
        assertThat(scene.slots("slot")).containsExactly("CURRENT");
        String second = scene.issued();
        assertThat(scene.slots("slot")).containsExactly("CURRENT", "NEW");

        assertThat(scene.use(first, 2)).isInstanceOf(SaslStep.Success.class);
        assertThat(scene.use(second, 1)).isInstanceOf(SaslStep.Success.class);

        assertThat(scene.slots("slot")).containsExactly("CURRENT");
        assertThat(scene.use(first, 3)).isEqualTo(REFUSED);
        assertThat(scene.use(second, 1)).isEqualTo(REFUSED);
        assertThat(scene.use(second, 2)).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    default void ofManyWithTheSameCountOneIsLetIn() throws Exception {
        Scene scene = scene();
        String token = scene.issued();
        Callable<SaslStep> attempt = () -> scene.use(token, 1);
        List<SaslStep> steps = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SaslStep> done : many.invokeAll(Collections.nCopies(4, attempt))) {
                steps.add(done.get());
            }
        }

        assertThat(steps).filteredOn(SaslStep.Success.class::isInstance).hasSize(1);
        assertThat(steps).filteredOn(REFUSED::equals).hasSize(3);
    }

    @Test
    default void whatTheClientSaysCannotBeToldFromWhatIsKeptWithoutAChannel() {
        Scene scene = scene();
        String token = scene.issued();

        String kept = HexFormat.of()
                .formatHex(database()
                        .read(sql -> sql.first(
                                "SELECT secret FROM fast_tokens WHERE account = ?",
                                row -> row.bytes("secret"),
                                scene.account()))
                        .orElseThrow());

        assertThat(kept)
                .isNotEqualTo(HexFormat.of().formatHex(token.getBytes(StandardCharsets.US_ASCII)))
                .isNotEqualTo(HexFormat.of().formatHex(initiator(token)));
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
