package im.godwit.archive;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which tables archives lie in, and what they know of a message besides the message itself. A plugin makes the tables
 * in its migrations: {@code PREFIX_owners} (number, owner, first_position, last_position, first_stamp, last_stamp,
 * indexed_position), {@code PREFIX_messages} (place, stamp, size, messages), {@code PREFIX_terms} (archive, term,
 * place, names), {@code PREFIX_ids} (place, uid), {@code PREFIX_words} (archive, part, word, chunk, slices),
 * {@code PREFIX_journal} (number, entries). Each is found by the names that stand first in it; ids also by uid and
 * place.
 *
 * @param prefix of the tables' names
 * @param columns what is known of a message
 * @param terms of these, by which messages are looked for
 * @param name of these, what tells the messages of one term apart, if something does
 * @param reader makes what is read
 * @param <E> what is read
 */
public record ArchiveShape<E extends Archived>(
        String prefix, List<String> columns, List<String> terms, Optional<String> name, Function<Stored, E> reader) {
    /** A column that every message has. */
    static final String UID = "uid";

    String owners() {
        return prefix + "_owners";
    }

    /** Blocks of messages. */
    String messages() {
        return prefix + "_messages";
    }

    /** Which blocks have messages with a value of a column, and the names of these. */
    String termsTable() {
        return prefix + "_terms";
    }

    /** Of messages that are not where their ids say. */
    String ids() {
        return prefix + "_ids";
    }

    String journal() {
        return prefix + "_journal";
    }

    String words() {
        return prefix + "_words";
    }

    String value(Line line, String column) {
        return column.equals(UID) ? line.uid() : line.columns().get(columns.indexOf(column));
    }

    /** A value of a column as it stands in the table of terms. */
    static String term(String column, String value) {
        return column + ":" + value;
    }
}
