package im.godwit.plugins.muc.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing about a room that its owner may configure: the description from which forms are made, submissions read and
 * values stored. Compared by identity.
 *
 * @param <T> its values
 */
public final class Setting<T> {
    /** Texts longer than this many characters are refused. */
    static final int MAX_TEXT = 1024;

    private static final List<Integer> SIZES = List.of(10, 20, 30, 50, 100, 200, 500, 1000, 5000, 10_000);

    /** How the setting is asked for. */
    public enum Kind {
        FLAG,
        LINE,
        /** A number from 0 up. */
        NUMBER,
        SECRET,
        /** One of a list. */
        CHOICE,
        /** Any of a list. */
        CHOICES
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

    /** A number to choose. */
    private record Size(String text, String label) implements Choice {}

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
        return line(name, label, Kind.LINE);
    }

    /** A text that is not shown while it is typed. */
    static Setting<String> secret(String name, String label) {
        return line(name, label, Kind.SECRET);
    }

    private static Setting<String> line(String name, String label, Kind kind) {
        return new Setting<>(
                new Description(name, label, kind),
                List.of(),
                "",
                text -> text.length() > MAX_TEXT ? Optional.empty() : Optional.of(text),
                Function.identity());
    }

    /** A number from 0 up. */
    static Setting<Integer> number(String name, int fallback, String label) {
        return new Setting<>(
                new Description(name, label, Kind.NUMBER),
                List.of(),
                fallback,
                text -> readNumber(text, 0),
                String::valueOf);
    }

    /** A number from 1 up to choose, or none, which is 0. */
    static Setting<Integer> size(String name, int fallback, String label) {
        List<Size> sizes = SIZES.stream()
                .map(size -> new Size(size.toString(), size.toString()))
                .toList();
        List<Choice> choices = new ArrayList<>(sizes);
        choices.add(new Size("none", "None"));
        return new Setting<>(
                new Description(name, label, Kind.CHOICE),
                List.copyOf(choices),
                fallback,
                text -> text.isEmpty() || text.equals("none") ? Optional.of(0) : readNumber(text, 1),
                size -> size == 0 ? "none" : size.toString());
    }

    private static Optional<Integer> readNumber(String text, int least) {
        try {
            return Optional.of(Integer.valueOf(text.strip())).filter(number -> number >= least);
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

    /** Any of the roles; written with spaces between them. */
    static Setting<Set<RoleChoice>> roles(String name, String label) {
        return new Setting<>(
                new Description(name, label, Kind.CHOICES),
                List.of(RoleChoice.values()),
                RoleChoice.all(),
                Setting::readRoles,
                RoleChoice::join);
    }

    private static Optional<Set<RoleChoice>> readRoles(String text) {
        Set<RoleChoice> read = EnumSet.noneOf(RoleChoice.class);
        for (String word : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            Optional<RoleChoice> choice = Arrays.stream(RoleChoice.values())
                    .filter(c -> c.text().equals(word))
                    .findFirst();
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            read.add(choice.get());
        }
        return Optional.of(read);
    }

    /** The field's name (§16.5.3). */
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
