package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.PEER;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXTERNAL (XEP-0178 §2): which account a certificate opens. */
class ExternalExchangeTest {
    private static final Jid NURSE = Jid.of("nurse", "example.org");
    private static final Jid ELSEWHERE = Jid.of("juliet", "example.net");
    private static final Jid STRANGER = Jid.of("romeo", "example.org");
    private static final SaslStep NOT_AUTHORIZED = new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
    private static final SaslStep INVALID_AUTHZID = new SaslStep.Failure(SaslCondition.INVALID_AUTHZID);

    @TempDir
    Path folder;

    private AccountsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        List.of(JULIET, NURSE, ELSEWHERE).forEach(fixture.accounts::createWithoutPassword);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Optional<SaslExchange> begin(Jid... certified) {
        ChannelBinding shown = new ChannelBinding() {
            @Override
            public Set<String> types() {
                return Set.of();
            }

            @Override
            public Optional<byte[]> data(String type) {
                return Optional.empty();
            }

            @Override
            public List<Jid> certified() {
                return List.of(certified);
            }
        };
        return new Authentication(
                        fixture.accounts,
                        new LoginLimits(LoginLimits.Options.DEFAULTS, Clock.systemUTC()),
                        fixture.anonymous,
                        fixture.tokens(),
                        List.of(new CertificateLogins(fixture.accounts::exists)))
                .begin("EXTERNAL", DOMAIN, PEER, shown);
    }

    private SaslStep answer(String authzid, Jid... certified) {
        return begin(certified).orElseThrow().next(authzid.getBytes(StandardCharsets.UTF_8));
    }

    private static SaslStep success(Jid account) {
        return new SaslStep.Success(account, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "juliet@example.org", "Juliet@Example.org"})
    void oneAddressNeedsNotBeNamed(String authzid) {
        assertThat(answer(authzid, JULIET)).isEqualTo(success(JULIET));
        assertThat(answer(authzid, JULIET, STRANGER)).isEqualTo(success(JULIET));
    }

    @Test
    void ofSeveralOneMustBeNamed() {
        assertThat(answer("", JULIET, NURSE)).isEqualTo(INVALID_AUTHZID);
        assertThat(answer("", JULIET, ELSEWHERE)).isEqualTo(INVALID_AUTHZID);
        assertThat(answer("nurse@example.org", JULIET, NURSE)).isEqualTo(success(NURSE));
        assertThat(answer("juliet@example.org", JULIET, ELSEWHERE)).isEqualTo(success(JULIET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nurse@example.org",
                "juliet",
                "juliet@example.org/balcony",
                "juliet@example.net",
                "example.org",
                "@"
            })
    void anotherAddressIsNotOpened(String authzid) { // RFC 6120 §6.3.8
        assertThat(answer(authzid, JULIET)).isEqualTo(INVALID_AUTHZID);
        assertThat(answer("juliet@example.net", JULIET, ELSEWHERE)).isEqualTo(INVALID_AUTHZID);
    }

    @Test
    void addressWithoutAnAccountOpensNothing() {
        assertThat(answer("", STRANGER)).isEqualTo(NOT_AUTHORIZED);
        assertThat(answer("romeo@example.org", STRANGER)).isEqualTo(NOT_AUTHORIZED);
        assertThat(answer("romeo@example.org", JULIET, STRANGER)).isEqualTo(INVALID_AUTHZID);
    }

    @Test
    void whatIsNoTextIsMalformed() {
        assertThat(answer("juliet@example.org\0", JULIET))
                .isEqualTo(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST));
        assertThat(begin(JULIET).orElseThrow().next(new byte[] {(byte) 0xff}))
                .isEqualTo(new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST));
    }

    @Test
    void disabledAccountStaysClosed() {
        fixture.accounts.disable(JULIET);
        assertThat(answer("", JULIET)).isEqualTo(new SaslStep.Failure(SaslCondition.ACCOUNT_DISABLED));
    }

    @Test
    void itIsOfferedToWhoHasACertificateForThisDomain() { // RFC 6120 §6.3.4
        assertThat(begin()).isEmpty();
        assertThat(begin(ELSEWHERE)).isEmpty();
        assertThat(new CertificateLogins(fixture.accounts::exists).isOffered(DOMAIN, PEER, noBinding()))
                .isFalse();
    }
}
