package im.godwit.it.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's nginx before a server, on loopback without TLS: as the manual sets it up, and on another port as somebody
 * does who never heard of WebSocket.
 */
public final class Nginx implements BeforeAllCallback, AfterAllCallback {
    private static final String PROGRAM = "/usr/sbin/nginx";
    private static final Path MANUAL = Path.of("..", "docs", "proxies.md");

    private final GodwitServer server;
    private Path folder;
    private Process process;
    private int port;
    private int plainPort;

    /** @param server runs before this does */
    public Nginx(GodwitServer server) {
        this.server = server;
    }

    /** An address as the manual's proxy has it. */
    public URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** An address behind a proxy that lets no WebSocket through. */
    public URI urlWithoutWebSocket(String path) {
        return URI.create("http://localhost:" + plainPort + path);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        assertThat(Path.of(PROGRAM)).as("nginx, which './godwit test' installs").isExecutable();
        folder = Files.createTempDirectory("godwit-nginx");
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            plainPort = other.getLocalPort();
        }
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration());
        Path log = folder.resolve("log");
        process = new ProcessBuilder(PROGRAM, "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(process.isAlive()).as(() -> read(log)).isTrue();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        });
    }

    /** What the manual shows, with the ports and folders of this test and without TLS. */
    private String configuration() throws IOException {
        String manual = Files.readString(MANUAL).replaceFirst("(?s).*?```nginx\n(.*?)```.*", "$1");
        String shown = manual.replaceAll("(?m)^ *(listen|ssl_\\w+|server_name|http2) .*\n", "")
                .replaceFirst("server \\{\n", "server {\n    listen 127.0.0.1:" + port + ";\n")
                .replace("127.0.0.1:5280", "127.0.0.1:" + server.ports().http())
                .replace("$scheme", "https");
        assertThat(shown).contains("127.0.0.1:" + server.ports().http(), "listen 127.0.0.1:" + port);
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
                }
                """.formatted(folder, shown, plainPort, server.ports().http());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "no log";
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
