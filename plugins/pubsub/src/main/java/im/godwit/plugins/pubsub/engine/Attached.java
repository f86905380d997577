package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A node that is about another node or one of its items, as its name says (XEP-0470 §4.1.1, §4.6, XEP-0465 §4.4). Who
 * may do what with it is decided by the node that it is about, at each moment.
 */
public sealed interface Attached {
    /** Of attachments, and what the names of their nodes begin with. */
    String NAMESPACE = "urn:xmpp:pubsub-attachments:1";

    /** Of summaries, and what the names of their nodes begin with. */
    String SUMMARY = "urn:xmpp:pubsub-attachments:summary:1";

    /** Of public subscriptions. */
    String PUBLIC = "urn:xmpp:pps:0";

    /** What the names of nodes that tell public subscribers begin with. */
    String SUBSCRIBERS = "urn:xmpp:pps:subscribers:0";

    /** The node that it is about, at the same service; never one that is about another. */
    NodeAddress target();

    /** Its own address. */
    NodeAddress address();

    /** What people attach to one item. */
    record ToItem(NodeAddress target, String item) implements Attached {
        private static final String NODE = "?;node=";
        private static final String ITEM = ";item=";

        @Override
        public NodeAddress address() {
            String uri = "xmpp:" + uriOf(target.service()) + NODE + escaped(target.node()) + ITEM + escaped(item);
            return new NodeAddress(target.service(), NAMESPACE + "/" + uri);
        }

        /**
         * One item has one such node, so of the ways to write its URI one alone is a name: that which escapes least.
         */
        private static Optional<ToItem> at(NodeAddress address) {
            int node = address.node().indexOf(NODE);
            int item = address.node().indexOf(ITEM, Math.max(node, 0));
            if (node < 0 || item < node + NODE.length()) {
                return Optional.empty();
            }
            try {
                String target = unescaped(address.node().substring(node + NODE.length(), item));
                String id = unescaped(address.node().substring(item + ITEM.length()));
                return Optional.of(new ToItem(new NodeAddress(address.service(), target), id))
                        .filter(found -> found.address().equals(address));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }

        private static String uriOf(Jid service) {
            return service.hasLocal() ? escaped(service.local()) + "@" + service.domain() : service.domain();
        }

        /** RFC 3986 §2.3: all but what is unreserved. */
        private static String escaped(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~");
        }

        private static String unescaped(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    /** What was attached to all items of a node, counted. */
    record Summary(NodeAddress target) implements Attached {
        @Override
        public NodeAddress address() {
            return new NodeAddress(target.service(), SUMMARY + "/" + target.node());
        }
    }

    /** Who is publicly subscribed to a node. */
    record Subscribers(NodeAddress target) implements Attached {
        @Override
        public NodeAddress address() {
            return new NodeAddress(target.service(), SUBSCRIBERS + "/" + target.node());
        }
    }

    /** What the node at an address is about, going by its name; nothing for any other node. */
    static Optional<Attached> at(NodeAddress address) {
        if (!isReserved(address)) {
            return Optional.empty();
        }
        Optional<Attached> found;
        if (isOf(address, NAMESPACE)) {
            found = ToItem.at(address).map(Attached.class::cast);
        } else if (isOf(address, SUMMARY)) {
            found = Optional.of(new Summary(target(address, SUMMARY)));
        } else {
            found = Optional.of(new Subscribers(target(address, SUBSCRIBERS)));
        }
        return found.filter(attached -> !attached.target().isRoot() && !isReserved(attached.target()));
    }

    /** Whether nodes of this name are made by the service alone (XEP-0470 §4.4, XEP-0465 §5). */
    static boolean isReserved(NodeAddress address) {
        return isOf(address, NAMESPACE) || isOf(address, SUMMARY) || isOf(address, SUBSCRIBERS);
    }

    private static boolean isOf(NodeAddress address, String prefix) {
        return address.node().startsWith(prefix) && address.node().startsWith("/", prefix.length());
    }

    private static NodeAddress target(NodeAddress address, String prefix) {
        return new NodeAddress(address.service(), address.node().substring(prefix.length() + 1));
    }

    /** The node whose rights those of the node at this address are. */
    static NodeAddress ruling(NodeAddress address) {
        return at(address).map(Attached::target).orElse(address);
    }
}
