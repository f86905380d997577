package im.godwit.core.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import im.godwit.core.host.OptionSource;
import java.nio.file.Path;
import java.util.Set;

/** A configuration file that was read and found good. */
public final class Configuration implements OptionSource {
    private static final String OPTIONS = "options";

    private final Path file;
    private final Settings settings;
    private final ConfigObject pluginOptions;

    private Configuration(Path file, Settings settings, ConfigObject pluginOptions) {
        this.file = file;
        this.settings = settings;
        this.pluginOptions = pluginOptions;
    }

    /**
     * Reads a file; environment variables stand in for <code>${?NAME}</code>.
     *
     * @throws ConfigurationException with all that is wrong in it
     */
    public static Configuration read(Path file) {
        ConfigObject root = Hocon.read(file).root();
        Problems problems = new Problems();
        ConfigObject plugins = pluginOptions(root, problems);
        Settings settings = new RecordReader(problems).read(root.withoutKey(OPTIONS), Settings.DEFAULTS);
        problems.throwIfAny();
        return new Configuration(file, settings, plugins);
    }

    private static ConfigObject pluginOptions(ConfigObject root, Problems problems) {
        ConfigValue value = root.get(OPTIONS);
        if (value instanceof ConfigObject block) {
            return block;
        }
        if (value != null) {
            problems.add(value.origin(), "\"options\" must be a block in braces, with a block for each plugin");
        }
        return ConfigFactory.empty().root();
    }

    /** Where it was read from. */
    public Path file() {
        return file;
    }

    public Settings settings() {
        return settings;
    }

    /** A path in the configuration: relative ones start at the folder above the file's, the installation. */
    public Path resolve(Path path) {
        return Hocon.resolve(file, path);
    }

    /**
     * Refuses options of plugins that there are not.
     *
     * @throws ConfigurationException naming the nearest plugin
     */
    public void requirePlugins(Set<String> known) {
        Problems problems = new Problems();
        pluginOptions.forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.unknownKey(value.origin(), name, known);
            }
        });
        problems.throwIfAny();
    }

    @Override
    public <C extends Record> C options(String plugin, C defaults) {
        ConfigValue value = pluginOptions.get(plugin);
        if (value == null) {
            return defaults;
        }
        Problems problems = new Problems();
        if (!(value instanceof ConfigObject block)) {
            problems.add(value.origin(), "the options of \"" + plugin + "\" must be a block in braces");
            problems.throwIfAny();
            return defaults;
        }
        C options = new RecordReader(problems).read(block, defaults);
        problems.throwIfAny();
        return options;
    }
}
