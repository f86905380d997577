package im.godwit.it.alone;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server of another make, from Debian's packages. */
enum Peer {
    EJABBERD("/usr/bin/erl", "ejabberd.yml") {
        @Override
        ProcessBuilder command(Path folder) {
            ProcessBuilder builder = new ProcessBuilder(
                    program().toString(),
                    "-noinput",
                    "-mnesia",
                    "dir",
                    "\"" + folder.resolve("data") + "\"",
                    "-s",
                    "ejabberd");
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("ERL_LIBS", "/usr/lib/" + architecture());
            builder.environment()
                    .put("EJABBERD_CONFIG_PATH", folder.resolve("ejabberd.yml").toString());
            builder.environment()
                    .put("EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
            return builder;
        }

        @Override
        int[] listens(Ports ports) {
            return new int[] {ports.starttls(), ports.directTls(), ports.http()};
        }

        @Override
        void addUser(String name, Path folder, Ports ports) throws IOException, InterruptedException {
            call(ports, "register", "\"password\":\"" + GodwitServer.PASSWORD + "\"," + account(name));
        }

        @Override
        boolean takesProxyHeader() {
            return true;
        }

        @Override
        String sessions(String jid, Ports ports) throws IOException, InterruptedException {
            return call(ports, "user_sessions_info", account(jid.substring(0, jid.indexOf('@'))));
        }

        private String account(String name) {
            return "\"user\":\"" + name + "\",\"host\":\"" + GodwitServer.DOMAIN + "\"";
        }

        private String call(Ports ports, String command, String arguments) throws IOException, InterruptedException {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + "/api/" + command))
                                    .POST(BodyPublishers.ofString("{" + arguments + "}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    },
    PROSODY("/usr/bin/prosody", "prosody.cfg.lua") {
        @Override
        ProcessBuilder command(Path folder) {
            return new ProcessBuilder(
                    program().toString(),
                    "--root",
                    "--config",
                    folder.resolve("prosody.cfg.lua").toString(),
                    "-F");
        }

        @Override
        int[] listens(Ports ports) {
            return new int[] {ports.starttls(), ports.directTls()};
        }

        @Override
        void addUser(String name, Path folder, Ports ports) throws IOException, InterruptedException {
            Process control = new ProcessBuilder(
                            "/usr/bin/prosodyctl",
                            "--root",
                            "--config",
                            folder.resolve("prosody.cfg.lua").toString(),
                            "register",
                            name,
                            GodwitServer.DOMAIN,
                            GodwitServer.PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(control.getInputStream().readAllBytes());
            assertThat(control.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(control.exitValue()).as(output).isZero();
        }
    };

    private final Path program;
    private final String configuration;

    Peer(String program, String configuration) {
        this.program = Path.of(program);
        this.configuration = configuration;
    }

    Path program() {
        return program;
    }

    /** The name of its configuration file. */
    String configuration() {
        return configuration;
    }

    /** What starts it, in the foreground, with all it has in this folder. */
    abstract ProcessBuilder command(Path folder);

    /** The ports that are open when it has started. */
    abstract int[] listens(Ports ports);

    abstract void addUser(String name, Path folder, Ports ports) throws IOException, InterruptedException;

    /** Whether its port with direct TLS expects the header of the PROXY protocol. */
    boolean takesProxyHeader() {
        return false;
    }

    /** What it tells of an account's sessions, where it can. */
    String sessions(String jid, Ports ports) throws IOException, InterruptedException {
        throw new UnsupportedOperationException(name() + " does not tell");
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "aarch64-linux-gnu";
            default -> "x86_64-linux-gnu";
        };
    }
}
