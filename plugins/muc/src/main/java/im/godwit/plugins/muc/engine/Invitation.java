package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.util.Optional;

/**
 * An invitation that the room passes on (XEP-0045 §7.8.2).
 *
 * @param to who is invited
 * @param from who invites, as the invited may know: an occupant JID, or a bare JID in a non-anonymous room
 * @param inviter the inviting client; none where the room invites a new member
 * @param thread where it continues a conversation of two, that conversation's thread; empty if it has none (§7.9)
 * @param id of the inviter's message
 */
public record Invitation(
        Jid to,
        Jid from,
        Optional<Jid> inviter,
        Optional<String> reason,
        Optional<String> thread,
        Optional<String> id) {}
