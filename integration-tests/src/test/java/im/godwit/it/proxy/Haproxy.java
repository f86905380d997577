package im.godwit.it.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Debian's HAProxy before a server, on loopback, in both ways in which the manual sets it up. */
final class Haproxy implements BeforeAllCallback, AfterAllCallback {
    private static final String EXECUTABLE = "/usr/sbin/haproxy";

    private final GodwitServer server;
    private final Ports ports = Ports.free();
    private Optional<Program> program = Optional.empty();

    /** @param server runs before this does */
    Haproxy(GodwitServer server) {
        this.server = server;
    }

    /** An address where the proxy speaks HTTP; without TLS, though it says otherwise to the server. */
    URI url(String path) {
        return URI.create("http://localhost:" + ports.http() + path);
    }

    /** An address where it passes bytes on. */
    URI urlOfBytes(String path) {
        return URI.create("https://localhost:" + ports.https() + path);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path folder = Program.folder(EXECUTABLE);
        Path configuration = folder.resolve("haproxy.cfg");
        Files.writeString(configuration, configuration());
        program = Optional.of(
                Program.start(folder, ports.https(), List.of(EXECUTABLE, "-db", "-f", configuration.toString())));
    }

    /** What the manual shows, with the ports of this test and without certificates. */
    private String configuration() throws IOException {
        List<String> shown = Program.shown("haproxy");
        assertThat(shown).hasSize(2);
        String headers = shown.getFirst()
                .replaceFirst("bind :443 ssl .*", "bind 127.0.0.1:" + ports.http())
                .replace("127.0.0.1:5280", "127.0.0.1:" + server.ports().http());
        String bytes = shown.getLast()
                .replaceFirst("bind :443", "bind 127.0.0.1:" + ports.https())
                .replace("127.0.0.1:5281", "127.0.0.1:" + server.ports().https());
        assertThat(headers + bytes)
                .contains(
                        "127.0.0.1:" + server.ports().http(),
                        "127.0.0.1:" + server.ports().https())
                .doesNotContainPattern(":(443|528.)\\b");
        return headers + bytes;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (program.isPresent()) {
            program.get().close();
        }
    }
}
