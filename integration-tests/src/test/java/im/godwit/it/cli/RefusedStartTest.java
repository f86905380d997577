package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What keeps the server from starting is told in one line that says what to do, with an exit code that is not 0. */
class RefusedStartTest {
    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void aPortInUse() throws IOException {
        int port = installation.ports().starttls();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Launched server = installation.launch("run");

            assertThat(server.exit()).isEqualTo(1);
            assertThat(server.lines()).singleElement().asString().contains("port " + port, "\"c2s.port\"");
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void aDataFolderThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(installation.configuration().resolveSibling("file"));
        installation.configure("data = \"" + file + "/data\"");

        Launched server = installation.launch("run");

        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.lines()).singleElement().asString().contains("data folder " + file + "/data", "\"data\"");
    }

    @Test
    void aMisspeltOption() {
        installation.configure("c2s.prot = 5222");

        Launched server = installation.launch("run");

        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.lines())
                .singleElement()
                .asString()
                .contains(installation.configuration().toString(), "there is no option \"prot\"", "\"port\"");
    }

    @Test
    void aJavaThatIsTooOld() {
        Launched server = installation.launch(Map.of("GODWIT_JAVA_HOME", "/nowhere"), "run");

        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.lines()).singleElement().asString().contains("/nowhere", "Java 25", "Install");
    }

    @Test
    void aCommandThatThereIsNot() {
        Launched command = installation.launch("rum");

        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.output()).contains("rum").contains("godwit run");
    }
}
