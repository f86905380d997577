package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {
    /** The examples of RFC 8266 §3. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"Foo,Foo,foo", "foo,foo,foo", " Foo  Bar ,Foo Bar,foo bar", "Σ,Σ,σ", "Ⅳ,IV,iv", "A-~,A-~,a-~"})
    void isPreparedByTheProfile(String raw, String text, String key) {
        assertThat(Nickname.of(raw)).contains(new Nickname(text, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\u00a0", "\u200b", "a\u0000b", "\u2028"})
    void isNothingThatCannotBeSeen(String raw) {
        assertThat(Nickname.of(raw)).isEmpty();
    }

    @Test
    void hasABound() {
        assertThat(Nickname.of("x".repeat(1024))).isEmpty();
        assertThat(Nickname.of("x".repeat(1023))).isPresent();
        assertThat(Nickname.of("\ufdfa".repeat(300)))
                .as("prepared, it is longer")
                .isEmpty();
    }

    @Test
    void isReadFromTheStoreAsItWasWritten() {
        Nickname nickname = Nickname.of("Third  Witch").orElseThrow();
        assertThat(Nickname.stored(nickname.text())).isEqualTo(nickname);
    }
}
