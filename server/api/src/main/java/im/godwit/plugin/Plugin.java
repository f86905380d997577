package im.godwit.plugin;

import java.util.Locale;

/** One feature of the server, usually one protocol extension. The server makes one instance for each host. */
public interface Plugin {
    /** The name in the configuration: by default the class name without "Plugin", in lower case. */
    default String name() {
        String simple = getClass().getSimpleName();
        return (simple.endsWith("Plugin") ? simple.substring(0, simple.length() - "Plugin".length()) : simple)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Registers everything that the plugin does. Called once, before the host takes stanzas.
     *
     * @throws RuntimeException to refuse the start of the server, with a message that says what to do
     */
    void start(Host host);

    /** Releases what is not a registration. Called once, after the host stopped taking stanzas. */
    default void stop() {}
}
