package im.godwit.plugins.vcard;

import im.godwit.service.VcardPhotos.Photo;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One account's vCard as its client wrote it. */
record Card(Element element) {
    static final Name NAME = new Name("vcard-temp", "vCard");

    static final Name PHOTO = new Name(NAME.namespace(), "PHOTO");

    /** Whether there is nothing in it. */
    boolean isEmpty() {
        return element.elements().isEmpty();
    }

    /** The SHA-1 hash of the image in it, in lower-case hexadecimal digits (XEP-0153 §3.1). */
    Optional<String> hash() {
        return photo().flatMap(photo -> decoded(photo.base64())).map(Card::hash);
    }

    /** The image in it; nothing where nobody could show it. */
    Optional<Photo> photo() {
        return element.child("PHOTO")
                .flatMap(photo -> photo.child("BINVAL")
                        .map(binary -> binary.text().replaceAll("\\s", "")) // XEP-0153 §4.5: whitespace is ignored
                        .filter(base64 -> decoded(base64).isPresent())
                        .map(base64 -> new Photo(
                                photo.child("TYPE")
                                        .map(Element::text)
                                        .orElse("")
                                        .strip(),
                                base64)));
    }

    /** The same card with another photo, or none. */
    Card with(Optional<Photo> photo) {
        List<Node> children = new ArrayList<>(element.children());
        children.removeIf(child -> child instanceof Element part && part.is(PHOTO));
        photo.map(image -> Element.builder(PHOTO)
                        .child("TYPE", image.type())
                        .child("BINVAL", image.base64())
                        .build())
                .ifPresent(children::add);
        return new Card(element.withChildren(children));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            byte[] image = Base64.getDecoder().decode(base64);
            return image.length == 0 ? Optional.empty() : Optional.of(image);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty(); // nobody can show it
        }
    }

    private static String hash(byte[] image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(image));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
