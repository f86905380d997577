package im.godwit.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpaqueString (RFC 8265 §4.2), its examples of §4.3 among them. */
class PasswordPreparationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "Correct Horse Battery Staple",
                "\u03C0\u00DF\u00E5",
                "Jack of \u2666s",
                "\u00E9",
                "\uD83D\uDD11\uD83D\uDC11",
            })
    void preparedPasswordsStayAsTheyAre(String password) {
        assertThat(PasswordPreparation.prepare(password)).contains(password);
    }

    @ParameterizedTest
    @CsvSource({
        "foo\u1680bar, foo bar", // RFC 8265 §4.3: OGHAM SPACE MARK
        "foo\u00A0bar, foo bar",
        "foo\u3000bar, foo bar",
        "e\u0301, \u00E9", // NFC
        "A\u030A, \u00C5",
    })
    void equivalentPasswordsBecomeOne(String typed, String prepared) {
        assertThat(PasswordPreparation.prepare(typed)).contains(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my cat is a \u0009by", "null\0", "line\n", "\u200B", "\u00AD", "\uFFFE", "\uD800"})
    void forbiddenPasswordsAreNone(String password) {
        assertThat(PasswordPreparation.prepare(password)).isEmpty();
    }

    @Test
    void passwordsAreBounded() {
        assertThat(PasswordPreparation.prepare("x".repeat(1024))).isPresent();
        assertThat(PasswordPreparation.prepare("x".repeat(1025))).isEmpty();
    }

    @Test
    void forbiddenPasswordsAreNotAcceptable() {
        assertThatThrownBy(() -> PasswordPreparation.require(""))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(Condition.NOT_ACCEPTABLE));
    }
}
