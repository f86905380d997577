package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import java.util.Optional;

/** The photos in the vCards of a host's accounts (XEP-0054, XEP-0153); provided by the vcard plugin. */
public interface VcardPhotos {
    /**
     * Replaces the photo in an account's vCard and leaves the rest of it; durable when this returns. May be called from
     * any thread; blocks.
     *
     * @param requester the full JID of the client that published it
     * @param photo none to remove it
     * @throws im.godwit.stanza.StanzaException {@code policy-violation} if the card would be too large; nothing is
     *     changed then
     */
    void replace(Jid requester, Optional<Photo> photo);

    /**
     * An image.
     *
     * @param type its media type; empty where nobody said it
     * @param base64 its bytes (RFC 4648 §4)
     */
    record Photo(String type, String base64) {}

    /**
     * A client has replaced its account's card by one with another photo, or without the one it had (XEP-0398 §3.2).
     * The card is durable; the client has not been answered yet.
     *
     * @param requester the client's full JID
     * @param before the SHA-1 hash of the photo until now, in lower-case hexadecimal digits
     * @param photo what is shown now, its base64 without whitespace; none where there is no valid photo
     */
    record Changed(Jid requester, Optional<String> before, Optional<Photo> photo) implements Event {}
}
