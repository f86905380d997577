package im.godwit.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that names the configuration file of a gateway, which may do without one. */
final class GatewayFile {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; by default conf/gateway.conf here, else the installation's.")
    private Path file;

    /** The file named, or conf/gateway.conf of the current folder, or that of the installation; none without any. */
    Optional<Path> path() {
        Path here = Path.of("conf", "gateway.conf");
        Path installed = Path.of(System.getProperty("godwit.home", ".")).resolve(here);
        return Optional.ofNullable(file)
                .or(() -> Stream.of(here, installed).filter(Files::exists).findFirst());
    }
}
