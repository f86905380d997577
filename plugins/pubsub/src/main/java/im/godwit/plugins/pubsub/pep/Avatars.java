package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.service.VcardPhotos.Photo;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The avatars that accounts published (XEP-0084), as photos for their vCards. */
final class Avatars {
    static final String METADATA = "urn:xmpp:avatar:metadata";
    static final String DATA = "urn:xmpp:avatar:data";

    private final PubSub pubsub;

    Avatars(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /**
     * What an account's vCard should show.
     *
     * @param photo none where the user shows no avatar now (XEP-0084 §3.5)
     */
    record Shown(Optional<Photo> photo) {}

    /** What is published now; nothing if it is not for everybody, as a vCard is, or not to be found here. */
    Optional<Shown> shown(Jid owner) {
        try {
            if (!isOpen(owner, METADATA)) {
                return Optional.empty();
            }
            Optional<Element> metadata = metadata(owner);
            if (metadata.filter(element -> element.elements().isEmpty()).isPresent()) {
                return Optional.of(new Shown(Optional.empty()));
            }
            return metadata.flatMap(Avatars::info)
                    .flatMap(info -> photo(owner, info))
                    .map(photo -> new Shown(Optional.of(photo)));
        } catch (RefusedException notThere) {
            return Optional.empty();
        }
    }

    /** The hash of the image that is shown now, to whomever; nothing if there is none, or it is elsewhere. */
    Optional<String> current(Jid owner) {
        try {
            return metadata(owner).flatMap(Avatars::info).flatMap(info -> info.attribute("id"));
        } catch (RefusedException notThere) {
            return Optional.empty();
        }
    }

    private Optional<Element> metadata(Jid owner) {
        return payload(pubsub.retrieval()
                .page(owner, new NodeAddress(owner, METADATA), Optional.empty(), ItemQuery.newest(1))
                .items());
    }

    /** XEP-0398 §3.1: the one that does not point elsewhere. */
    private static Optional<Element> info(Element metadata) {
        return metadata.elements(new Name(METADATA, "info"))
                .filter(info -> info.attribute("url").isEmpty())
                .findFirst();
    }

    /** XEP-0398 §7: only what everybody may see is copied to where everybody sees it. */
    private boolean isOpen(Jid owner, String node) {
        return pubsub.discovery()
                .node(new NodeAddress(owner, node))
                .filter(Node::isPublic)
                .isPresent();
    }

    private Optional<Photo> photo(Jid owner, Element info) {
        Optional<String> id = info.attribute("id");
        if (id.isEmpty() || !isOpen(owner, DATA)) {
            return Optional.empty();
        }
        NodeAddress data = new NodeAddress(owner, DATA);
        return payload(pubsub.retrieval().named(owner, data, Optional.empty(), List.of(id.get())))
                .map(element -> element.text().replaceAll("\\s", ""))
                .filter(base64 -> hash(base64).equals(id))
                .map(base64 -> new Photo(info.attribute("type").orElse("image/png"), base64));
    }

    private static Optional<Element> payload(List<Item> items) {
        return items.stream()
                .flatMap(item -> item.payload().stream())
                .map(Payload::element)
                .findFirst();
    }

    /** SHA-1 in lower-case hexadecimal digits, which an item's identifier should be (XEP-0398 §3.1). */
    static Optional<String> hash(String base64) {
        try {
            byte[] image = Base64.getDecoder().decode(base64);
            return Optional.of(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(image)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
