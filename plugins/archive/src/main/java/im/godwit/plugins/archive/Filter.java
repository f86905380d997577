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
 * @param words that words of the message begin with, each of them (XEP-0431); of letters and digits alone; none of an
 *     empty list are in any
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
        List<String> conditions = new ArrayList<>(List.of(driver() + ".archive = ?"));
        with.ifPresent(jid -> conditions.add(jid.isFull() ? "m.peer = ? AND m.resource = ?" : "m.peer = ?"));
        words.orElse(List.of()).forEach(word -> conditions.add("t.words LIKE ?"));
        if (words.isPresent()) {
            conditions.add("t.archive = m.archive AND t.position = m.position");
        }
        conditions.add(position() + " BETWEEN ? AND ?");
        return " FROM " + tables() + " WHERE " + String.join(" AND ", conditions);
    }

    /** As SQLite reads it, CROSS JOIN says to go through the tables in this order; to PostgreSQL it is all the same. */
    private String tables() {
        if (words.isEmpty()) {
            return "archive_messages m";
        }
        return driver().equals("m")
                ? "archive_messages m CROSS JOIN archive_texts t"
                : "archive_texts t CROSS JOIN archive_messages m";
    }

    /** The table to go through: that of the texts, which is small, unless the conversation is smaller. */
    private String driver() {
        return words.isPresent() && with.isEmpty() ? "t" : "m";
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
        words.orElse(List.of()).forEach(word -> arguments.add("% " + word + "%"));
        arguments.add(range.first());
        arguments.add(range.last());
        arguments.addAll(List.of(others));
        return arguments.toArray();
    }
}
