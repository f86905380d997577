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
 * @param words all of which are in the message (XEP-0431); none of an empty list are in any
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
        StringBuilder sql = new StringBuilder(" FROM ");
        String first = words.isPresent() ? "w0" : "m";
        int count = words.map(List::size).orElse(0);
        for (int i = 0; i < count; i++) {
            sql.append(
                    i == 0
                            ? "archive_words w0"
                            : " JOIN archive_words w%d ON w%d.archive = w0.archive AND w%d.word = ? AND w%d.position = w0.position"
                                    .replace("%d", Integer.toString(i)));
        }
        sql.append(
                count == 0
                        ? "archive_messages m"
                        : " JOIN archive_messages m ON m.archive = w0.archive AND m.position = w0.position");
        sql.append(" WHERE ").append(first).append(".archive = ?");
        sql.append(count == 0 ? "" : " AND w0.word = ?");
        sql.append(with.isPresent() ? " AND m.peer = ?" : "");
        sql.append(with.filter(Jid::isFull).isPresent() ? " AND m.resource = ?" : "");
        return sql.append(" AND ")
                .append(first)
                .append(".position BETWEEN ? AND ?")
                .toString();
    }

    /** The column by which entries are in order. */
    String position() {
        return words.isPresent() ? "w0.position" : "m.position";
    }

    /** The arguments of {@link #from}, then others. */
    Object[] arguments(long archive, Range range, Object... others) {
        List<Object> arguments = new ArrayList<>();
        List<String> searched = words.orElse(List.of());
        searched.stream().skip(1).forEach(arguments::add);
        arguments.add(archive);
        searched.stream().limit(1).forEach(arguments::add);
        with.ifPresent(jid -> arguments.add(jid.bare()));
        with.filter(Jid::isFull).ifPresent(jid -> arguments.add(jid.resource()));
        arguments.add(range.first());
        arguments.add(range.last());
        arguments.addAll(List.of(others));
        return arguments.toArray();
    }
}
