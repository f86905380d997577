package im.godwit.it.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.core.config.Configuration;
import im.godwit.core.config.ConfigurationException;
import im.godwit.plugins.delegation.Delegated;
import im.godwit.plugins.delegation.DelegationOptions;
import im.godwit.plugins.privileges.Access;
import im.godwit.plugins.privileges.Grant;
import im.godwit.plugins.privileges.PrivilegesOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/components.md shows is what the server understands. */
class ComponentsManualTest {
    private static final Path MANUAL = Path.of("..", "docs", "components.md");

    @TempDir
    Path folder;

    private Configuration read(String text) throws IOException {
        return Configuration.read(Files.writeString(folder.resolve("test.conf"), text));
    }

    private Configuration manual() throws IOException {
        try (var lines = Files.lines(MANUAL)) {
            return read(lines.filter(line -> line.startsWith("    "))
                    .collect(Collectors.joining("\n"))
                    .replace("${IRC_SECRET}", "secret"));
        }
    }

    @Test
    void privilegesAreGrantedAsTheManualSays() throws IOException {
        assertThat(manual().options("privileges", PrivilegesOptions.DEFAULTS).components())
                .isEqualTo(Map.of(
                        "irc.example.org",
                        new Grant(
                                List.of(),
                                Access.BOTH,
                                true,
                                Grant.Messages.OUTGOING,
                                Map.of(
                                        "http://jabber.org/protocol/pubsub",
                                        Access.BOTH,
                                        "urn:xmpp:blocking",
                                        Access.GET),
                                Grant.Seen.MANAGED_ENTITY)));
    }

    @Test
    void namespacesAreDelegatedAsTheManualSays() throws IOException {
        assertThat(manual().options("delegation", DelegationOptions.DEFAULTS).components())
                .isEqualTo(Map.of(
                        "pep.example.org",
                        new Delegated(
                                List.of(),
                                Map.of(
                                        "http://jabber.org/protocol/pubsub",
                                        List.of(),
                                        "urn:xmpp:mam:2",
                                        List.of("node"),
                                        "urn:xmpp:delegation:2:bare:disco#info:*",
                                        List.of(),
                                        "urn:xmpp:delegation:2:bare:disco#items:*",
                                        List.of()))));
    }

    @Test
    void mistakesInAGrantAreTold() throws IOException {
        assertRefused("{ rooster = get }", "did you mean \"roster\"?");
        assertRefused("{ roster = all }", "none, get, set, both");
        assertRefused("{ iq { \"jabber:iq:last\" = yes } }", "none, get, set, both");
        assertRefused("{ presence = roster }", "set roster to get or both");
        assertRefused("both", "a block in braces");
    }

    private void assertRefused(String grant, String why) throws IOException {
        Configuration mistaken = read("options.privileges.components { \"irc.example.org\" = " + grant + " }");
        assertThatThrownBy(() -> mistaken.options("privileges", PrivilegesOptions.DEFAULTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }
}
