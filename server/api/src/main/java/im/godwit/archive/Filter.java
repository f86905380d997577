package im.godwit.archive;

import java.util.List;
import java.util.Optional;

/**
 * Which entries of an archive match, wherever they lie in it.
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
     * @param column by its name in the {@link ArchiveShape}, or {@code uid}
     */
    public record Condition(String column, Object value) {
        String text() {
            return Entry.column(value);
        }
    }

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

    boolean matches(ArchiveShape<?> shape, Line line) {
        return conditions.stream()
                        .allMatch(condition ->
                                shape.value(line, condition.column()).equals(condition.text()))
                && words.orElse(List.of()).stream()
                        .allMatch(word -> line.text().words().contains(" " + word));
    }

    /** What a column has to be, if that is asked. */
    Optional<String> value(String column) {
        return conditions.stream()
                .filter(condition -> condition.column().equals(column))
                .map(Condition::text)
                .findFirst();
    }

    /** By which term blocks are looked for, if there is one. */
    Optional<String> term(ArchiveShape<?> shape) {
        return shape.terms().stream()
                .flatMap(column -> value(column).map(value -> ArchiveShape.term(column, value)).stream())
                .findFirst();
    }

    /** What the names of a block that has a match are like. */
    String names(ArchiveShape<?> shape) {
        return shape.name()
                .flatMap(this::value)
                .map(name -> "%" + name(name).replaceAll("([%_!])", "!$1") + "%")
                .orElse("%");
    }

    /** A name as it stands among others. */
    static String name(String name) {
        return Fields.END + name + Fields.END;
    }
}
