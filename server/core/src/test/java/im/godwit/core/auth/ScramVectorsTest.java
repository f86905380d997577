package im.godwit.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 5802 §5 and RFC 7677 §3, and one of SHA-512, all with the password "pencil". */
class ScramVectorsTest {
    record Vector(ScramHash hash, String digest, String bare, String serverFirst, String proof, String signature) {
        ScramClient client() {
            return new ScramClient(digest, "pencil", "n,,", bare, new byte[0]);
        }
    }

    static Vector[] vectors() {
        return new Vector[] {
            new Vector(
                    ScramHash.SHA_1,
                    "SHA-1",
                    "n=user,r=fyko+d2lbbFgONRv9qkxdawL",
                    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                    "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                    "rmF9pqV8S7suAoZWja4dJRkFsKQ="),
            new Vector(
                    ScramHash.SHA_256,
                    "SHA-256",
                    "n=user,r=rOprNGfwEbeRWgbNEkqO",
                    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                    "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                    "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="),
            new Vector(
                    ScramHash.SHA_512,
                    "SHA-512",
                    "n=user,r=rOprNGfwEbeRWgbNEkqO",
                    "r=rOprNGfwEbeRWgbNEkqO02431b08-2f89-4bad-a4e6-80c0564ec865,"
                            + "s=Yin2FuHTt/M0kJWb0t9OI32n2VmOGi3m+JfjOvuDF88=,i=4096",
                    "Hc5yec3NmCD7t+kFRw4/3yD6/F3SQHc7AVYschRja+Bc3sbdjlA0eH1OjJc0DD4ghn1tnXN5/Wr6qm9xmaHt4A==",
                    "BQuhnKHqYDwQWS5jAw4sZed+C9KFUALsbrq81bB0mh+bcUUbbMPNNmBIupnS2AmyyDnG5CTBQtkjJ9kyY4kzmw=="),
        };
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void keptKeysCheckTheProofAndMakeTheSignature(Vector vector) {
        byte[] salt = Base64.getDecoder().decode(ScramClient.attribute(vector.serverFirst(), 1));
        String authMessage = vector.bare() + "," + vector.serverFirst() + ","
                + vector.client().withoutProof(vector.serverFirst());

        Verifier kept = vector.hash().verifier("pencil", salt, 4096);

        byte[] clientKey = Base64.getDecoder().decode(vector.proof());
        byte[] signature = vector.hash().hmac(kept.storedKey(), authMessage);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        assertThat(vector.hash().hash(clientKey)).isEqualTo(kept.storedKey());
        assertThat(vector.hash().hmac(kept.serverKey(), authMessage))
                .isEqualTo(Base64.getDecoder().decode(vector.signature()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void clientOfTheOtherTestsSpeaksAsTheExamples(Vector vector) {
        ScramClient client = vector.client();

        assertThat(client.last(vector.serverFirst())).endsWith(",p=" + vector.proof());
        assertThat(client.serverFinal(vector.serverFirst())).isEqualTo("v=" + vector.signature());
        assertThat(new String(Base64.getDecoder().decode("biws"), StandardCharsets.UTF_8))
                .isEqualTo(client.gs2Header());
    }
}
