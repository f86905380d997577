package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;

/** The example of RFC 8291, whose Appendix A has the values in between. */
class Rfc8291Test {
    private static final String PLAINTEXT = "When I grow up, I want to be a watermelon";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String SERVER_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SERVER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String BROWSER_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String BROWSER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private static final String SHARED = "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs";
    private static final String MESSAGE = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
            + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNW"
            + "QexSgSxsj_Qulcy4a-fN";

    private static byte[] bytes(String text) {
        return Base64Url.decode(text).orElseThrow();
    }

    private static ECPublicKey key(String text) {
        return P256.publicKey(bytes(text)).orElseThrow();
    }

    @Test
    void bothSidesAgree() {
        assertThat(Base64Url.encode(P256.agree(P256.privateKey(bytes(SERVER_PRIVATE)), key(BROWSER_PUBLIC))))
                .isEqualTo(SHARED);
        assertThat(Base64Url.encode(P256.agree(P256.privateKey(bytes(BROWSER_PRIVATE)), key(SERVER_PUBLIC))))
                .isEqualTo(SHARED);
    }

    @Test
    void theMessageIsTheSame() {
        KeyPair server = new KeyPair(key(SERVER_PUBLIC), P256.privateKey(bytes(SERVER_PRIVATE)));

        byte[] message = MessageEncryption.encrypt(
                PLAINTEXT.getBytes(StandardCharsets.UTF_8), key(BROWSER_PUBLIC), bytes(AUTH), server, bytes(SALT));

        assertThat(Base64Url.encode(message)).isEqualTo(MESSAGE);
    }

    @Test
    void theTestsBrowserReadsIt() {
        KeyPair keys = new KeyPair(key(BROWSER_PUBLIC), P256.privateKey(bytes(BROWSER_PRIVATE)));

        assertThat(new Browser(keys, bytes(AUTH)).read(bytes(MESSAGE))).isEqualTo(PLAINTEXT);
    }

    @Test
    void aPointElsewhereIsNoKey() {
        byte[] point = bytes(BROWSER_PUBLIC);
        point[P256.POINT - 1] ^= 1;

        assertThat(P256.publicKey(point)).isEmpty();
        assertThat(P256.publicKey(new byte[P256.POINT])).isEmpty();
        assertThat(P256.publicKey(bytes(AUTH))).isEmpty();
    }
}
