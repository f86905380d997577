package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.Optional;

/**
 * A wish to enter a room (XEP-0045 §7.2).
 *
 * @param session the client's full JID
 * @param nickname as it was prepared
 * @param prepared whether preparing changed it, so that the client must be told
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
        Optional<String> id) {}
