package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckCommandTest {
    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void whatIsFitToRunIsSaidToBe() {
        Launched check = installation.launch("check");

        assertThat(check.exit()).as(check.output()).isZero();
        assertThat(check.lines()).noneMatch(line -> line.startsWith("fail"));
        assertThat(check.output()).contains("configuration", "certificate", "data folder", "c2s.port");
    }

    @Test
    void aPortInUseIsUnfit() throws IOException {
        int port = installation.ports().http();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Launched check = installation.launch("check");

            assertThat(check.exit()).isEqualTo(1);
            assertThat(check.lines()).anyMatch(line -> line.startsWith("fail") && line.contains("" + port));
            assertThat(other.isBound()).isTrue();
        }
    }
}
