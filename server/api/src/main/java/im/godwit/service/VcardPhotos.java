package im.godwit.service;

import im.godwit.jid.Jid;
import java.util.Optional;

/** The photos in the vCards of a host's accounts (XEP-0054, XEP-0153); provided by the vcard plugin. */
public interface VcardPhotos {
    /**
     * Replaces the photo in an account's vCard and leaves the rest of it; durable when this returns. May be called from
     * any thread; blocks.
     *
     * @param photo none to remove it
     * @throws im.godwit.stanza.StanzaException {@code policy-violation} if the card would be too large; nothing is
     *     changed then
     */
    void replace(Jid account, Optional<Photo> photo);

    /**
     * An image.
     *
     * @param type its media type
     * @param base64 its bytes (RFC 4648 §4)
     */
    record Photo(String type, String base64) {}
}
