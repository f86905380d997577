package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.Paging.Part;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Extract;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemOrder;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import im.godwit.plugins.pubsub.engine.Retrieval;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** Gets items (XEP-0060 §6.5), and the requester's own subscriptions and affiliations (§5.6, §5.7). */
final class RetrievalRequests {
    private final Retrieval retrieval;
    private final SubscriptionXml xml;

    RetrievalRequests(Retrieval retrieval, SubscriptionXml xml) {
        this.retrieval = retrieval;
        this.xml = xml;
    }

    void register(Actions actions) {
        actions.get(pubsub("items"), this::items, Feature.RETRIEVE_ITEMS, Feature.RSM);
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
        if (!ids.isEmpty()) {
            List<Item> named = retrieval.named(request.from(), node, request.subid(), ids);
            return Result.of(answer(request, named).build());
        }
        int most = count(request.action());
        if (request.page().isEmpty()) {
            Optional<SequencedMap<String, List<Item>>> below = retrieval.below(request.from(), node, most);
            if (below.isPresent()) {
                return below(below.get());
            }
        }
        Optional<PageRequest> asked = request.page();
        ItemQuery query = query(OrderXml.in(request.pubsub()), asked, most);
        Extract<Item> found = retrieval.page(request.from(), node, request.subid(), query);
        ElementBuilder answer = answer(request, found.items());
        if (asked.isPresent() || found.items().size() < Math.min(most, found.total())) {
            answer.add(summary(found)); // §6.5.4: where nobody asked for a page, a note that there are more
        }
        return Result.of(answer.build());
    }

    private static ElementBuilder answer(Request request, List<Item> items) {
        return Element.builder(pubsub("pubsub")).add(list(request.node(), items));
    }

    private static Element list(Optional<String> node, List<Item> items) {
        ElementBuilder list = Element.builder(pubsub("items")).attribute("node", node);
        items.forEach(item -> list.add(ItemXml.element(Vocabulary.PUBSUB, item)));
        return list.build();
    }

    /** XEP-0248 §6.2.2: a list for each node. */
    private static Result below(SequencedMap<String, List<Item>> nodes) {
        ElementBuilder answer = Element.builder(pubsub("pubsub"));
        nodes.forEach((node, items) -> answer.add(list(Optional.of(node), items)));
        return Result.of(answer.build());
    }

    /**
     * Without a page, the first items of an order that is asked for, or else the newest (§6.5.7). Of two bounds for one
     * answer the lower one holds.
     */
    private static ItemQuery query(Optional<ItemOrder> order, Optional<PageRequest> asked, int most) {
        Position position = asked.map(PageRequest::position)
                .orElseGet(() -> order.isPresent() ? new Position.First() : new Position.Last());
        int count = asked.map(page -> page.size(most, most)).orElse(most);
        return new ItemQuery(order.orElse(ItemOrder.USUAL), position, count);
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

    private static Element summary(Extract<Item> found) {
        List<String> ids = found.items().stream().map(Item::id).toList();
        return Paging.summary(ids, OptionalLong.of(found.index()), OptionalLong.of(found.total()))
                .toElement();
    }

    /** §5.6; a node filters. */
    private Result subscriptions(Request request) {
        List<Held<Subscription>> theirs = retrieval.subscriptions(request.from(), request.service()).stream()
                .filter(wanted(request))
                .toList();
        Part<Held<Subscription>> part = Paging.cut(theirs, held -> held.what().subid(), request.page());
        ElementBuilder list = Element.builder(pubsub("subscriptions")).attribute("node", request.node());
        part.entries()
                .forEach(held -> list.add(xml.element(
                        Vocabulary.PUBSUB, Optional.of(held.node()).filter(name -> !name.isEmpty()), held.what())));
        return answer(list, part);
    }

    private static Result answer(ElementBuilder list, Part<?> part) {
        ElementBuilder answer = Element.builder(pubsub("pubsub")).add(list.build());
        part.set().ifPresent(answer::add);
        return Result.of(answer.build());
    }

    private static Predicate<Held<?>> wanted(Request request) {
        return held -> request.node().map(held.node()::equals).orElse(true);
    }

    /** §5.7; a node filters. */
    private Result affiliations(Request request) {
        List<Held<Affiliation>> theirs = retrieval.affiliations(request.from(), request.service()).stream()
                .filter(wanted(request))
                .toList();
        Part<Held<Affiliation>> part = Paging.cut(theirs, Held::node, request.page());
        ElementBuilder list = Element.builder(pubsub("affiliations")).attribute("node", request.node());
        part.entries()
                .forEach(held -> list.child(
                        "affiliation",
                        element -> element.attribute("node", held.node())
                                .attribute("affiliation", held.what().text())));
        return answer(list, part);
    }
}
