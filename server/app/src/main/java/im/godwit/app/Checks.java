package im.godwit.app;

import im.godwit.app.admin.AdminReply;
import im.godwit.app.admin.AdminSocket;
import im.godwit.core.config.Components;
import im.godwit.core.config.Configuration;
import im.godwit.core.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of {@code godwit check}; each is one thing that operators get wrong. */
final class Checks {
    private static final long ENOUGH_DISK = 1L << 30;
    private static final int ENOUGH_FILES = 4096;

    private final Configuration configuration;
    private final Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    Checks(Configuration configuration) {
        this.configuration = configuration;
        this.settings = configuration.settings();
    }

    List<Finding> run() {
        Optional<Path> folder = dataFolder();
        folder.ifPresent(this::disk);
        if (folder.isPresent()) {
            certificates();
        }
        boolean running = folder.map(this::isRunning).orElse(false);
        port("c2s.port", settings.c2s().address(), settings.c2s().port(), running);
        port("c2s.direct-tls-port", settings.c2s().address(), settings.c2s().directTlsPort(), running);
        port("http.port", settings.http().address(), settings.http().port(), running);
        port("http.tls-port", settings.http().address(), settings.http().tlsPort(), running);
        Components components = settings.components();
        port("components.port", components.address(), components.enabled() ? components.port() : 0, running);
        openFiles();
        plugins();
        exposure();
        return findings;
    }

    private Optional<Path> dataFolder() {
        try {
            Path folder = DataFolder.of(configuration);
            findings.add(Finding.ok("data folder", folder.toString()));
            return Optional.of(folder);
        } catch (FatalException unwritable) {
            findings.add(Finding.fail("data folder", unwritable.getMessage()));
            return Optional.empty();
        }
    }

    private void disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String text = free / (1 << 20) + " MiB free";
            findings.add(free < ENOUGH_DISK ? Finding.warn("disk", text + "; make room") : Finding.ok("disk", text));
        } catch (IOException unknown) {
            findings.add(Finding.warn("disk", "cannot tell how much is free: " + unknown.getMessage()));
        }
    }

    private void certificates() {
        try {
            for (var certificate : Tls.certificates(configuration).expiry().entrySet()) {
                findings.add(expiry(certificate.getKey(), certificate.getValue()));
            }
        } catch (FatalException unusable) {
            findings.add(Finding.fail("certificate", unusable.getMessage()));
        }
    }

    private static Finding expiry(String domain, Instant end) {
        long days = Duration.between(Instant.now(), end).toDays();
        if (days < 0) {
            return Finding.fail("certificate", domain + " expired " + -days + " days ago; renew it");
        }
        String text = domain + " is valid for " + days + " more days";
        return days < 21 ? Finding.warn("certificate", text + "; renew it") : Finding.ok("certificate", text);
    }

    /** A server that runs here holds its ports rightly. */
    private boolean isRunning(Path folder) {
        try {
            Optional<AdminReply> reply = AdminSocket.ask(folder.resolve("admin.sock"), List.of("ping"));
            reply.ifPresent(r -> findings.add(Finding.ok("server", "is running")));
            return reply.isPresent();
        } catch (IOException broken) {
            findings.add(Finding.warn("server", "runs but does not answer: " + broken.getMessage()));
            return true;
        }
    }

    private void port(String key, String address, int port, boolean running) {
        if (port == 0) {
            findings.add(Finding.ok(key, "off"));
            return;
        }
        if (running) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            findings.add(Finding.ok(key, address + " port " + port + " is free"));
        } catch (IOException taken) {
            findings.add(Finding.fail(
                    key, address + " port " + port + ": " + taken.getMessage() + "; stop what uses it, or change it"));
        }
    }

    private void openFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
            long most = unix.getMaxFileDescriptorCount();
            String text = most + " connections and files at once";
            findings.add(
                    most < ENOUGH_FILES
                            ? Finding.warn("open files", text + "; raise it with ulimit -n")
                            : Finding.ok("open files", text));
        }
    }

    private void plugins() {
        try {
            Plugins.named(settings.plugins());
            settings.services().values().forEach(Plugins::named);
            findings.add(Finding.ok("plugins", String.join(", ", settings.plugins())));
        } catch (FatalException unknown) {
            findings.add(Finding.fail("plugins", unknown.getMessage()));
        }
    }

    private void exposure() {
        try {
            boolean open = isOpen(settings.c2s().address());
            if (open && !settings.c2s().encryptionRequired()) {
                findings.add(Finding.fail(
                        "encryption", "others can connect without it; set c2s.encryption-required = true"));
            }
            if (settings.components().enabled() && isOpen(settings.components().address())) {
                findings.add(Finding.warn(
                        "components",
                        "components connect without encryption; set components.address to this machine or a tunnel"));
            }
        } catch (IOException unknown) {
            findings.add(Finding.fail("c2s.address", settings.c2s().address() + " is no address of this machine"));
        }
    }

    private static boolean isOpen(String address) throws IOException {
        return !InetAddress.getByName(address).isLoopbackAddress();
    }
}
