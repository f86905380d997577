package im.godwit.it.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import im.godwit.it.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of another make, on loopback and in a folder of its own, with a certificate signed by itself. */
final class PeerServer implements AutoCloseable {
    private final Peer peer;
    private final Ports ports = Ports.free();
    private final Path folder;
    private Process process;

    private PeerServer(Peer peer, Path folder) {
        this.peer = peer;
        this.folder = folder;
    }

    static PeerServer start(Peer peer) throws IOException {
        assertThat(peer.program()).as("what './godwit test' installs").isExecutable();
        PeerServer server = new PeerServer(peer, Files.createTempDirectory("godwit-peer"));
        try {
            server.prepare();
            server.start();
            return server;
        } catch (RuntimeException | Error failed) {
            server.close();
            throw failed;
        }
    }

    private void prepare() throws IOException {
        Path key = folder.resolve("server.key");
        certify(key);
        Files.writeString(folder.resolve("server.pem"), Files.readString(key) + Files.readString(certificate()));
        Files.createDirectory(folder.resolve("data"));
        try (InputStream template = PeerServer.class.getResourceAsStream("/peers/" + peer.configuration())) {
            Files.writeString(
                    folder.resolve(peer.configuration()),
                    new String(template.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@FOLDER@", folder.toString())
                            .replace("@C2S@", Integer.toString(ports.starttls()))
                            .replace("@DIRECT@", Integer.toString(ports.directTls()))
                            .replace("@HTTP@", Integer.toString(ports.http())));
        }
    }

    /** With RSA: this ejabberd does not read keys on curves as PKCS #8 has them. */
    private void certify(Path key) throws IOException {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + GodwitServer.DOMAIN,
                        "-addext",
                        "subjectAltName=DNS:" + GodwitServer.DOMAIN,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        openssl.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(openssl.exitValue()).as(output).isZero();
    }

    /** Starts it, again after {@link #kill}, with the accounts that it had. */
    void start() throws IOException {
        Path log = folder.resolve("console.log");
        process = peer.command(folder)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(ConnectException.class)
                .untilAsserted(() -> {
                    assertThat(process.isAlive()).as(() -> read(log)).isTrue();
                    for (int port : peer.listens(ports)) {
                        new Socket(InetAddress.getLoopbackAddress(), port).close();
                    }
                });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "no log";
        }
    }

    /** Makes an account with {@link GodwitServer#PASSWORD}; its bare JID. */
    String addUser(String name) {
        try {
            peer.addUser(name, folder, ports);
            return name + "@" + GodwitServer.DOMAIN;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Ports ports() {
        return ports;
    }

    Path certificate() {
        return folder.resolve("server.crt");
    }

    /** Ends it without a word, as a power cut would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
