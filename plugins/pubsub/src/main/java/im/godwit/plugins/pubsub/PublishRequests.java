package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Publishing;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;
import java.util.Optional;

/** Publishes and retracts items (XEP-0060 §7). */
final class PublishRequests {
    private final Publishing publishing;

    PublishRequests(Publishing publishing) {
        this.publishing = publishing;
    }

    void register(Actions actions) {
        actions.setWith(
                pubsub("publish"),
                "publish-options",
                this::publish,
                Feature.PUBLISH,
                Feature.ITEM_IDS,
                Feature.PERSISTENT_ITEMS);
        actions.set(pubsub("retract"), this::retract, Feature.DELETE_ITEMS, Feature.RETRACT_ITEMS);
    }

    /** §7.1. */
    private Result publish(Request request) {
        if (request.companion().isPresent()) {
            throw new Refusal.Unsupported(Feature.PUBLISH_OPTIONS).thrown(); // §7.1.5
        }
        Outcome<Optional<String>> published =
                publishing.publish(request.from(), request.address(), draft(request.action()));
        ElementBuilder publish = Element.builder(pubsub("publish")).attribute("node", request.node());
        published.value().ifPresent(id -> publish.child("item", item -> item.attribute("id", id)));
        Element answer = Element.builder(pubsub("pubsub")).add(publish.build()).build();
        return Result.of(answer).then(published.delivery());
    }

    private static Optional<Draft> draft(Element publish) {
        List<Element> items = publish.elements(pubsub("item")).toList();
        if (items.size() > 1) {
            throw Errors.badRequest("one item at a time"); // §7.1.1
        }
        return items.stream().findFirst().map(PublishRequests::draftOf);
    }

    private static Draft draftOf(Element item) {
        List<Element> payloads = item.elements();
        if (payloads.size() > 1) {
            throw Errors.invalidPayload(); // §7.1.3.6
        }
        return new Draft(id(item), payloads.stream().findFirst().map(Payload::of));
    }

    private static Optional<String> id(Element item) {
        return item.attribute("id").filter(id -> !id.isEmpty());
    }

    /** §7.2. */
    private Result retract(Request request) {
        var node = request.address();
        List<Element> items = request.action().elements(pubsub("item")).toList();
        if (items.size() > 1) {
            throw Errors.badRequest("one item at a time"); // §7.2.1
        }
        String id =
                items.stream().findFirst().flatMap(PublishRequests::id).orElseThrow(Errors::itemRequired); // §7.2.3.4
        boolean notify = Request.flag(request.action(), "notify");
        return Result.empty()
                .then(publishing.retract(request.from(), node, id, notify).delivery());
    }
}
