package im.godwit.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of an archive match, wherever they lie in it; also as SQL over the tables. Its texts are few, so that
 * they stay prepared; what a client wrote is only ever an argument.
 *
 * @param conditions that a message meets, each of them (XEP-0313 §4.1.1)
 * @param words that words of the message begin with, each of them (XEP-0431); of letters and digits alone; none of an
 *     empty list are in any
 */
public record Filter(List<Condition> conditions, Optional<List<String>> words) {
    /** More words do not narrow a search further. */
    private static final int MOST_WORDS = 8;

    /** All entries. */
    public static final Filter NONE = new Filter(List.of(), Optional.empty());

    /**
     * What a column of the messages has to be.
     *
     * @param column by its name in the {@link ArchiveShape}
     */
    public record Condition(String column, Object value) {}

    /** All that meet these conditions. */
    public static Filter of(Condition... conditions) {
        return new Filter(List.of(conditions), Optional.empty());
    }

    /** The words of a text, as they are looked for (XEP-0431). */
    public static List<String> wordsOf(String text) {
        return Words.of(text, MOST_WORDS);
    }

    /** Whether every entry matches. */
    boolean isNone() {
        return conditions.isEmpty() && words.isEmpty();
    }

    /** Whether nothing can match: a search for signs, of which none is a word. */
    boolean isHopeless() {
        return words.isPresent() && words.get().isEmpty();
    }

    /** What stands between SELECT and ORDER BY; {@code m} is the message. Arguments: {@link #arguments}. */
    String from(ArchiveShape<?> shape) {
        List<String> tests = new ArrayList<>();
        conditions.forEach(condition -> tests.add("m." + condition.column() + " = ?"));
        words.orElse(List.of()).forEach(word -> tests.add("m.words LIKE ?"));
        tests.add("m.place BETWEEN ? AND ?");
        return " FROM " + shape.messages() + " m WHERE " + String.join(" AND ", tests);
    }

    /** The arguments of {@link #from}, then others. */
    Object[] arguments(long archive, Range range, Object... others) {
        List<Object> arguments = new ArrayList<>();
        conditions.forEach(condition -> arguments.add(condition.value()));
        words.orElse(List.of()).forEach(word -> arguments.add("% " + word + "%"));
        arguments.add(Place.of(archive, range.first()));
        arguments.add(Place.of(archive, range.last()));
        arguments.addAll(List.of(others));
        return arguments.toArray();
    }
}
