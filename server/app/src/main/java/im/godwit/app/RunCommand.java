package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.service.Operations;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the server in the foreground until it is told to stop. */
@Command(name = "run", description = "Runs the server until Ctrl-C or SIGTERM.")
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private Godwit godwit;

    @Mixin
    private ConfigurationFile file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        while (start().awaitStopRequest() == Operations.Stop.RESTART) {
            System.out.println("Restarting ...");
        }
        return 0; // the rest is done while the process ends
    }

    private RunningServer start() {
        return godwit.foreground().start(this::open, RunningServer::close);
    }

    private RunningServer open() {
        LogSetup.apply(file.path());
        Configuration configuration = file.read();
        RunningServer server = RunningServer.start(configuration);
        tell(configuration, server, spec.commandLine().getOut());
        return server;
    }

    private static void tell(Configuration configuration, RunningServer server, PrintWriter out) {
        String domain = configuration.settings().domains().getFirst();
        String address = configuration.settings().c2s().address();
        out.println("Godwit " + Version.text() + " serves "
                + String.join(", ", configuration.settings().domains()));
        server.address(Mode.STARTTLS)
                .ifPresent(a -> out.println("  XMPP       " + address + " port " + a.getPort() + " (STARTTLS)"));
        server.address(Mode.DIRECT_TLS)
                .ifPresent(a -> out.println("  XMPP       " + address + " port " + a.getPort() + " (direct TLS)"));
        server.componentAddress()
                .ifPresent(a -> out.println("  Components " + a.getHostString() + " port " + a.getPort()));
        server.httpPort()
                .map(port -> "http://" + domain + ":" + port)
                .or(() -> server.httpsPort().map(port -> "https://" + domain + ":" + port))
                .map(listener -> configuration.settings().http().publicUrl().orElse(listener))
                .ifPresent(url -> {
                    out.println("  Chat page  " + url + "/");
                    out.println("  WebSocket  " + url.replaceFirst("^http", "ws") + "/xmpp-websocket");
                    out.println("  BOSH       " + url + "/http-bind");
                });
        server.httpsPort().ifPresent(port -> out.println("  HTTPS      " + domain + " port " + port));
        out.println("  Data       " + DataFolder.of(configuration));
        out.println("Add a user:  ./godwit user add juliet@" + domain);
        out.println("Ctrl-C stops it.");
        out.flush();
    }
}
