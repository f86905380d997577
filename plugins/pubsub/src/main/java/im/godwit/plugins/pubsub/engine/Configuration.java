package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value for each of the {@link Settings} of a node, or for each of the {@link Options} of a subscription. Immutable.
 */
public final class Configuration {
    /** What a setting of a node is by itself; a service may have other defaults. */
    public static final Configuration STANDARD = new Configuration(Settings.ALL, Map.of());

    /** The options of a subscription that its subscriber did not configure. */
    public static final Configuration UNCONFIGURED = new Configuration(Options.ALL, Map.of());

    private final List<Setting<?>> settings;
    private final Map<Setting<?>, Object> values;

    private Configuration(List<Setting<?>> settings, Map<Setting<?>, Object> values) {
        this.settings = settings;
        this.values = Map.copyOf(values);
    }

    /** What there is to configure, in the order of forms. */
    public List<Setting<?>> settings() {
        return settings;
    }

    /** The same configuration as far as some settings are not concerned. */
    public Configuration without(Setting<?>... hidden) {
        List<Setting<?>> those = List.of(hidden);
        return new Configuration(
                settings.stream().filter(setting -> !those.contains(setting)).toList(), values);
    }

    /** The value of a setting. */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        @SuppressWarnings("unchecked") // put there by with(), which takes a T
        T typed = value == null ? setting.fallback() : (T) value;
        return typed;
    }

    /** The same configuration with another value. */
    public <T> Configuration with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        changed.put(setting, value);
        return new Configuration(settings, changed);
    }

    /** The same configuration with some values of another. */
    Configuration withAll(List<Setting<?>> some, Configuration other) {
        Map<Setting<?>, Object> changed = new HashMap<>(values);
        some.forEach(setting -> changed.put(setting, other.get(setting)));
        return new Configuration(settings, changed);
    }

    /**
     * The same configuration with a value as it was submitted.
     *
     * @throws RefusedException if the setting cannot have this value
     */
    public <T> Configuration withTexts(Setting<T> setting, List<String> texts) {
        return with(
                setting,
                setting.read(texts)
                        .orElseThrow(
                                () -> refusal(setting, String.join(", ", texts)).thrown()));
    }

    private Refusal refusal(Setting<?> setting, String text) {
        if (Options.ALL.contains(setting)) {
            return Reason.INVALID_OPTIONS; // §6.3.6.2
        }
        if (setting == Settings.ACCESS_MODEL) {
            return Reason.UNSUPPORTED_ACCESS_MODEL; // §8.1.2
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new Refusal.Unacceptable(setting.name() + " cannot be \"" + shown + "\"");
    }

    /** The value of a setting as forms carry it. */
    public <T> List<String> texts(Setting<T> setting) {
        return setting.write(get(setting));
    }

    /** All values by the names of their settings, as stores keep them. */
    public SequencedMap<String, String> texts() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        settings.forEach(setting -> texts.put(setting.name(), storedText(setting)));
        return texts;
    }

    private <T> String storedText(Setting<T> setting) {
        return setting.writeText(get(setting));
    }

    /**
     * This configuration with what was stored; what is not known any more is passed over. There may be very many, so
     * what a setting is by itself is not held.
     */
    public Configuration withStored(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Map<Setting<?>, Object> read = new HashMap<>(values);
        for (Setting<?> setting : settings) {
            Optional.ofNullable(texts.get(setting.name()))
                    .flatMap(setting::readText)
                    .ifPresent(value -> read.put(setting, value));
        }
        read.entrySet().removeIf(entry -> entry.getValue().equals(entry.getKey().fallback()));
        return new Configuration(settings, read);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that && texts().equals(that.texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    @Override
    public String toString() {
        return texts().toString();
    }
}
