package im.godwit.plugins.pubsub.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing about a node that its owner may configure: the description from which forms are made, submissions read and
 * values stored. Compared by identity.
 *
 * @param <T> its values
 */
public final class Setting<T> {
    /** Texts longer than this many characters are refused. */
    static final int MAX_TEXT = 4096;

    /** How the setting is asked for. */
    public enum Kind {
        FLAG,
        CHOICE,
        LINE
    }

    private final String name;
    private final String label;
    private final Kind kind;
    private final List<? extends Choice> choices;
    private final T fallback;
    private final Function<String, Optional<T>> reader;
    private final Function<T, String> writer;

    private Setting(
            Description description,
            List<? extends Choice> choices,
            T fallback,
            Function<String, Optional<T>> reader,
            Function<T, String> writer) {
        this.name = description.name();
        this.label = description.label();
        this.kind = description.kind();
        this.choices = choices;
        this.fallback = fallback;
        this.reader = reader;
        this.writer = writer;
    }

    private record Description(String name, String label, Kind kind) {}

    /** A yes or no. */
    static Setting<Boolean> flag(String name, boolean fallback, String label) {
        return new Setting<>(
                new Description(name, label, Kind.FLAG),
                List.of(),
                fallback,
                Setting::readFlag,
                flag -> flag ? "1" : "0");
    }

    /** XEP-0004 §3.3: true and 1, false and 0 mean the same. */
    private static Optional<Boolean> readFlag(String text) {
        return switch (text) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A line of text. */
    static Setting<String> text(String name, String label) {
        return new Setting<>(
                new Description(name, label, Kind.LINE),
                List.of(),
                "",
                text -> text.length() > MAX_TEXT ? Optional.empty() : Optional.of(text),
                Function.identity());
    }

    /** A number from 1 up. */
    static Setting<Integer> number(String name, int fallback, String label) {
        return new Setting<>(
                new Description(name, label, Kind.LINE), List.of(), fallback, Setting::readNumber, String::valueOf);
    }

    /** A number from 1 up, or {@code max} for as many as the service permits. */
    static Setting<Amount> amount(String name, Amount fallback, String label) {
        return new Setting<>(
                new Description(name, label, Kind.LINE),
                List.of(),
                fallback,
                text -> text.equals(Amount.MAX.toString())
                        ? Optional.of(Amount.MAX)
                        : readNumber(text).map(Amount::of),
                Amount::toString);
    }

    private static Optional<Integer> readNumber(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip())).filter(number -> number > 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** One of the constants of an enumeration. */
    static <E extends Enum<E> & Choice> Setting<E> choice(String name, E fallback, String label) {
        List<E> choices = Arrays.asList(fallback.getDeclaringClass().getEnumConstants());
        return new Setting<>(
                new Description(name, label, Kind.CHOICE),
                choices,
                fallback,
                text -> choices.stream().filter(c -> c.text().equals(text)).findFirst(),
                Choice::text);
    }

    /** The name, within the namespace of node configuration. */
    public String name() {
        return name;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** What may be chosen. */
    public List<? extends Choice> choices() {
        return choices;
    }

    T fallback() {
        return fallback;
    }

    Optional<T> read(String text) {
        return reader.apply(text);
    }

    String write(T value) {
        return writer.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
