package im.godwit.plugins.carbons;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import java.util.Optional;

/** Which way a message goes, as seen from the account whose devices get copies. */
enum Direction {
    /** To the account (§7). */
    RECEIVED,
    /** From one of its devices (§8). */
    SENT;

    /** The local name of the element that wraps a copy. */
    String local() {
        return switch (this) {
            case RECEIVED -> "received";
            case SENT -> "sent";
        };
    }

    /** The one at the other end. */
    Optional<Jid> peer(Message message) {
        return switch (this) {
            case RECEIVED -> message.from();
            case SENT -> message.to();
        };
    }

    Direction opposite() {
        return switch (this) {
            case RECEIVED -> SENT;
            case SENT -> RECEIVED;
        };
    }
}
