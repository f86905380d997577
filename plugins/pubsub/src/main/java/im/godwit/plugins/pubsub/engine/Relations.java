package im.godwit.plugins.pubsub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What nodes of one service are to one another (XEP-0496 §4.1). Each depends on at most one other: it links to a node
 * that it goes with, and then its parent is that node's; or it has a parent of its own.
 */
public final class Relations {
    /** What is advertised, and the namespace of the settings. */
    public static final String NAMESPACE = "urn:xmpp:pubsub-relationships:0";

    /** How many nodes there may be above one another: so much each request looks at. */
    static final int DEPTH = 100;

    private Relations() {}

    /** The name of the node on which one depends that is configured so. */
    static Optional<String> above(Configuration configuration) {
        return Optional.of(configuration.get(Settings.LINK))
                .filter(link -> !link.isEmpty())
                .or(() -> Optional.of(configuration.get(Settings.PARENT)).filter(parent -> !parent.isEmpty()));
    }

    /** A configuration as it is kept: the parent of a node that links to another is for that other to say. */
    static Configuration kept(Configuration configuration) {
        return isLinking(configuration) ? configuration.with(Settings.PARENT, "") : configuration;
    }

    private static boolean isLinking(Configuration configuration) {
        return !configuration.get(Settings.LINK).isEmpty();
    }

    /** The nodes on which one depends that is configured so, nearest first, as far as they are there. */
    static List<Node> chain(NodeAddress of, Configuration configuration, Function<NodeAddress, Optional<Node>> find) {
        List<Node> chain = new ArrayList<>();
        Optional<String> name = above(configuration);
        while (name.isPresent() && chain.size() <= DEPTH) {
            Optional<Node> next = find.apply(new NodeAddress(of.service(), name.get()));
            next.ifPresent(chain::add);
            name = next.flatMap(node -> above(node.configuration()));
        }
        return chain;
    }

    /**
     * A node with its parents, and with the parent of the node to which it links as its own (§4.2).
     *
     * @param find gives a node as it is by itself
     */
    static Node placed(Node node, Function<NodeAddress, Optional<Node>> find) {
        if (above(node.configuration()).isEmpty()) {
            return node.in(Lineage.NONE);
        }
        List<Node> parents = new ArrayList<>();
        Configuration last = node.configuration();
        for (Node above : chain(node.address(), last, find)) {
            if (!isLinking(last)) {
                parents.add(above);
            }
            last = above.configuration();
        }
        Configuration configuration = isLinking(node.configuration())
                ? node.configuration()
                        .with(
                                Settings.PARENT,
                                parents.isEmpty()
                                        ? ""
                                        : parents.getFirst().address().node())
                : node.configuration();
        return node.withConfiguration(configuration)
                .in(new Lineage(parents, above(last).isEmpty()));
    }
}
