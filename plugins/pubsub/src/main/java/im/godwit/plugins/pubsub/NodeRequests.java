package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.owner;
import static im.godwit.plugins.pubsub.Vocabulary.pubsub;

import im.godwit.form.DataForm;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeManagement;
import im.godwit.plugins.pubsub.engine.NodeType;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Creates, configures, purges and deletes nodes (XEP-0060 §8.1 to §8.5). */
final class NodeRequests {
    /** It is kept; counted in characters. */
    private static final int MAX_URI = 2048;

    private final NodeManagement nodes;

    NodeRequests(NodeManagement nodes) {
        this.nodes = nodes;
    }

    void register(Actions actions) {
        actions.setWith(
                pubsub("create"),
                "configure",
                this::create,
                Feature.CREATE_NODES,
                Feature.INSTANT_NODES,
                Feature.CREATE_AND_CONFIGURE,
                Feature.ACCESS_AUTHORIZE,
                Feature.ACCESS_OPEN,
                Feature.ACCESS_PRESENCE,
                Feature.ACCESS_ROSTER,
                Feature.ACCESS_WHITELIST);
        actions.get(owner("default"), this::defaults, Feature.RETRIEVE_DEFAULT);
        actions.get(owner("configure"), this::form);
        actions.set(
                owner("configure"),
                this::configure,
                Feature.CONFIG_NODE,
                Feature.CONFIG_NODE_MAX,
                Feature.MULTI_ITEMS,
                Feature.PRESENCE_NOTIFICATIONS,
                Feature.PUBLISH_NODE_FULL);
        actions.set(owner("delete"), this::delete, Feature.DELETE_NODES);
        actions.set(owner("purge"), this::purge, Feature.PURGE_NODES);
    }

    /** §8.1. */
    private Result create(Request request) {
        UnaryOperator<Configuration> edit =
                request.companion().map(NodeRequests::configuration).orElse(UnaryOperator.identity());
        Outcome<Node> created = request.node().isPresent()
                ? nodes.create(request.from(), request.address(), edit)
                : nodes.createInstant(request.from(), request.service(), edit);
        Element answer = Element.builder(pubsub("pubsub"))
                .child(
                        "create",
                        create -> create.attribute(
                                "node", created.value().address().node()))
                .build();
        return Result.of(answer).then(created.delivery());
    }

    /** §8.1.3. */
    private static UnaryOperator<Configuration> configuration(Element configure) {
        if (configure.attribute("node").isPresent()) {
            throw Errors.badRequest("configure must not name the node again");
        }
        return DataForm.in(configure).map(NodeRequests::edit).orElse(UnaryOperator.identity());
    }

    /** §8.2.4: to cancel leaves things as they are. */
    private static UnaryOperator<Configuration> edit(DataForm form) {
        return switch (form.type()) {
            case SUBMIT -> before -> NodeForm.submitted(form, before);
            case CANCEL -> UnaryOperator.identity();
            case FORM, RESULT -> throw Errors.badRequest("a form is submitted or cancelled");
        };
    }

    /** §8.3. */
    private Result defaults(Request request) {
        Optional<String> type = request.action().attribute("type");
        Configuration defaults = nodes.defaults(type(type.orElse("leaf")));
        Element form = NodeForm.of(DataForm.Type.FORM, defaults).toElement();
        return Result.of(Element.builder(owner("pubsub"))
                .child("default", answer -> answer.attribute("type", type).add(form))
                .build());
    }

    /** XEP-0248 §7.3. */
    private static NodeType type(String text) {
        return Stream.of(NodeType.values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Errors.badRequest("a node is a leaf or a collection"));
    }

    /** §8.2.1. */
    private Result form(Request request) {
        Configuration configuration = nodes.configuration(request.from(), request.address());
        Element form = NodeForm.of(DataForm.Type.FORM, configuration).toElement();
        return Result.of(Element.builder(owner("pubsub"))
                .child(
                        "configure",
                        answer -> answer.attribute("node", request.node()).add(form))
                .build());
    }

    /** §8.2.4. */
    private Result configure(Request request) {
        DataForm form =
                DataForm.in(request.action()).orElseThrow(() -> Errors.badRequest("a form is submitted or cancelled"));
        UnaryOperator<Configuration> edit = edit(form);
        if (form.type() == DataForm.Type.CANCEL) {
            nodes.configuration(request.from(), request.address());
            return Result.empty();
        }
        return Result.empty()
                .then(nodes.configure(request.from(), request.address(), edit).delivery());
    }

    /** §8.4. */
    private Result delete(Request request) {
        Optional<String> redirect = request.action()
                .child("redirect")
                .map(element -> redirect(element.attribute("uri").orElse("")));
        NodeAddress node = request.addressOr(nodes.root(request.service()));
        return Result.empty().then(nodes.delete(request.from(), node, redirect).delivery());
    }

    /**
     * The URI of what replaces a deleted node.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} if it is none, or too long to be kept
     */
    static String redirect(String uri) {
        if (uri.isEmpty() || uri.length() > MAX_URI) {
            throw Errors.badRequest("a redirect needs a uri of 1 to 2048 characters");
        }
        return uri;
    }

    /** §8.5. */
    private Result purge(Request request) {
        return Result.empty()
                .then(nodes.purge(request.from(), request.address()).delivery());
    }
}
