package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.Vocabulary.owner;

import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.NodeManagement;
import im.godwit.xml.Element;

/** Associates nodes with collections and dissociates them (XEP-0248 §7.5, §7.6). */
final class CollectionRequests {
    private final NodeManagement nodes;

    CollectionRequests(NodeManagement nodes) {
        this.nodes = nodes;
    }

    void register(Actions actions) {
        actions.set(owner("collection"), this::link, Feature.COLLECTIONS, Feature.MULTI_COLLECTIONS);
    }

    private Result link(Request request) {
        Element link = request.action()
                .firstChild()
                .orElseThrow(() -> Errors.badRequest("a node is to be associated or dissociated"));
        String child = link.attribute("node").filter(node -> !node.isEmpty()).orElseThrow(Errors::nodeRequired);
        if (link.name().equals(owner("associate"))) {
            return Result.empty()
                    .then(nodes.associate(request.from(), request.address(), child)
                            .delivery());
        }
        if (link.name().equals(owner("dissociate"))) {
            return Result.empty()
                    .then(nodes.dissociate(request.from(), request.address(), child)
                            .delivery());
        }
        throw Errors.badRequest("a node is associated or dissociated");
    }
}
