package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Invitation;
import java.util.Optional;

/** Who invited whom lately: only who was invited may decline, and the inviter hears of it (XEP-0045 §7.8.2). */
final class Invitations {
    private static final int REMEMBERED = 4096;

    private final Recent<Key, Sent> sent = new Recent<>(REMEMBERED);

    private record Key(Jid room, Jid invitee) {}

    /**
     * An invitation that is open.
     *
     * @param inviter the inviting client
     * @param id of its message
     */
    record Sent(Jid inviter, Optional<String> id) {}

    void remember(Jid room, Invitation invitation) {
        invitation
                .inviter()
                .ifPresent(
                        inviter -> sent.put(new Key(room, invitation.to().bare()), new Sent(inviter, invitation.id())));
    }

    /** The invitation of somebody to a room, which is answered by this. */
    Optional<Sent> take(Jid room, Jid invitee) {
        return sent.take(new Key(room, invitee.bare()));
    }
}
