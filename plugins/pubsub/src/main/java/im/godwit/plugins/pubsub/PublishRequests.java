package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.FIELD_PREFIX;
import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.form.DataForm;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.Publishing;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
                Feature.PUBLISH_OPTIONS,
                Feature.ITEM_IDS,
                Feature.PERSISTENT_ITEMS);
        actions.set(pubsub("retract"), this::retract, Feature.DELETE_ITEMS, Feature.RETRACT_ITEMS);
    }

    /** §7.1. */
    private Result publish(Request request) {
        Preconditions preconditions =
                request.companion().map(PublishRequests::preconditions).orElse(Preconditions.NONE);
        Outcome<List<String>> published =
                publishing.publish(request.from(), request.address(), drafts(request.action()), preconditions);
        ElementBuilder publish = Element.builder(pubsub("publish")).attribute("node", request.node());
        published.value().forEach(id -> publish.child("item", item -> item.attribute("id", id)));
        Element answer = Element.builder(pubsub("pubsub")).add(publish.build()).build();
        return Result.of(answer).then(published.delivery());
    }

    /** §7.1.5. */
    private static Preconditions preconditions(Element options) {
        DataForm form = DataForm.in(options)
                .filter(submitted -> submitted.type() == DataForm.Type.SUBMIT)
                .filter(submitted -> submitted.formType().equals(Optional.of(Vocabulary.PUBLISH_OPTIONS)))
                .orElseThrow(() ->
                        Errors.badRequest("publish-options hold a submitted form of " + Vocabulary.PUBLISH_OPTIONS));
        Map<String, List<String>> values = new LinkedHashMap<>();
        form.fields()
                .forEach(field -> field.var()
                        .filter(name -> !name.equals("FORM_TYPE"))
                        .ifPresent(name -> values.put(setting(name), field.values())));
        return new Preconditions(values);
    }

    /** A name that no setting has stays one. */
    private static String setting(String field) {
        return field.startsWith(FIELD_PREFIX) ? field.substring(FIELD_PREFIX.length()) : field + "?";
    }

    /** §12.11: there may be several. */
    private static List<Draft> drafts(Element publish) {
        List<Draft> drafts =
                publish.elements(pubsub("item")).map(PublishRequests::draftOf).toList();
        List<String> ids =
                drafts.stream().map(Draft::id).flatMap(Optional::stream).toList();
        requireDistinct(ids);
        return drafts;
    }

    private static void requireDistinct(List<String> ids) {
        if (Set.copyOf(ids).size() < ids.size()) {
            throw Errors.badRequest("an item is there twice");
        }
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

    /** §7.2; several at once by §12.11. */
    private Result retract(Request request) {
        var node = request.address();
        List<String> ids = request.action()
                .elements(pubsub("item"))
                .map(item -> id(item).orElseThrow(Errors::itemRequired)) // §7.2.3.4
                .toList();
        if (ids.isEmpty()) {
            throw Errors.itemRequired();
        }
        requireDistinct(ids);
        boolean notify = Request.flag(request.action(), "notify");
        return Result.empty()
                .then(publishing.retract(request.from(), node, ids, notify).delivery());
    }
}
