package im.godwit.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a gateway on its own, which was found good.
 *
 * @param file where it was read from; none where all that was said was said on the command line
 */
public record GatewayConfiguration(Optional<Path> file, GatewaySettings settings) {
    /**
     * Reads a file, if there is one, under what the command line says.
     *
     * @param commandLine values by their keys, such as {@code upstream.port}
     * @throws ConfigurationException with all that is wrong
     */
    public static GatewayConfiguration read(Optional<Path> file, Map<String, Object> commandLine) {
        Config said = ConfigFactory.parseMap(commandLine, "command line");
        Config whole = file.map(Hocon::read).map(said::withFallback).orElse(said);
        Problems problems = new Problems();
        GatewaySettings settings = new RecordReader(problems).read(whole.root(), GatewaySettings.DEFAULTS);
        problems.throwIfAny();
        return new GatewayConfiguration(file, settings);
    }

    /** A path in the configuration: relative ones start at the folder above the file's, the installation. */
    public Path resolve(Path path) {
        return file.map(named -> Hocon.resolve(named, path)).orElse(path);
    }
}
