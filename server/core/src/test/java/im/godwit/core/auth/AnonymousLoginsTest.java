package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.PEER;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymousLoginsTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("192.0.2.2");

    @TempDir
    private Path folder;

    private AccountsFixture fixture;
    private AnonymousLogins visitors;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        visitors = fixture.visitors(new AnonymousLimits(3, 2));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SaslExchange exchange() {
        return new Authentication(
                        fixture.accounts,
                        new LoginLimits(LoginLimits.Options.DEFAULTS, Clock.systemUTC()),
                        visitors,
                        fixture.tokens(),
                        List.of())
                .begin("ANONYMOUS", DOMAIN, PEER, noBinding())
                .orElseThrow();
    }

    private Jid admitted(InetAddress from) {
        return visitors.admit(DOMAIN, from).orElseThrow();
    }

    // XEP-0175 §2: a temporary, unique bare JID, a UUID
    @Test
    void everyLoginIsAnotherAccount() {
        SaslStep.Success one = (SaslStep.Success) exchange().begin();
        SaslStep.Success other = (SaslStep.Success) exchange().begin();

        assertThat(one.account()).isNotEqualTo(other.account());
        assertThat(UUID.fromString(one.account().local()).version()).isEqualTo(4);
        assertThat(visitors.contains(one.account())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sirhc", "romeo@example.net", "\uD83D\uDE00"})
    void traceIsTakenAndForgotten(String trace) {
        SaslStep.Success success = (SaslStep.Success) exchange().next(trace.getBytes(StandardCharsets.UTF_8));

        assertThat(success.account().toString()).doesNotContain("romeo").doesNotContain("sirhc");
    }

    // RFC 4505 §2, §3
    @Test
    void whatIsNoTraceIsMalformed() {
        SaslStep malformed = new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);

        assertThat(exchange().next(new byte[] {(byte) 0xC0})).isEqualTo(malformed);
        assertThat(exchange().next(new byte[] {'a', 0})).isEqualTo(malformed);
        assertThat(exchange().next("a".repeat(256).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(malformed);
    }

    @Test
    void onlySoManyComeFromOneAddress() {
        Jid first = admitted(HERE);
        admitted(HERE);

        assertThat(visitors.admit(DOMAIN, HERE)).isEmpty();
        assertThat(visitors.admit(DOMAIN, THERE)).isPresent();
        visitors.end(first);
        assertThat(visitors.admit(DOMAIN, HERE)).isPresent();
    }

    @Test
    void onlySoManyComeAtAll() {
        admitted(HERE);
        admitted(HERE);
        admitted(THERE);

        assertThat(visitors.admit(DOMAIN, THERE)).isEmpty();
        assertThat(visitors.admit(Jid.ofDomain("example.net"), HERE)).isEqualTo(Optional.empty());
    }

    @Test
    void whoBoundNothingLeavesNothing() {
        Jid visitor = admitted(HERE);

        visitors.end(visitor);

        assertThat(visitors.contains(visitor)).isFalse();
        assertThat(fixture.deleted).isEmpty();
    }

    @Test
    void whoHadASessionIsForgottenOnce() {
        Jid visitor = admitted(HERE);
        visitors.keep(visitor);

        visitors.end(visitor);
        visitors.end(visitor);

        assertThat(fixture.deleted).containsExactly(visitor);
        AnonymousLogins restarted = fixture.visitors(AnonymousLimits.NOBODY);
        restarted.forgetFormer();
        assertThat(fixture.deleted).containsExactly(visitor);
    }

    @Test
    void whoWasHereWhenTheServerWasKilledIsForgottenAtTheNextStart() {
        Jid visitor = admitted(HERE);
        visitors.keep(visitor);

        fixture.visitors(AnonymousLimits.NOBODY).forgetFormer();

        assertThat(fixture.deleted).containsExactly(visitor);
        fixture.visitors(AnonymousLimits.NOBODY).forgetFormer();
        assertThat(fixture.deleted).hasSize(1);
    }
}
