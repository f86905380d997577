package im.godwit.app;

import im.godwit.core.config.ConfigurationException;
import im.godwit.core.config.GatewayConfiguration;
import im.godwit.core.config.GatewaySettings;
import im.godwit.core.config.UpstreamSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the web gateway on its own, before any XMPP server, until it is told to stop. */
@Command(
        name = "gateway",
        description = {
            "Runs the web gateway alone, before an XMPP server of any make, until Ctrl-C or SIGTERM.",
            "What is said here goes before what the configuration file says."
        },
        footer = {
            "",
            "All options are in conf/gateway.conf, each with a comment; docs/gateway.md is the manual.",
            "Example: godwit gateway --upstream xmpp.example.org:5222 --domain example.org"
        })
final class GatewayCommand implements Callable<Integer> {
    @ParentCommand
    private Godwit godwit;

    @Mixin
    private GatewayFile file;

    @Option(
            names = "--upstream",
            paramLabel = "HOST[:PORT]",
            description = "The XMPP server; without a port 5222, or 5223 with direct TLS.")
    private String upstream;

    @Option(names = "--direct-tls", description = "Begin with TLS; otherwise the server is asked for it (STARTTLS).")
    private boolean directTls;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "Certificates in PEM that are believed in place of Java's own: the server's, or its authority's.")
    private Path trust;

    @Option(names = "--self-signed", description = "Believe any certificate of a server on this machine.")
    private boolean selfSigned;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "Whose users may use it, also several times; by default the server's name is the domain.")
    private List<String> domains;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen for HTTP without encryption.")
    private Integer port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        godwit.foreground().start(this::open, RunningGateway::close);
        new CountDownLatch(1).await(); // the rest is done while the process ends
        return 0;
    }

    private RunningGateway open() {
        file.path().ifPresent(LogSetup::apply);
        GatewayConfiguration configuration = read();
        RunningGateway gateway = RunningGateway.start(configuration);
        tell(configuration, gateway, spec.commandLine().getOut());
        return gateway;
    }

    private GatewayConfiguration read() {
        try {
            return GatewayConfiguration.read(file.path(), said());
        } catch (ConfigurationException wrong) {
            throw new FatalException(wrong.getMessage());
        }
    }

    /** What the command line says, by the keys of the configuration. */
    private Map<String, Object> said() {
        Map<String, Object> said = new HashMap<>();
        if (upstream != null) {
            Place place = Place.parse(upstream, directTls ? 5223 : 5222);
            said.put("upstream.host", place.host());
            said.put("upstream.port", place.port());
        }
        if (directTls) {
            said.put("upstream.direct-tls", true);
        }
        if (trust != null) {
            said.put("upstream.trust", trust.toAbsolutePath().toString());
        }
        if (selfSigned) {
            said.put("upstream.self-signed", true);
        }
        if (domains != null) {
            said.put("domains", domains);
        }
        if (port != null) {
            said.put("http.port", port);
        }
        return said;
    }

    private static void tell(GatewayConfiguration configuration, RunningGateway gateway, PrintWriter out) {
        GatewaySettings settings = configuration.settings();
        UpstreamSettings upstream = settings.upstream();
        out.println("Godwit " + Version.text() + " is the gateway of " + String.join(", ", settings.served()));
        out.println("  Upstream   " + upstream.host() + " port " + upstream.port() + " ("
                + (upstream.directTls() ? "direct TLS" : "STARTTLS") + ", " + trusted(upstream) + ")");
        String host = settings.http().address();
        gateway.httpPort()
                .map(port -> "http://" + host + ":" + port)
                .or(() -> gateway.httpsPort()
                        .map(port -> "https://" + settings.served().getFirst() + ":" + port))
                .map(listener -> settings.http().publicUrl().orElse(listener))
                .ifPresent(url -> {
                    out.println("  Chat page  " + url + "/");
                    out.println("  WebSocket  " + url.replaceFirst("^http", "ws") + "/xmpp-websocket");
                    out.println("  BOSH       " + url + "/http-bind");
                });
        gateway.httpsPort().ifPresent(port -> out.println("  HTTPS      " + host + " port " + port));
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    private static String trusted(UpstreamSettings upstream) {
        return upstream.selfSigned()
                ? "any certificate: it is on this machine"
                : upstream.trust().map(file -> "certificates of " + file).orElse("certificates of known authorities");
    }
}
