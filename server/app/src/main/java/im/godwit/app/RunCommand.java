package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.service.Operations;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the server in the foreground until it is told to stop. */
@Command(name = "run", description = "Runs the server until Ctrl-C or SIGTERM.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationFile file;

    @Spec
    private CommandSpec spec;

    private final AtomicReference<Optional<RunningServer>> running = new AtomicReference<>(Optional.empty());

    @Override
    public Integer call() throws InterruptedException {
        LogSetup.apply(file.path());
        RunningServer server = start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::stop));
        while (server.awaitStopRequest() == Operations.Stop.RESTART) {
            System.out.println("Restarting ...");
            running.set(Optional.empty());
            server.close();
            server = start();
        }
        return 0; // the shutdown hook does the rest
    }

    private RunningServer start() {
        Configuration configuration = file.read();
        RunningServer server = RunningServer.start(configuration);
        running.set(Optional.of(server));
        tell(configuration, server, spec.commandLine().getOut());
        return server;
    }

    /** Ends with 0: being told to stop is no failure, whatever the signal. */
    private void stop() {
        Optional<RunningServer> server = running.getAndSet(Optional.empty());
        if (server.isEmpty()) {
            return; // it did not come back from a restart, and the exit code says so
        }
        System.out.println("Stopping ...");
        server.get().close();
        System.out.println("Stopped.");
        System.out.flush();
        Runtime.getRuntime().halt(0);
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
