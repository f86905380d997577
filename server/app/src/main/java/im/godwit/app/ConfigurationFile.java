package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names the configuration file, which most commands share. */
final class ConfigurationFile {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; by default conf/godwit.conf here, else the installation's.")
    private Path file;

    /** The file named, or conf/godwit.conf of the current folder, or that of the installation. */
    Path path() {
        if (file != null) {
            return file;
        }
        Path here = Path.of("conf", "godwit.conf");
        Path installed = Path.of(System.getProperty("godwit.home", ".")).resolve(here);
        return List.of(here, installed).stream()
                .filter(Files::exists)
                .findFirst()
                .orElse(here);
    }

    /**
     * Reads it.
     *
     * @throws FatalException with all its problems
     */
    Configuration read() {
        try {
            Configuration configuration = Configuration.read(path());
            configuration.requirePlugins(Plugins.names());
            return configuration;
        } catch (ConfigurationException wrong) {
            throw new FatalException(wrong.getMessage());
        }
    }
}
