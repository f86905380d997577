package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * A wish to enter a room (XEP-0045 §7.2).
 *
 * @param session the client's full JID
 * @param nickname as it was prepared
 * @param prepared whether the service changed it, so that the client must be told
 * @param presence what the client shows, without addresses
 * @param id of its stanza
 */
public record Entry(
        Jid session,
        Nickname nickname,
        boolean prepared,
        Optional<String> password,
        HistoryWish history,
        Element presence,
        Optional<String> id) {
    /** The same wish under the nickname that is locked down for the user, which the client must be told (§7.2.2). */
    Entry lockedTo(Nickname other) {
        return nickname.text().equals(other.text())
                ? this
                : new Entry(session, other, true, password, history, presence, id);
    }
}
