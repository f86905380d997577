package im.godwit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> words(String text) {
        return Words.of(text, Words.MOST);
    }

    @Test
    void wordsAreSmallAndDifferent() {
        assertThat(words("To be, or not to BE: 42!")).containsExactly("to", "be", "or", "not", "42");
        assertThat(words("")).isEmpty();
        assertThat(words(" ,;-")).isEmpty();
    }

    @Test
    void accentsAndFormsOfLettersDoNotMatter() {
        assertThat(words("Café CAFE\u0301 ｃａｆｅ")).containsExactly("cafe");
        assertThat(words("Привет Ελλάδα")).containsExactly("привет", "ελλαδα");
    }

    @Test
    void scriptsWithoutSpacesAreReadByCharacter() {
        assertThat(words("東京tower")).containsExactly("東", "京", "tower");
        assertThat(words("𠀀𠀁")).containsExactly("𠀀", "𠀁");
    }

    @Test
    void textIsReadWithinBounds() {
        assertThat(Words.of("a b c d", 3)).containsExactly("a", "b", "c");
        assertThat(Words.of("東京都", 2)).containsExactly("東", "京");
        assertThat(words("x".repeat(100_000))).containsExactly("x".repeat(40));
    }
}
