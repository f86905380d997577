package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of an archive match, wherever they lie in it; also as SQL over the tables. Its texts are few, so that
 * they stay prepared; what a client wrote is only ever an argument.
 *
 * @param with the other side: any of its resources where it is a bare JID (XEP-0313 §4.1.1)
 * @param words all of which are in the message (XEP-0431), the longest first; none of an empty list are in any
 */
record Filter(Optional<Jid> with, Optional<List<String>> words) {
    /** More words do not narrow a search further. */
    static final int MOST_WORDS = 8;

    static final Filter NONE = new Filter(Optional.empty(), Optional.empty());

    /** Whether every entry matches. */
    boolean isNone() {
        return with.isEmpty() && words.isEmpty();
    }

    /** Whether nothing can match: a search for signs, of which none is a word. */
    boolean isHopeless() {
        return words.isPresent() && words.get().isEmpty();
    }

    /** What stands between SELECT and ORDER BY; {@code m} is the message. Arguments: {@link #arguments}. */
    String from() {
        List<String> tables = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of(driver() + ".archive = ?"));
        with.ifPresent(jid -> conditions.add(jid.isFull() ? "m.peer = ? AND m.resource = ?" : "m.peer = ?"));
        for (int i = 0; i < words.map(List::size).orElse(0); i++) {
            tables.add("archive_words w" + i);
            conditions.add("w" + i + ".word = ?");
        }
        tables.add(driver().equals("m") ? 0 : tables.size(), "archive_messages m");
        for (String table : tables) {
            String alias = table.substring(table.indexOf(' ') + 1);
            if (!alias.equals(driver())) {
                conditions.add(
                        "%1$s.archive = %2$s.archive AND %1$s.position = %2$s.position".formatted(alias, driver()));
            }
        }
        conditions.add(position() + " BETWEEN ? AND ?");
        // as SQLite reads it, CROSS JOIN says to look into the tables in this order
        return " FROM " + String.join(" CROSS JOIN ", tables) + " WHERE " + String.join(" AND ", conditions);
    }

    /**
     * The table to go through: the conversation, or else the first word, which is the longest and so most likely rare.
     */
    private String driver() {
        return words.isPresent() && with.isEmpty() ? "w0" : "m";
    }

    /** The column by which entries are in order. */
    String position() {
        return driver() + ".position";
    }

    /** The arguments of {@link #from}, then others. */
    Object[] arguments(long archive, Range range, Object... others) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(archive);
        with.ifPresent(jid -> arguments.add(jid.bare()));
        with.filter(Jid::isFull).ifPresent(jid -> arguments.add(jid.resource()));
        arguments.addAll(words.orElse(List.of()));
        arguments.add(range.first());
        arguments.add(range.last());
        arguments.addAll(List.of(others));
        return arguments.toArray();
    }
}
