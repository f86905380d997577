package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Profanity in a terminal: what is typed into it, and what stands on its screen. It knows nothing from before but what
 * is in its folder. The terminal is tmux, with a server of its own.
 */
final class Profanity implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;

    /**
     * Starts it.
     *
     * @param folder of its own, where it keeps what it knows
     */
    Profanity(Path folder) {
        this.folder = folder;
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "150",
                "-y",
                "50",
                "env",
                "HOME=" + folder,
                "XDG_CONFIG_HOME=" + folder,
                "XDG_DATA_HOME=" + folder,
                "LANG=C.UTF-8",
                "profanity");
        shows("Type '/help' to show complete help.");
    }

    /** Logs in for the first time, by {@code force} STARTTLS or {@code legacy} TLS, and trusts the certificate. */
    Profanity logsIn(String jid, int port, String tls) {
        connects(jid, port, tls);
        shows("TLS certificate verification failed");
        return types("/tls always").isOnline(jid);
    }

    /** Logs in with what it trusts already. */
    Profanity logsInAgain(String jid, int port) {
        connects(jid, port, "force");
        return isOnline(jid);
    }

    private void connects(String jid, int port, String tls) {
        types("/connect " + jid + " server 127.0.0.1 port " + port + " tls " + tls);
        shows("Enter password:");
        types(GodwitServer.PASSWORD);
    }

    /** Waits until it has logged in and sees the server's features. */
    private Profanity isOnline(String jid) {
        // it says so when it has asked the services too
        return shows(jid + "/profanity", "logged in successfully", "OMEMO: cannot publish");
    }

    /** Types a line and presses Enter. */
    Profanity types(String line) {
        tmux("send-keys", "-l", "--", line);
        tmux("send-keys", "Enter");
        return this;
    }

    /** Waits until all of this is on the screen. */
    Profanity shows(String... texts) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(tmux("capture-pane", "-p")).contains(texts));
        return this;
    }

    private String tmux(String... words) {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("terminal").toString()));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException noTerminal) {
            throw new UncheckedIOException(noTerminal);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        tmux("kill-server");
    }
}
