package im.godwit.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0198 §4: numbers of 32 bits that begin again at zero. */
class HandledCountTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "007, 7", "+5, 5", "' 3 ', 3", "2147483648, 2147483648", "4294967295, 4294967295"})
    void unsignedNumbersAreRead(String text, long value) {
        assertThat(HandledCount.parse(text)).contains(new HandledCount(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-0", "4294967296", "18446744073709551616", "1e3", "0x1", "1.0", "٣", "one"})
    void othersAreNot(String text) {
        assertThat(HandledCount.parse(text)).isEmpty();
    }

    @Test
    void theLargestIsFollowedByZero() {
        HandledCount largest = new HandledCount(0xFFFF_FFFFL);

        assertThat(largest.plus(1)).isEqualTo(HandledCount.ZERO);
        assertThat(largest.plus(3).since(largest)).isEqualTo(3);
        assertThat(HandledCount.ZERO.since(new HandledCount(1))).isEqualTo(0xFFFF_FFFFL);
    }
}
