package im.godwit.plugins.muc.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A value for each of {@link Settings#ALL}. Immutable. */
public final class Configuration {
    /** What a setting is by itself. */
    public static final Configuration STANDARD = new Configuration(Map.of());

    private final Map<Setting<?>, Object> values;

    private Configuration(Map<Setting<?>, Object> values) {
        this.values = Map.copyOf(values);
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
        return new Configuration(changed);
    }

    /**
     * The same configuration with a value as it was submitted.
     *
     * @throws RefusedException if the setting cannot have this value
     */
    public <T> Configuration withText(Setting<T> setting, String text) {
        return with(
                setting,
                setting.read(text)
                        .orElseThrow(
                                () -> new Refusal.Unacceptable(setting.name() + " cannot have this value").thrown()));
    }

    /** The value of a setting as stores carry it. */
    public <T> String text(Setting<T> setting) {
        return setting.write(get(setting));
    }

    /** All values by the names of their settings. */
    public SequencedMap<String, String> texts() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        Settings.ALL.forEach(setting -> texts.put(setting.name(), text(setting)));
        return texts;
    }

    /** A configuration as it was stored; what is not known any more is passed over. */
    public static Configuration stored(Map<String, String> texts) {
        Configuration read = STANDARD;
        for (Setting<?> setting : Settings.ALL) {
            read = read.withStored(setting, Optional.ofNullable(texts.get(setting.name())));
        }
        return read;
    }

    private <T> Configuration withStored(Setting<T> setting, Optional<String> text) {
        return text.flatMap(setting::read).map(value -> with(setting, value)).orElse(this);
    }

    boolean isNonAnonymous() {
        return get(Settings.WHOIS) == Whois.ANYONE;
    }

    /** Whether what is said is kept for readers (XEP-0313). */
    public boolean isArchived() {
        return get(get(Settings.PERSISTENT) ? Settings.ARCHIVED : Settings.ARCHIVED_WHILE_OPEN);
    }

    /**
     * Whether anybody can read what is said (XEP-0045 §7.2.12): by an owner's word, on the web, or in an archive that
     * is open.
     */
    boolean isLogged() {
        boolean open = !get(Settings.MEMBERS_ONLY) && !get(Settings.PASSWORD_PROTECTED);
        return get(Settings.LOGGED) || get(Settings.WEB_VIEW) || open && isArchived();
    }

    /** Whether presence of occupants with this role is shown to others. */
    boolean shows(Role role) {
        return RoleChoice.isAmong(get(Settings.PRESENCE_BROADCAST), role);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that && texts().equals(that.texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    /** Without values, one of which is a password. */
    @Override
    public String toString() {
        return "Configuration of " + values.keySet();
    }
}
