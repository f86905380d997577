package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing about a node or a subscription that somebody may configure: the description from which forms are made,
 * submissions read and values stored. Compared by identity.
 *
 * @param <T> its values
 */
public final class Setting<T> {
    /** Texts longer than this many characters are refused, and lists of more. */
    static final int MAX_TEXT = 4096;

    private static final int MAX_LINES = 100;

    /** More than there may be, so that it is refused for what it is. */
    private static final int MAX_NODES = 2 * LinkRules.CHILDREN;

    /** How the setting is asked for. */
    public enum Kind {
        FLAG,
        CHOICE,
        CHOICES,
        LINE,
        LINES,
        JIDS
    }

    private record Description(String name, String label, Kind kind, List<? extends Choice> choices) {}

    private final Description description;
    private final T fallback;
    private final Function<List<String>, Optional<T>> reader;
    private final Function<T, List<String>> writer;

    private Setting(
            Description description,
            T fallback,
            Function<List<String>, Optional<T>> reader,
            Function<T, List<String>> writer) {
        this.description = description;
        this.fallback = fallback;
        this.reader = reader;
        this.writer = writer;
    }

    private static <T> Setting<T> single(
            Description description, T fallback, Function<String, Optional<T>> reader, Function<T, String> writer) {
        return new Setting<>(
                description,
                fallback,
                values -> values.size() > 1 ? Optional.empty() : reader.apply(String.join("", values)),
                value -> {
                    String text = writer.apply(value);
                    return text.isEmpty() ? List.of() : List.of(text);
                });
    }

    /** A yes or no. */
    static Setting<Boolean> flag(String name, boolean fallback, String label) {
        Description description = new Description(name, label, Kind.FLAG, List.of());
        return single(description, fallback, Setting::readFlag, flag -> flag ? "1" : "0");
    }

    /** XEP-0004 §3.3: true and 1, false and 0 mean the same. */
    private static Optional<Boolean> readFlag(String text) {
        return switch (text) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** One line that has a meaning. */
    static <T> Setting<T> line(
            String name, T fallback, String label, Function<String, Optional<T>> reader, Function<T, String> writer) {
        return single(new Description(name, label, Kind.LINE, List.of()), fallback, reader, writer);
    }

    /** A line of text. */
    static Setting<String> text(String name, String label) {
        return line(
                name,
                "",
                label,
                text -> text.length() > MAX_TEXT ? Optional.empty() : Optional.of(text),
                Function.identity());
    }

    /** Any number of lines of text, in no order. */
    static Setting<List<String>> lines(String name, String label) {
        return new Setting<>(
                new Description(name, label, Kind.LINES, List.of()), List.of(), Setting::readLines, lines -> lines);
    }

    /**
     * Any number of nodes, in no order; an empty name is none of them.
     *
     * @param none how it is said that there are none
     */
    static Setting<List<String>> nodes(String name, List<String> none, String label) {
        return new Setting<>(
                new Description(name, label, Kind.LINES, List.of()),
                List.of(),
                Setting::readNodes,
                nodes -> nodes.isEmpty() ? none : nodes);
    }

    private static Optional<List<String>> readNodes(List<String> names) {
        List<String> sorted = names.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return sorted.size() > MAX_NODES ? Optional.empty() : Optional.of(sorted);
    }

    /** Any number of addresses, in no order. */
    static Setting<List<String>> jids(String name, String label) {
        return new Setting<>(
                new Description(name, label, Kind.JIDS, List.of()),
                List.of(),
                jids -> readLines(jids)
                        .filter(read ->
                                read.stream().allMatch(jid -> Jid.tryParse(jid).isPresent())),
                jids -> jids);
    }

    private static Optional<List<String>> readLines(List<String> lines) {
        boolean fits = lines.size() <= MAX_LINES
                && lines.stream().mapToInt(String::length).sum() <= MAX_TEXT
                && lines.stream().noneMatch(line -> line.contains("\n"));
        List<String> sorted = lines.stream()
                .filter(line -> !line.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return fits ? Optional.of(sorted) : Optional.empty();
    }

    /** A number from 1 up. */
    static Setting<Integer> number(String name, int fallback, String label) {
        return line(name, fallback, label, Setting::readNumber, String::valueOf);
    }

    /** A number from 1 up, or {@code max} for as many as the service permits. */
    static Setting<Amount> amount(String name, Amount fallback, String label) {
        return line(
                name,
                fallback,
                label,
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
        return single(
                new Description(name, label, Kind.CHOICE, choices),
                fallback,
                text -> choices.stream().filter(c -> c.text().equals(text)).findFirst(),
                Choice::text);
    }

    /** Some of the constants of an enumeration; none by itself. */
    static <E extends Enum<E> & Choice> Setting<Set<E>> choices(String name, Class<E> of, String label) {
        List<E> choices = Arrays.asList(of.getEnumConstants());
        return new Setting<>(
                new Description(name, label, Kind.CHOICES, choices),
                Set.of(),
                values -> readChoices(choices, of, values),
                chosen -> choices.stream()
                        .filter(chosen::contains)
                        .map(Choice::text)
                        .toList());
    }

    private static <E extends Enum<E> & Choice> Optional<Set<E>> readChoices(
            List<E> choices, Class<E> of, List<String> values) {
        Set<E> chosen = EnumSet.noneOf(of);
        choices.stream().filter(c -> values.contains(c.text())).forEach(chosen::add);
        boolean known = chosen.size() == Set.copyOf(values).size();
        return known ? Optional.of(Set.copyOf(chosen)) : Optional.empty();
    }

    /** The name, within the namespace of what is configured. */
    public String name() {
        return description.name();
    }

    /** For people. */
    public String label() {
        return description.label();
    }

    public Kind kind() {
        return description.kind();
    }

    /** What may be chosen. */
    public List<? extends Choice> choices() {
        return description.choices();
    }

    T fallback() {
        return fallback;
    }

    Optional<T> read(List<String> values) {
        return reader.apply(values);
    }

    List<String> write(T value) {
        return writer.apply(value);
    }

    /** As stores keep it: a line for each value where there may be several. */
    String writeText(T value) {
        return String.join("\n", writer.apply(value));
    }

    Optional<T> readText(String text) {
        if (text.isEmpty()) {
            return read(List.of());
        }
        return switch (kind()) {
            case LINES, JIDS, CHOICES -> read(List.of(text.split("\n")));
            case FLAG, CHOICE, LINE -> read(List.of(text));
        };
    }

    @Override
    public String toString() {
        return name();
    }
}
