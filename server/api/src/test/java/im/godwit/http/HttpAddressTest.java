package im.godwit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpAddressTest {
    @Test
    void inASegmentAllButPlainLettersIsEscaped() {
        assertThat(HttpAddress.segment("très cool/a=b#~1.jpg")).isEqualTo("tr%C3%A8s%20cool%2Fa%3Db%23~1.jpg");
    }
}
