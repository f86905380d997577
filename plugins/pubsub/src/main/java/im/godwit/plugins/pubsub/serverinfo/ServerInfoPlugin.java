package im.godwit.plugins.pubsub.serverinfo;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.OwnNodes;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.service.DiscoOverlay;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells about a domain at a node of its publish-subscribe service, where the configuration says so. It runs on both: on
 * the domain it says where the node is, on the service it publishes there. Domains start before their services.
 */
@Implements(value = "XEP-0485", version = "1.0.0")
public final class ServerInfoPlugin implements Plugin {
    @Override
    public String name() {
        return "server-info";
    }

    @Override
    public void start(Host host) {
        switch (host.kind()) {
            case ACCOUNTS -> point(host);
            case SERVICE -> publish(host);
        }
    }

    private static void point(Host domain) {
        if (domain.options(ServerInfoOptions.DEFAULTS).publish()) {
            Pointer pointer = new Pointer(domain.domain());
            domain.provide(Pointer.class, pointer);
            domain.contribute(DiscoOverlay.class, pointer);
        }
    }

    /** What was published in times of another configuration does not stay. */
    private static void publish(Host service) {
        OwnNodes nodes = service.require(OwnNodes.class);
        NodeAddress node = ServerInfoNode.at(service.domain());
        pointer(service)
                .filter(pointer -> pointer.to(node))
                .ifPresentOrElse(pointer -> publish(nodes, node, pointer.domain()), () -> nodes.withdraw(node));
    }

    private static void publish(OwnNodes nodes, NodeAddress node, Jid domain) {
        try {
            nodes.hold(node, ServerInfoNode.ITEM, ServerInfoNode.of(domain));
        } catch (RefusedException refused) {
            throw new IllegalStateException(
                    "options.server-info publishes at the node \"" + node.node() + "\" of " + node.service()
                            + ", which is not the server's own; have its owner delete it, or set publish = false",
                    refused);
        }
    }

    /** That of the domain which the service is below, by however many labels. */
    private static Optional<Pointer> pointer(Host service) {
        return above(service.domain())
                .flatMap(domain -> service.find(domain, Pointer.class).stream())
                .findFirst();
    }

    private static Stream<Jid> above(Jid domain) {
        String name = domain.domain();
        return IntStream.range(0, name.length())
                .filter(index -> name.charAt(index) == '.')
                .mapToObj(dot -> name.substring(dot + 1))
                .filter(Jid::isDomain)
                .map(Jid::ofDomain);
    }
}
