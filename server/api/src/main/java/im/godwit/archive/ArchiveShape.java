package im.godwit.archive;

import im.godwit.store.Row;
import java.util.List;
import java.util.function.Function;

/**
 * Which tables archives lie in, and what they know of a message besides the message itself. There are four, which a
 * plugin makes in its migrations: {@code PREFIX_owners} (number, owner, first_position, last_position, first_stamp,
 * last_stamp, indexed_position), {@code PREFIX_messages} (place, uid, aside, stamp, bytes, the columns of the shape,
 * words, stanza), {@code PREFIX_words} (archive, part, word, chunk), {@code PREFIX_journal} (number, owner, uid, aside,
 * stamp, bytes, stanza, words, most_messages, expiry, and the columns of the shape). Each is found by the names that
 * stand first in it; messages that are aside, because their ids do not tell their times, also by uid and place.
 *
 * @param prefix of the tables' names
 * @param columns of the messages by which they are found, or that are told of them
 * @param reader of a row with all columns of the messages but those of their place
 * @param <E> what is read
 */
public record ArchiveShape<E extends Archived>(String prefix, List<String> columns, Function<Row, E> reader) {
    /** What stands behind FROM where messages {@code m} are read together with the row of their owner, {@code o}. */
    public String ownersAndMessages() {
        return owners() + " o JOIN " + messages() + " m ON m.place BETWEEN o.number * " + Place.POSITIONS
                + " AND o.number * " + Place.POSITIONS + " + o.last_position";
    }

    String owners() {
        return prefix + "_owners";
    }

    String messages() {
        return prefix + "_messages";
    }

    String journal() {
        return prefix + "_journal";
    }

    String words() {
        return prefix + "_words";
    }
}
