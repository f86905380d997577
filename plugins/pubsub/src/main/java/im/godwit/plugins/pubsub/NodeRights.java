package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.service.DomainAdministrators;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may do what by commands: owners with their nodes, and administrators of the server with all of a service's. */
final class NodeRights {
    private static final Logger log = LoggerFactory.getLogger(NodeRights.class);

    private final Host host;
    private final PubSub pubsub;

    NodeRights(Host host, PubSub pubsub) {
        this.host = host;
        this.pubsub = pubsub;
    }

    boolean administers(Jid requester) {
        return DomainAdministrators.ofService(host, requester);
    }

    boolean managesNodes(Jid requester) {
        return administers(requester) || pubsub.subscriptions().ownsNodes(requester, host.domain());
    }

    boolean mayCreate(Jid requester) {
        return pubsub.management().mayCreate(requester, host.domain());
    }

    /**
     * The names of nodes that somebody manages, sorted.
     *
     * @param after from the one after this on
     */
    List<String> managed(Jid requester, String after, int count) {
        return administers(requester)
                ? pubsub.discovery().names(host.domain(), after, count)
                : pubsub.retrieval().affiliations(requester, host.domain()).stream()
                        .filter(held -> held.what() == Affiliation.OWNER)
                        .map(held -> held.node())
                        .filter(name -> name.compareTo(after) > 0)
                        .sorted()
                        .limit(count)
                        .toList();
    }

    /** In whose name somebody manages a node: an administrator in that of an owner, anybody else in their own. */
    Jid acting(Jid requester, NodeAddress address, String what) {
        if (!administers(requester)) {
            return requester;
        }
        log.atInfo()
                .addKeyValue("jid", requester)
                .addKeyValue("node", address.node())
                .addKeyValue("command", what)
                .log("Administration");
        return pubsub.discovery()
                .node(address)
                .filter(node -> node.affiliation(requester) != Affiliation.OWNER)
                .flatMap(node -> node.affiliated(Affiliation.OWNER).stream().findFirst())
                .orElse(requester);
    }
}
