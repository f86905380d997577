package im.godwit.plugins.registration;

import static im.godwit.plugins.registration.Exchange.done;
import static im.godwit.plugins.registration.Exchange.error;
import static im.godwit.plugins.registration.Exchange.get;
import static im.godwit.plugins.registration.Exchange.set;
import static im.godwit.plugins.registration.Exchange.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationOptionsTest {
    private static Options from(String... ranges) {
        return new Options(List.of(ranges), true, 0, 0, List.of(), Duration.ZERO);
    }

    private static Stage stage(Options options) {
        return Stage.builder()
                .plugins(List.of(new RegistrationPlugin()))
                .options("registration", options)
                .build();
    }

    @Test
    @Spec(value = "XEP-0077 §12", says = "passwords must not be taken where others may listen")
    void registrationFromElsewhereNeedsEncryption() {
        try (Stage stage = stage(from("192.0.2.0/24"))) {
            Visitor open = stage.visitor("192.0.2.7");

            assertThat(open.features()).isEmpty();
            open.sends(get()).receives(error("modify", "not-authorized"));
            open.sends(set("bill", "Calliope")).receives(error("modify", "not-authorized"));

            assertThat(open.encrypted().features()).hasSize(1);
            open.encrypted().sends(set("bill", "Calliope")).receives(done());
        }
    }

    @Test
    void encryptionCanBeTurnedOff() {
        Options options = new Options(List.of("192.0.2.7"), false, 0, 0, List.of(), Duration.ZERO);
        try (Stage stage = stage(options)) {
            stage.visitor("192.0.2.7").sends(set("bill", "Calliope")).receives(done());
        }
    }

    @Test
    void registrationCanBeTurnedOff() {
        try (Stage stage = stage(from())) {
            assertThat(stage.visitor("127.0.0.1").features()).isEmpty();
            stage.visitor("127.0.0.1").sends(set("bill", "Calliope")).receives(unavailable());
        }
    }

    @Test
    void zeroIsNoLimit() {
        try (Stage stage = stage(from("::1"))) {
            for (int i = 0; i < 20; i++) {
                stage.visitor("::1").sends(set("bill" + i, "x")).receives(done());
            }
        }
    }

    @Test
    void addressesOfOneIpv6NetworkShareALimit() {
        Options options = new Options(List.of("::/0"), false, 1, 0, List.of(), Duration.ZERO);
        try (Stage stage = stage(options)) {
            stage.visitor("2001:db8:0:1::1").sends(set("a", "x")).receives(done());
            stage.visitor("2001:db8:0:1:ffff::2").sends(set("b", "x")).receives(error("modify", "not-acceptable"));
            stage.visitor("2001:db8:0:2::1").sends(set("b", "x")).receives(done());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x", "::1/129", "", "300.1.1.1"})
    void malformedRangesAreRefusedWithTheirKey(String range) {
        assertThatThrownBy(() -> from(range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("enabled-from holds \"" + range + "\"");
    }

    @Test
    void impossibleReservedNamesAreRefusedWithTheirKey() {
        assertThatThrownBy(() -> new Options(List.of(), true, 0, 0, List.of("two words"), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reserved-names holds \"two words\"");
    }
}
