package im.godwit.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files in HOCON, whatever they configure. */
final class Hocon {
    private Hocon() {}

    /**
     * What a file says; environment variables stand in for <code>${?NAME}</code>.
     *
     * @throws ConfigurationException if it cannot be read, or is not HOCON
     */
    static Config read(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException(
                    List.of(file + ": cannot be read; write it, or name another with --config"));
        }
        ConfigParseOptions strict =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
        try {
            return ConfigFactory.parseFile(file.toFile(), strict).resolve();
        } catch (ConfigException unreadable) {
            String place = unreadable.origin() == null ? file.toString() : Problems.place(unreadable.origin());
            String message = unreadable.getMessage();
            int colon = message.indexOf(": ");
            throw new ConfigurationException(
                    List.of(place + ": " + (colon < 0 ? message : message.substring(colon + 2))));
        }
    }

    /** A path in a configuration: relative ones start at the folder above the file's, the installation. */
    static Path resolve(Path file, Path path) {
        Path folder = file.toAbsolutePath().getParent();
        Path home = folder.getParent() == null ? folder : folder.getParent();
        return home.resolve(path).normalize();
    }
}
