package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLimitsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final LoginLimits.Options OPTIONS = new LoginLimits.Options(5, 3, Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private AccountsFixture fixture;
    private Instant now = START;
    private Authentication authentication;
    private PasswordLogin passwords;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        fixture.accounts.create(JULIET, "wherefore");
        fixture.accounts.create(Jid.of("nurse", "example.org"), "wherefore");
        LoginLimits limits = new LoginLimits(OPTIONS, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
        passwords = new PasswordLogin(fixture.accounts, limits);
        authentication = new Authentication(fixture.accounts, limits, fixture.anonymous, fixture.tokens(), List.of());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SaslStep login(String address, String name, String password) {
        return exchange("PLAIN", address).next(("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    private SaslExchange exchange(String mechanism, String address) {
        Peer peer = new Peer(InetAddress.ofLiteral(address), true);
        return authentication.begin(mechanism, DOMAIN, peer, noBinding()).orElseThrow();
    }

    private void guess(String address, String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(login(address, name, "guess " + i))
                    .isEqualTo(new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED));
        }
    }

    private static void assertRefused(SaslStep step) {
        assertThat(step).isEqualTo(new SaslStep.Failure(SaslCondition.TEMPORARY_AUTH_FAILURE));
    }

    @Test
    void addressThatGuessesIsRefusedEvenWithTheRightPassword() {
        guess("192.0.2.1", "juliet", 3);

        assertRefused(login("192.0.2.1", "juliet", "wherefore"));
    }

    @Test
    void ownerLogsInFromElsewhereAndOthersFromTheSameAddress() {
        guess("192.0.2.1", "juliet", 3);

        assertThat(login("192.0.2.2", "juliet", "wherefore")).isInstanceOf(SaslStep.Success.class);
        assertThat(login("192.0.2.1", "nurse", "wherefore")).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void addressThatGuessesForManyAccountsIsRefusedForAll() {
        guess("192.0.2.1", "juliet", 2);
        guess("192.0.2.1", "nobody", 2);
        guess("192.0.2.1", "nobody-else", 1);

        assertRefused(login("192.0.2.1", "nurse", "wherefore"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:0:1::2", "2001:db8:0:1:ffff::"})
    void addressesOfOneNetworkCountAsOne(String neighbour) {
        guess("2001:db8:0:1::1", "juliet", 3);

        assertRefused(login(neighbour, "juliet", "wherefore"));
        assertThat(login("2001:db8:0:2::1", "juliet", "wherefore")).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void failuresAreForgottenWithTime() {
        guess("192.0.2.1", "juliet", 3);
        now = START.plus(OPTIONS.window()).minusSeconds(1);
        assertRefused(login("192.0.2.1", "juliet", "wherefore"));

        now = START.plus(OPTIONS.window());

        assertThat(login("192.0.2.1", "juliet", "wherefore")).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void successForgivesTheMistakesOfTheOwner() {
        guess("192.0.2.1", "juliet", 2);
        assertThat(login("192.0.2.1", "juliet", "wherefore")).isInstanceOf(SaslStep.Success.class);

        guess("192.0.2.1", "juliet", 2);
        assertThat(login("192.0.2.1", "juliet", "wherefore")).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void attemptsAtTheSameTimeGainNothing() {
        byte[] first = "n,,n=juliet,r=abc".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            assertThat(exchange("SCRAM-SHA-256", "192.0.2.1").next(first)).isInstanceOf(SaslStep.Challenge.class);
        }

        assertRefused(exchange("SCRAM-SHA-256", "192.0.2.1").next(first));
    }

    @Test
    void accountThatDoesNotExistIsTreatedTheSame() {
        guess("192.0.2.1", "nobody", 3);

        assertRefused(login("192.0.2.1", "nobody", "wherefore"));
    }

    private PasswordLogin.Finding shown(String password) {
        return passwords.check(JULIET, password, InetAddress.ofLiteral("192.0.2.1"));
    }

    @Test
    void passwordsThatAreShownCountWithLogins() {
        guess("192.0.2.1", "juliet", 1);
        assertThat(shown("guess")).isEqualTo(PasswordLogin.Finding.WRONG);
        guess("192.0.2.1", "juliet", 1);

        assertThat(shown("wherefore")).isEqualTo(PasswordLogin.Finding.TOO_MANY);
        assertRefused(login("192.0.2.1", "juliet", "wherefore"));
    }

    @Test
    void rightPasswordsNeverAddUp() {
        for (int i = 0; i < 2 * OPTIONS.perAddress(); i++) {
            assertThat(shown("wherefore")).isEqualTo(PasswordLogin.Finding.RIGHT);
        }
    }
}
