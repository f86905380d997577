package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.PEER;
import static im.godwit.core.auth.AccountsFixture.binding;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final ChannelBinding BOUND = binding(Map.of("tls-exporter", new byte[] {1}));

    private static final Peer OPEN = new Peer(InetAddress.getLoopbackAddress(), false);

    @TempDir
    private Path folder;

    private AccountsFixture fixture;
    private Authentication authentication;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        authentication = authentication(fixture.anonymous);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Authentication authentication(AnonymousLogins anonymous) {
        return new Authentication(
                (account, hash) -> {
                    throw new AssertionError("nobody authenticates here");
                },
                new LoginLimits(LoginLimits.Options.DEFAULTS, Clock.systemUTC()),
                anonymous,
                fixture.tokens(),
                List.of());
    }

    @Test
    void strongestMechanismComesFirst() {
        assertThat(authentication.offered(DOMAIN, PEER, BOUND))
                .containsExactly(
                        "SCRAM-SHA-512-PLUS",
                        "SCRAM-SHA-256-PLUS",
                        "SCRAM-SHA-1-PLUS",
                        "SCRAM-SHA-512",
                        "SCRAM-SHA-256",
                        "SCRAM-SHA-1",
                        "PLAIN");
    }

    @Test
    void withoutABindingNoMechanismPretendsToHaveOne() {
        assertThat(authentication.offered(DOMAIN, PEER, noBinding()))
                .containsExactly("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
    }

    @Test
    void passwordsDoNotTravelInTheClear() {
        assertThat(authentication.offered(DOMAIN, OPEN, noBinding())).doesNotContain("PLAIN");
        assertThat(authentication.begin("PLAIN", DOMAIN, OPEN, noBinding())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "SCRAM-SHA-1-PLUS", "scram-sha-1", "SCRAM-SHA-224", "ANONYMOUS", "EXTERNAL", "-PLUS"
            })
    void mechanismThatIsNotOfferedDoesNotBegin(String mechanism) {
        assertThat(authentication.begin(mechanism, DOMAIN, PEER, noBinding())).isEmpty();
    }
}
