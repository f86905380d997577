package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.owner;

import im.godwit.jid.Jid;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.Paging.Part;
import im.godwit.plugins.pubsub.engine.Affiliating;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement;
import im.godwit.plugins.pubsub.engine.SubscriptionManagement.Wanted;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaError;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Owners manage the subscriptions and affiliations of a node (XEP-0060 §8.8, §8.9). */
final class OwnerRequests {
    private final SubscriptionManagement subscriptions;
    private final Affiliating affiliating;
    private final SubscriptionXml xml;

    OwnerRequests(SubscriptionManagement subscriptions, Affiliating affiliating, SubscriptionXml xml) {
        this.subscriptions = subscriptions;
        this.affiliating = affiliating;
        this.xml = xml;
    }

    void register(Actions actions) {
        actions.get(owner("subscriptions"), this::subscriptions);
        actions.set(
                owner("subscriptions"),
                this::manageSubscriptions,
                Feature.MANAGE_SUBSCRIPTIONS,
                Feature.SUBSCRIPTION_NOTIFICATIONS);
        actions.get(owner("affiliations"), this::affiliations);
        actions.set(
                owner("affiliations"),
                this::modifyAffiliations,
                Feature.MODIFY_AFFILIATIONS,
                Feature.MEMBER_AFFILIATION,
                Feature.OUTCAST_AFFILIATION,
                Feature.PUBLISHER_AFFILIATION,
                Feature.PUBLISH_ONLY_AFFILIATION);
    }

    /** §8.8.1. */
    private Result subscriptions(Request request) {
        NodeAddress node = request.address();
        Part<Subscription> part =
                Paging.cut(subscriptions.list(request.from(), node), Subscription::subid, request.page());
        return paged(subscriptions(node, part.entries()), part);
    }

    /** §8.8.2. */
    private Result manageSubscriptions(Request request) {
        NodeAddress node = request.address();
        SequencedMap<List<?>, Wanted> wanted = new LinkedHashMap<>();
        for (Element entry : request.action().elements(owner("subscription")).toList()) {
            Jid jid = Request.jid(entry);
            // a state that is not given is not changed
            entry.attribute("subscription").ifPresent(state -> {
                Optional<String> subid = entry.attribute("subid").filter(id -> !id.isEmpty());
                Wanted change = new Wanted(jid, subid, SubscriptionState.named(state));
                if (wanted.put(List.of(jid, subid), change) != null) {
                    throw Errors.badRequest(jid + " is there twice"); // §8.8.2.4
                }
            });
        }
        Outcome<List<Subscription>> outcome = subscriptions.manage(request.from(), node, wanted.sequencedValues());
        return answer(outcome, outcome.value().isEmpty(), subscriptions(node, outcome.value()));
    }

    private Element subscriptions(NodeAddress node, List<Subscription> some) {
        ElementBuilder list = Element.builder(owner("subscriptions")).attribute("node", node.node());
        some.forEach(subscription -> list.add(xml.element(Vocabulary.OWNER, Optional.empty(), subscription)));
        return Element.builder(owner("pubsub")).add(list.build()).build();
    }

    /** §8.9.1. */
    private Result affiliations(Request request) {
        NodeAddress node = request.address();
        List<Map.Entry<Jid, Affiliation>> all =
                List.copyOf(affiliating.list(request.from(), node).entrySet());
        Part<Map.Entry<Jid, Affiliation>> part =
                Paging.cut(all, entry -> entry.getKey().toString(), request.page());
        return paged(affiliations(node, part.entries()), part);
    }

    /** §8.9.2. */
    private Result modifyAffiliations(Request request) {
        NodeAddress node = request.address();
        SequencedMap<Jid, Affiliation> wanted = new LinkedHashMap<>();
        for (Element entry : request.action().elements(owner("affiliation")).toList()) {
            Jid account = Request.jid(entry).bare(); // §4.1: affiliations are of bare JIDs
            // an affiliation that is not given is not changed
            entry.attribute("affiliation").ifPresent(text -> {
                Affiliation affiliation = Affiliation.named(text)
                        .orElseThrow(() -> Errors.badRequest("there is no affiliation of that name"));
                if (wanted.put(account, affiliation) != null) {
                    throw Errors.badRequest(account + " is there twice"); // §8.9.2.4
                }
            });
        }
        Outcome<Map<Jid, Affiliation>> outcome = affiliating.change(request.from(), node, wanted);
        return answer(
                outcome,
                outcome.value().isEmpty(),
                affiliations(node, outcome.value().entrySet()));
    }

    private static Element affiliations(NodeAddress node, Collection<Map.Entry<Jid, Affiliation>> affiliations) {
        ElementBuilder list = Element.builder(owner("affiliations")).attribute("node", node.node());
        affiliations.forEach(entry -> list.child(
                "affiliation",
                element -> element.attribute("jid", entry.getKey().toString())
                        .attribute("affiliation", entry.getValue().text())));
        return Element.builder(owner("pubsub")).add(list.build()).build();
    }

    private static Result paged(Element answer, Part<?> part) {
        return Result.of(part.set().map(answer::with).orElse(answer));
    }

    /** §8.8.2.4, §8.9.2.4: entries that could not be changed come back as they are; the others are changed. */
    private static Result answer(Outcome<?> outcome, boolean whole, Element unchanged) {
        if (whole) {
            return Result.empty().then(outcome.delivery());
        }
        outcome.delivery().run();
        StanzaError error = Condition.NOT_ACCEPTABLE.error().withSubject(unchanged);
        throw error.thrown();
    }
}
