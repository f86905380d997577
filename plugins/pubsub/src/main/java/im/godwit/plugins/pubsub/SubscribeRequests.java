package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.PUBSUB;
import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.form.DataForm;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Subscribing;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Subscribes and unsubscribes (XEP-0060 §6.1, §6.2). */
final class SubscribeRequests {
    private static final Name PUBLIC = new Name(Attached.PUBLIC, "public");

    private final Subscribing subscribing;
    private final SubscriptionXml xml;

    SubscribeRequests(Subscribing subscribing, SubscriptionXml xml) {
        this.subscribing = subscribing;
        this.xml = xml;
    }

    void register(Actions actions) {
        actions.setWith(pubsub("subscribe"), "options", this::subscribe, Feature.SUBSCRIBE);
        actions.set(pubsub("unsubscribe"), this::unsubscribe);
    }

    private Result subscribe(Request request) {
        UnaryOperator<Configuration> options =
                request.companion().map(SubscribeRequests::options).orElse(UnaryOperator.identity());
        boolean isPublic = request.action().child(PUBLIC).isPresent(); // XEP-0465 §4.1
        UnaryOperator<Configuration> edit = before -> options.apply(before).with(Options.PUBLIC, isPublic);
        NodeAddress node = request.addressOr(subscribing.root(request.service()));
        Outcome<Subscription> subscribed =
                subscribing.subscribe(request.from(), node, Request.jid(request.action()), edit);
        ElementBuilder answer = answer(request, subscribed.value());
        if (request.companion().isPresent()) {
            Configuration now = subscribing.offered(node, subscribed.value().options());
            answer.child("options", told -> told.add(OptionRequests.form(DataForm.Type.RESULT, now)));
        }
        return Result.of(answer.build()).then(subscribed.delivery());
    }

    /** §6.3.7. */
    private static UnaryOperator<Configuration> options(Element options) {
        if (options.attribute("node").isPresent() || options.attribute("jid").isPresent()) {
            throw Errors.badRequest("options must not name the node or the JID again");
        }
        Optional<DataForm> form = DataForm.in(options);
        return form.map(OptionRequests::edit).orElse(UnaryOperator.identity());
    }

    private Result unsubscribe(Request request) {
        Outcome<Subscription> ended = subscribing.unsubscribe(
                request.from(),
                request.addressOr(subscribing.root(request.service())),
                Request.jid(request.action()),
                request.subid());
        return Result.of(answer(request, ended.value()).build()).then(ended.delivery());
    }

    private ElementBuilder answer(Request request, Subscription subscription) {
        return Element.builder(pubsub("pubsub")).add(xml.element(PUBSUB, request.node(), subscription));
    }
}
