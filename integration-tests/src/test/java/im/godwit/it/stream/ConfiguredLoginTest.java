package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins that the configuration asks for, in the whole server. */
class ConfiguredLoginTest {
    /** Nothing listens where the provider's keys are. */
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("""
            oidc {
              domains = [localhost]
              issuer = "https://localhost:1/realms/staff"
              audience = [xmpp]
              scope = chat
            }""");

    private static String auth(String base64) {
        return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='OAUTHBEARER'>" + base64 + "</auth>";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void clientLearnsWhereTokensAreIssued() { // RFC 7628 §4.3
        try (RawTcp client = new RawTcp(server)) {
            Element features = client.open();
            assertThat(features.elements().getFirst().elements().stream().map(Element::text))
                    .contains("OAUTHBEARER")
                    .doesNotContain("EXTERNAL");

            client.send(auth(base64("n,,\1auth=\1\1")));
            assertThat(new String(Base64.getDecoder().decode(client.receive().text()), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"invalid_token\",\"scope\":\"chat\",\"openid-configuration\":"
                            + "\"https://localhost:1/realms/staff/.well-known/openid-configuration\"}");
        }
    }
}
