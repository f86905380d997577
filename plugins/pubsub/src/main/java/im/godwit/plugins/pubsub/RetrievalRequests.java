package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import im.godwit.plugins.pubsub.engine.Retrieval;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Gets items (XEP-0060 §6.5), and the requester's own subscriptions and affiliations (§5.6, §5.7). */
final class RetrievalRequests {
    private static final String RSM = "http://jabber.org/protocol/rsm";

    private final Retrieval retrieval;
    private final SubscriptionXml xml;

    RetrievalRequests(Retrieval retrieval, SubscriptionXml xml) {
        this.retrieval = retrieval;
        this.xml = xml;
    }

    void register(Actions actions) {
        actions.get(pubsub("items"), this::items, Feature.RETRIEVE_ITEMS);
        actions.get(pubsub("subscriptions"), this::subscriptions, Feature.RETRIEVE_SUBSCRIPTIONS);
        actions.get(pubsub("affiliations"), this::affiliations, Feature.RETRIEVE_AFFILIATIONS);
    }

    /** §6.5. */
    private Result items(Request request) {
        var node = request.address();
        List<String> ids = request.action()
                .elements(pubsub("item"))
                .map(item -> item.attribute("id").orElseThrow(() -> Errors.badRequest("an item is asked for by id")))
                .toList();
        Retrieval.Items found = ids.isEmpty()
                ? retrieval.newest(request.from(), node, request.subid(), count(request.action()))
                : retrieval.named(request.from(), node, request.subid(), ids);
        ElementBuilder list = Element.builder(pubsub("items")).attribute("node", request.node());
        found.items().forEach(item -> list.add(ItemXml.element(Vocabulary.PUBSUB, item)));
        ElementBuilder answer = Element.builder(pubsub("pubsub")).add(list.build());
        if (found.truncated()) {
            answer.add(truncation(found));
        }
        return Result.of(answer.build());
    }

    /** §6.5.7. */
    private static int count(Element items) {
        String text = items.attribute("max_items").orElse(String.valueOf(Integer.MAX_VALUE));
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, as a number out of range is
        }
        throw Errors.badRequest("max_items is a number from 1 to " + Integer.MAX_VALUE);
    }

    /** §6.5.4: a note that there are more. */
    private static Element truncation(Retrieval.Items found) {
        List<Item> items = found.items();
        return Element.builder(RSM, "set")
                .child("first", items.getFirst().id())
                .child("last", items.getLast().id())
                .child("count", String.valueOf(found.total()))
                .build();
    }

    /** §5.6; a node filters. */
    private Result subscriptions(Request request) {
        ElementBuilder list = Element.builder(pubsub("subscriptions")).attribute("node", request.node());
        retrieval.subscriptions(request.from(), request.service()).stream()
                .filter(wanted(request))
                .forEach(held -> list.add(xml.element(Vocabulary.PUBSUB, Optional.of(held.node()), held.what())));
        return Result.of(Element.builder(pubsub("pubsub")).add(list.build()).build());
    }

    private static Predicate<Held<?>> wanted(Request request) {
        return held -> request.node().map(held.node()::equals).orElse(true);
    }

    /** §5.7; a node filters. */
    private Result affiliations(Request request) {
        ElementBuilder list = Element.builder(pubsub("affiliations")).attribute("node", request.node());
        retrieval.affiliations(request.from(), request.service()).stream()
                .filter(wanted(request))
                .forEach(held -> list.child(
                        "affiliation",
                        element -> element.attribute("node", held.node())
                                .attribute("affiliation", held.what().text())));
        return Result.of(Element.builder(pubsub("pubsub")).add(list.build()).build());
    }
}
