package im.godwit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of the options of OpenID, with the key that it is about. */
class OidcTest {
    private static final String GOOD = "domains = [localhost], issuer = \"https://sso/realms/a\", audience = [xmpp]";

    @TempDir
    Path folder;

    private Oidc read(String lines) throws Exception {
        Path file = Files.writeString(folder.resolve("godwit.conf"), "oidc {" + GOOD + "\n" + lines + "}");
        return Configuration.read(file).settings().oidc();
    }

    @Test
    void issuerAndAudienceAreEnough() throws Exception {
        assertThat(read("").enabled()).isTrue();
        assertThat(Settings.DEFAULTS.oidc().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer = \"\"|issuer is",
                "issuer = \"http://sso/realms/a\"|issuer is",
                "issuer = \"https:sso\"|issuer is",
                "issuer = \"https://sso/a b\"|issuer is",
                "key-set = \"file:///etc/keys\"|key-set is",
                "audience = []|audience must",
                "account-claim = \"\"|account-claim must",
                "clock-skew = 6 m|clock-skew is 360",
                "scope = \"a  b\"|scope must",
                "scope = \"a\\\"b\"|scope must",
                "domains = [example.net]|oidc.domains has \"example.net\""
            })
    void whatCannotBeMeantIsRefused(String line, String problem) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }
}
