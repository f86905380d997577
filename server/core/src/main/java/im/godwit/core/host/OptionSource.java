package im.godwit.core.host;

/** Where plugins' options come from: the configuration file, or a test. */
@FunctionalInterface
public interface OptionSource {
    /**
     * The options of one plugin.
     *
     * @param plugin its name
     * @param defaults what holds where the configuration says nothing
     */
    <C extends Record> C options(String plugin, C defaults);

    /** No configuration: the defaults. */
    static OptionSource defaults() {
        return new OptionSource() {
            @Override
            public <C extends Record> C options(String plugin, C defaults) {
                return defaults;
            }
        };
    }
}
