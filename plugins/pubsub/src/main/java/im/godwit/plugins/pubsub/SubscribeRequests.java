package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.plugins.pubsub.engine.Subscribing;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;

/** Subscribes and unsubscribes (XEP-0060 §6.1, §6.2). */
final class SubscribeRequests {
    private final Subscribing subscribing;

    SubscribeRequests(Subscribing subscribing) {
        this.subscribing = subscribing;
    }

    void register(Actions actions) {
        actions.setWith(pubsub("subscribe"), "options", this::subscribe, Feature.SUBSCRIBE);
        actions.set(pubsub("unsubscribe"), this::unsubscribe);
        actions.refuse(Iq.Type.GET, pubsub("options"), Feature.SUBSCRIPTION_OPTIONS); // §6.3.4.6
        actions.refuse(Iq.Type.SET, pubsub("options"), Feature.SUBSCRIPTION_OPTIONS);
        actions.refuse(Iq.Type.GET, pubsub("default"), Feature.RETRIEVE_DEFAULT_SUB); // §6.4.3.2
    }

    private Result subscribe(Request request) {
        if (request.companion().isPresent()) {
            throw new Refusal.Unsupported(Feature.SUBSCRIPTION_OPTIONS).thrown();
        }
        return answer(request, subscribing.subscribe(request.from(), request.address(), Request.jid(request.action())));
    }

    private Result unsubscribe(Request request) {
        return answer(
                request, subscribing.unsubscribe(request.from(), request.address(), Request.jid(request.action())));
    }

    private static Result answer(Request request, Outcome<Subscription> outcome) {
        Subscription subscription = outcome.value();
        return Result.of(Element.builder(pubsub("pubsub"))
                        .child(
                                "subscription",
                                element -> element.attribute("node", request.node())
                                        .attribute("jid", subscription.jid().toString())
                                        .attribute(
                                                "subscription",
                                                subscription.state().text()))
                        .build())
                .then(outcome.delivery());
    }
}
