package im.godwit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of external components. */
class ComponentsTest {
    @TempDir
    Path folder;

    @Test
    void nothingListensWithoutAComponent() throws IOException {
        assertThat(read("components.port = 5347").enabled()).isFalse();
        assertThat(read("components { port = 0, secrets { \"irc.example.org\" = s } }")
                        .enabled())
                .isFalse();
        assertThat(read("components.secrets { \"irc.example.org\" = s }").enabled())
                .isTrue();
    }

    @Test
    void domainsArePrepared() throws IOException {
        assertThat(read("components.secrets { \"IRC.example.org\" = s }").byDomain())
                .containsOnlyKeys(Jid.ofDomain("irc.example.org"));
    }

    @Test
    void whatTheServerServesItselfCannotBeAComponent() {
        for (String domain : new String[] {"localhost", "LOCALHOST", "conference.localhost"}) {
            assertRefused("components.secrets { \"" + domain + "\" = s }", "which this server serves itself");
        }
    }

    @Test
    void mistakesAreTold() {
        assertRefused("components.secrets { irc.example.org = s }", "\"secrets\" must be");
        assertRefused("components.secrets { \"irc.example.org\" = \"\" }", "not empty");
        assertRefused("components.secrets { \"a@irc.example.org\" = s }", "no domain name");
    }

    @Test
    void secretsAreNotShown() throws IOException {
        assertThat(read("components.secrets { \"irc.example.org\" = \"do not tell\" }"))
                .asString()
                .contains("irc.example.org")
                .doesNotContain("do not tell");
    }

    private void assertRefused(String line, String why) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }

    private Components read(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("godwit.conf"), line);
        return Configuration.read(file).settings().components();
    }
}
