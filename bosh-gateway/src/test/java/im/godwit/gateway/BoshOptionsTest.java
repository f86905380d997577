package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoshOptionsTest {
    /** Jetty closes a connection that answers in the moment in which its silence is looked at. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 89, 90, 3600})
    void noRequestIsHeldAsLongAsAConnectionMayBeSilent(int seconds) {
        BoshOptions defaults = BoshOptions.defaults();
        BoshOptions options = new BoshOptions(
                Duration.ofSeconds(seconds),
                defaults.maxHold(),
                defaults.inactivity(),
                defaults.polling(),
                defaults.maxPause(),
                defaults.maxStreams(),
                defaults.maxSessions(),
                defaults.bodySizeBeforeLogin(),
                defaults.bodySize(),
                defaults.outputSize(),
                defaults.secureUri(),
                defaults.seeOther());

        assertThat(options.silence()).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds + 30));
    }
}
