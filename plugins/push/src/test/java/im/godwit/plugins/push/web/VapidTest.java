package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** RFC 8292. */
class VapidTest {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]+)");
    private static final Instant NOW = Instant.ofEpochSecond(1_453_480_000);

    private final Vapid vapid = new Vapid(P256.generate(), "mailto:push@example.com", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void thePushServiceCanTellWhoSends() throws GeneralSecurityException {
        Matcher parts = AUTHORIZATION.matcher(vapid.authorization(URI.create("https://push.example.net:8443/p/JzLQ3")));
        assertThat(parts.matches()).isTrue();

        assertThat(text(parts.group(1))).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(text(parts.group(2)))
                .isEqualTo("{\"aud\":\"https://push.example.net:8443\",\"exp\":"
                        + NOW.plusSeconds(12 * 3600).getEpochSecond() + ",\"sub\":\"mailto:push@example.com\"}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.publicKey(bytes(parts.group(4))).orElseThrow());
        signature.update((parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(bytes(parts.group(3)))).isTrue();
    }

    private static byte[] bytes(String text) {
        return Base64Url.decode(text).orElseThrow();
    }

    private static String text(String encoded) {
        return new String(bytes(encoded), StandardCharsets.UTF_8);
    }
}
