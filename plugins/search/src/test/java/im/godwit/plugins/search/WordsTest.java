package im.godwit.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreComparedWithoutCaseAndAccents() {
        assertThat(Words.of("  Éloïse O'Hara-Müller, ÉLOÏSE ")).containsExactly("eloise", "o", "hara", "muller");
        assertThat(Words.of("孔丘 Ⅻ")).containsExactly("孔丘", "xii");
        assertThat(Words.of(" -- ")).isEmpty();
    }

    @Test
    void wordsAreBounded() {
        assertThat(Words.of("x".repeat(1000)).getFirst()).hasSize(40);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append("w").append(i).append(' ');
        }
        assertThat(Words.of(many.toString())).hasSize(Words.MOST);
    }
}
