package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Card;
import im.godwit.stanza.Presence;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** vCards of rooms as XML, and the hashes of what is in them (XEP-0054, XEP-0153, XEP-0486). */
final class CardXml {
    private static final Name PHOTO = new Name(Vocabulary.VCARD.namespace(), "PHOTO");
    private static final String UPDATE = "vcard-temp:x:update";
    private static final int MAX_FORMATS = 10;

    private CardXml() {}

    /**
     * A card as somebody submits it; an empty one is none (XEP-0486 §3.2).
     *
     * @throws im.godwit.stanza.StanzaException {@code not-acceptable} if it has more photos than there are formats, or
     *     one that is not Base64
     */
    static Optional<Card> submitted(Element content) {
        if (content.elements().isEmpty()) {
            return Optional.empty();
        }
        List<String> photos = content.elements(PHOTO)
                .flatMap(photo -> photo.child("BINVAL").stream())
                .map(binary -> hash(decoded(binary.text())))
                .toList();
        if (photos.size() > MAX_FORMATS) {
            throw Errors.notAcceptable("an avatar has at most " + MAX_FORMATS + " formats");
        }
        return Optional.of(new Card(content, photos));
    }

    /** XEP-0153 §4.5: whitespace is ignored. */
    private static byte[] decoded(String base64) {
        try {
            byte[] image = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            if (image.length > 0) {
                return image;
            }
        } catch (IllegalArgumentException malformed) {
            // falls through: nobody can show it
        }
        throw Errors.notAcceptable("a photo is not an image in Base64");
    }

    /** XEP-0153 §3.1. */
    private static String hash(byte[] image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(image));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }

    /** XEP-0486 §5.2: what clients look at that are in the room; it has place for one format. */
    static Presence update(Jid room, List<String> photos) {
        String first = photos.isEmpty() ? "" : photos.getFirst();
        return Presence.of(Presence.builder(Presence.Type.AVAILABLE)
                .attribute("from", room.toString())
                .add(Element.builder(UPDATE, "x").child("photo", first).build())
                .build());
    }
}
