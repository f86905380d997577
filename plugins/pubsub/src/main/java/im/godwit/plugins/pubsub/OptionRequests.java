package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Subscribing;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The options of subscriptions (XEP-0060 §6.3, §6.4). */
final class OptionRequests {
    private final Subscribing subscribing;

    OptionRequests(Subscribing subscribing) {
        this.subscribing = subscribing;
    }

    void register(Actions actions) {
        actions.get(pubsub("options"), this::options);
        actions.set(pubsub("options"), this::configure, Feature.SUBSCRIPTION_OPTIONS, Feature.LEASED_SUBSCRIPTION);
        actions.get(pubsub("default"), this::defaults, Feature.RETRIEVE_DEFAULT_SUB);
    }

    /** §6.3.2. */
    private Result options(Request request) {
        Jid jid = Request.jid(request.action());
        NodeAddress node = request.addressOr(subscribing.root(request.service()));
        Subscription subscription = subscribing.options(request.from(), node, jid, request.subid());
        Element form = form(DataForm.Type.FORM, subscribing.offered(node, subscription.options()));
        return Result.of(Element.builder(pubsub("pubsub"))
                .child(
                        "options",
                        answer -> answer.attribute("node", request.node())
                                .attribute("jid", jid.toString())
                                .attribute("subid", request.subid())
                                .add(form))
                .build());
    }

    static Element form(DataForm.Type type, Configuration options) {
        return SettingFields.form(type, Vocabulary.SUBSCRIBE_OPTIONS, options).toElement();
    }

    /** §6.3.5. */
    private Result configure(Request request) {
        Jid jid = Request.jid(request.action());
        UnaryOperator<Configuration> edit = DataForm.in(request.action())
                .map(OptionRequests::edit)
                .orElseThrow(() -> Errors.badRequest("a form is submitted or cancelled"));
        return Result.empty()
                .then(subscribing
                        .configure(
                                request.from(),
                                request.addressOr(subscribing.root(request.service())),
                                jid,
                                request.subid(),
                                edit)
                        .delivery());
    }

    /** What a form does to the options; to cancel leaves things as they are. */
    static UnaryOperator<Configuration> edit(DataForm form) {
        return switch (form.type()) {
            case SUBMIT -> before -> SettingFields.submitted(form, Vocabulary.SUBSCRIBE_OPTIONS, before);
            case CANCEL -> UnaryOperator.identity();
            case FORM, RESULT -> throw Errors.badRequest("a form is submitted or cancelled");
        };
    }

    /** §6.4; of a node, or of the service. */
    private Result defaults(Request request) {
        Optional<NodeAddress> node = request.node().map(name -> new NodeAddress(request.service(), name));
        Element form = form(DataForm.Type.RESULT, subscribing.defaults(request.from(), node));
        return Result.of(Element.builder(pubsub("pubsub"))
                .child(
                        "default",
                        answer -> answer.attribute("node", request.node()).add(form))
                .build());
    }
}
