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

/**
 * Debian's nginx before a server, on loopback without TLS: as the manual sets it up, and on another port as somebody
 * does who never heard of WebSocket.
 */
public final class Nginx implements BeforeAllCallback, AfterAllCallback {
    private static final String EXECUTABLE = "/usr/sbin/nginx";

    private final GodwitServer server;
    private final Ports ports = Ports.free();
    private Optional<Program> program = Optional.empty();

    /** @param server runs before this does */
    public Nginx(GodwitServer server) {
        this.server = server;
    }

    /** An address as the manual's proxy has it. */
    public URI url(String path) {
        return URI.create("http://localhost:" + ports.http() + path);
    }

    /** An address behind a proxy that lets no WebSocket through. */
    public URI urlWithoutWebSocket(String path) {
        return URI.create("http://localhost:" + ports.alone() + path);
    }

    /** The same before the server's gateway on its own, where that runs. */
    public URI urlAloneWithoutWebSocket(String path) {
        return URI.create("http://localhost:" + ports.https() + path);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path folder = Program.folder(EXECUTABLE);
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder));
        program = Optional.of(Program.start(
                folder,
                ports.http(),
                List.of(EXECUTABLE, "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr")));
    }

    /** What the manual shows, with the ports and folders of this test and without TLS. */
    private String configuration(Path folder) throws IOException {
        String shown = Program.shown("nginx")
                .getFirst()
                .replaceAll("(?m)^ *(listen|ssl_\\w+|server_name|http2) .*\n", "")
                .replaceFirst("server \\{\n", "server {\n    listen 127.0.0.1:" + ports.http() + ";\n")
                .replace("127.0.0.1:5280", "127.0.0.1:" + server.ports().http())
                .replace("$scheme", "https");
        assertThat(shown).contains("127.0.0.1:" + server.ports().http(), "listen 127.0.0.1:" + ports.http());
        return """
                daemon off;
                pid %1$s/pid;
                worker_processes 1;
                events { worker_connections 256; }
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
                server {
                    listen 127.0.0.1:%3$d;
                    location / { proxy_set_header X-Forwarded-Proto https; proxy_pass http://127.0.0.1:%4$d; }
                }
                server {
                    listen 127.0.0.1:%5$d;
                    location / { proxy_set_header X-Forwarded-Proto https; proxy_pass http://127.0.0.1:%6$d; }
                }
                }
                """.formatted(
                        folder,
                        shown,
                        ports.alone(),
                        server.ports().http(),
                        ports.https(),
                        server.ports().alone());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (program.isPresent()) {
            program.get().close();
        }
    }
}
