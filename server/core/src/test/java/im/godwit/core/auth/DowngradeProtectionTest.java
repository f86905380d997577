package im.godwit.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** XEP-0474 §5.1. */
class DowngradeProtectionTest {
    private static String hash(List<String> mechanisms, Set<String> bindings) {
        return Base64.getEncoder().encodeToString(DowngradeProtection.hash(ScramHash.SHA_1, mechanisms, bindings));
    }

    @Test
    void hashIsThatOfTheSpecificationWhateverTheOrder() {
        assertThat(hash(List.of("SCRAM-SHA-1-PLUS", "SCRAM-SHA-1"), Set.of("tls-server-end-point", "tls-exporter")))
                .isEqualTo("G6k/rBLDqgOhRRaCuuatSDFkJ08=");
    }

    @Test
    void everyChangeOfTheOfferChangesIt() {
        String offer = hash(List.of("SCRAM-SHA-1", "SCRAM-SHA-256"), Set.of());

        assertThat(hash(List.of("SCRAM-SHA-1"), Set.of())).isNotEqualTo(offer);
        assertThat(hash(List.of("SCRAM-SHA-1"), Set.of("SCRAM-SHA-256"))).isNotEqualTo(offer);
    }
}
