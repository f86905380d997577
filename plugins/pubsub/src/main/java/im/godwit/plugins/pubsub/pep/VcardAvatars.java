package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.Errors;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.service.VcardPhotos;
import im.godwit.service.VcardPhotos.Photo;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes the photos of vCards as avatars, for clients that know these alone (XEP-0398 §3.2). */
final class VcardAvatars {
    /** A card is there for everybody to see, and so is a node that is made of it. */
    private static final Preconditions OPEN =
            new Preconditions(Map.of(Settings.ACCESS_MODEL.name(), List.of(AccessModel.OPEN.text())));

    private final PubSub pubsub;
    private final Avatars avatars;

    VcardAvatars(PubSub pubsub) {
        this.pubsub = pubsub;
        this.avatars = new Avatars(pubsub);
    }

    /**
     * Shows in the nodes what the card shows now; durable when this returns.
     *
     * @throws im.godwit.stanza.StanzaException if the image cannot be published
     */
    void follow(VcardPhotos.Changed card) {
        Optional<String> published = avatars.current(card.requester().bare());
        Optional<String> hash = card.photo().flatMap(photo -> Avatars.hash(photo.base64()));
        if (card.photo().isEmpty() && published.isPresent() && published.equals(card.before())) {
            publish(card.requester(), Avatars.METADATA, "none", Element.of(new Name(Avatars.METADATA, "metadata")));
        }
        card.photo().filter(photo -> !hash.equals(published)).ifPresent(photo -> publish(card.requester(), photo));
    }

    private void publish(Jid requester, Photo photo) {
        String hash = Avatars.hash(photo.base64()).orElseThrow();
        publish(requester, Avatars.DATA, hash, Element.of(new Name(Avatars.DATA, "data"), photo.base64()));
        int bytes = Base64.getDecoder().decode(photo.base64()).length;
        Element metadata = Element.builder(Avatars.METADATA, "metadata")
                .child(
                        "info",
                        info -> info.attribute("bytes", String.valueOf(bytes))
                                .attribute("id", hash)
                                .attribute("type", type(photo)))
                .build();
        publish(requester, Avatars.METADATA, hash, metadata);
    }

    /** XEP-0084 §4.2.1: it is required, where the card need not have it; then the first bytes tell. */
    private static String type(Photo photo) {
        if (!photo.type().isEmpty()) {
            return photo.type();
        }
        return switch (photo.base64().substring(0, Math.min(4, photo.base64().length()))) {
            case "/9j/" -> "image/jpeg";
            case "R0lG" -> "image/gif";
            case "UklG" -> "image/webp";
            default -> "image/png";
        };
    }

    private void publish(Jid requester, String name, String id, Element payload) {
        NodeAddress node = new NodeAddress(requester.bare(), name);
        boolean there = pubsub.discovery().node(node).isPresent();
        Draft draft = new Draft(Optional.of(id), Optional.of(Payload.of(payload)));
        Errors.translated(() ->
                        pubsub.publishing().publish(requester, node, List.of(draft), there ? Preconditions.NONE : OPEN))
                .delivery()
                .run();
    }
}
