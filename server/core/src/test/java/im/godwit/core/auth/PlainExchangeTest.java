package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PLAIN (RFC 4616); {@code |} stands for NUL. */
class PlainExchangeTest {
    @TempDir
    Path folder;

    private AccountsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        fixture.accounts.create(JULIET, "pâté chaud");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SaslStep answerTo(String message) {
        return fixture.begin("PLAIN", noBinding())
                .next(message.replace('|', '\0').getBytes(StandardCharsets.UTF_8));
    }

    private static SaslStep failure(SaslCondition condition) {
        return new SaslStep.Failure(condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|juliet|pâté chaud",
                "|JULIET|pâté chaud",
                "juliet@example.org|juliet|pâté chaud",
                "Juliet@Example.org|juliet|pâté chaud",
                "|juliet|pa\u0302te\u0301 chaud",
                "|juliet|pâté\u00A0chaud",
            })
    void rightPasswordSucceedsHoweverItIsEncoded(String message) {
        assertThat(answerTo(message)).isInstanceOfSatisfying(SaslStep.Success.class, success -> {
            assertThat(success.account()).isEqualTo(JULIET);
            assertThat(success.data()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|juliet|pate chaud",
                "|juliet|Pâté chaud",
                "|juliet|pâté chaud ",
                "|romeo|pâté chaud",
                "|juliet@example.org|pâté chaud",
                "|two words|pâté chaud",
                "|juliet|bell\u0007",
                "romeo@example.org|juliet|wrong",
            })
    void wrongNameOrPasswordIsNotAuthorized(String message) {
        assertThat(answerTo(message)).isEqualTo(failure(SaslCondition.NOT_AUTHORIZED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "||",
                "|||",
                "juliet",
                "juliet|pâté chaud",
                "||pâté chaud",
                "|juliet|",
                "|juliet|pâté chaud|",
                "|juliet|pâté|chaud",
            })
    void messageThatIsNotThreePartsIsMalformed(String message) {
        assertThat(answerTo(message)).isEqualTo(failure(SaslCondition.MALFORMED_REQUEST));
    }

    @Test
    void messageThatIsNotUtf8IsMalformed() {
        byte[] latin1 = "\0juliet\0pâté chaud".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(fixture.begin("PLAIN", noBinding()).next(latin1))
                .isEqualTo(failure(SaslCondition.MALFORMED_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@example.org",
                "juliet@elsewhere.example",
                "juliet@example.org/balcony",
                "juliet",
                "example.org",
                "@",
            })
    void anotherAuthorizationIdentityIsInvalid(String authzid) {
        assertThat(answerTo(authzid + "|juliet|pâté chaud")).isEqualTo(failure(SaslCondition.INVALID_AUTHZID));
    }
}
