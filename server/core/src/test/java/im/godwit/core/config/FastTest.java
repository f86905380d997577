package im.godwit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.auth.FastTokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FastTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void defaultsAreThoseOfTheTokens() {
        assertThat(Fast.DEFAULTS.options()).isEqualTo(FastTokens.Options.DEFAULTS);
    }

    @Test
    void tokenIsReplacedBeforeItIsOver() {
        assertThatThrownBy(() -> new Fast(DAY, DAY, 1)).hasMessageContaining("rotation");
        assertThatThrownBy(() -> new Fast(Duration.ZERO, Duration.ZERO, 1)).hasMessageContaining("lifetime");
        assertThat(new Fast(DAY, Duration.ZERO, 0).options().clients()).isZero();
    }

    @Test
    void clientsAreBounded() {
        assertThatThrownBy(() -> new Fast(DAY, Duration.ZERO, -1)).hasMessageContaining("clients-per-account");
        assertThatThrownBy(() -> new Fast(DAY, Duration.ZERO, 1001)).hasMessageContaining("clients-per-account");
    }
}
