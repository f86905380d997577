package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAddress;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import java.util.Arrays;
import java.util.Optional;

/** The addresses of a service's topics, as they are reached from outside, and of the hub that tells of changes. */
final class Hubs {
    private final Host host;

    Hubs(Host host) {
        this.host = host;
    }

    /** The hub's address; none where there is no hub. */
    Optional<String> hub() {
        return host.contributions(HubPath.class).stream().findFirst().flatMap(hub -> url(hub.path()));
    }

    /** The address of a topic; one relative to the node's where it is not known how the server is reached. */
    String self(NodeAddress node, Format format) {
        String items = "items?format=" + format.parameter();
        return url(prefix(host.domain()) + "/" + HttpAddress.segment(node.node()) + "/" + items)
                .orElse(items);
    }

    /** The topic at an address that {@link #self} told; none at any other. */
    Optional<Topic> topic(String url) {
        return Arrays.stream(Format.values())
                .flatMap(format -> node(url, format).stream())
                .findFirst();
    }

    private Optional<Topic> node(String url, Format format) {
        String[] parts = url.split("/");
        if (parts.length < 2) {
            return Optional.empty();
        }
        NodeAddress node = new NodeAddress(host.domain(), HttpAddress.text(parts[parts.length - 2]));
        return self(node, format).equals(url) ? Optional.of(new Topic(node, format.parameter())) : Optional.empty();
    }

    private Optional<String> url(String path) {
        return host.find(HttpAddress.class).map(address -> address.resolve(path).toString());
    }

    /** What the paths of a service's nodes begin with. */
    static String prefix(Jid service) {
        return "/pubsub/" + service;
    }
}
