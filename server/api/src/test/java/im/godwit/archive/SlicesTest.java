package im.godwit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 128",
        "128, 1, 128",
        "129, 129, 256",
        "2048, 1921, 2048",
        "2049, 2049, 2176",
        "4096, 3969, 4096",
    })
    void aPositionIsInTheSliceAroundIt(long position, long first, long last) {
        assertThat(Slices.of(position).ranges(WordIndex.chunk(position))).containsExactly(new Range(first, last));
    }

    @Test
    void allOfThemAreTheWholeChunk() {
        assertThat(Slices.ALL.ranges(1))
                .hasSize(16)
                .startsWith(new Range(2049, 2176))
                .endsWith(new Range(3969, 4096));
    }

    @Test
    void theyAreAddedAndCut() {
        Slices both = Slices.of(1).or(Slices.of(300));

        assertThat(both.ranges(0)).containsExactly(new Range(1, 128), new Range(257, 384));
        assertThat(both.and(Slices.of(257))).isEqualTo(Slices.of(300));
        assertThat(both.and(Slices.of(200))).isEqualTo(Slices.NONE);
    }
}
