package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows at which node a notification found its recipient, should it come back as an error (XEP-0060 §12.4). Remembers
 * the latest notifications only. Threads may share it.
 */
final class Bounces {
    private static final int REMEMBERED = 4096;

    /** Ends what all messages of one notification share; not in the alphabet of identifiers. */
    private static final char SEPARATOR = '.';

    private final Map<String, List<NodeAddress>> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<NodeAddress>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A dead address of a node. */
    record Dead(NodeAddress node, Jid subscriber) {}

    /** Remembers at which nodes those are subscribed who get a notification. */
    synchronized void remember(String notification, List<NodeAddress> nodes) {
        sent.put(notification, nodes);
    }

    /** The identifier of one message of a notification. */
    static String id(String notification, int index) {
        return notification + SEPARATOR + index;
    }

    /** The subscriptions that an error shows to be of no use any more; none if it may only be a bad moment. */
    List<Dead> read(Message error) {
        Jid subscriber = error.from().orElseThrow();
        return error.id().filter(id -> isFinal(error, subscriber)).map(this::nodes).orElse(List.of()).stream()
                .map(node -> new Dead(node, subscriber))
                .toList();
    }

    private synchronized List<NodeAddress> nodes(String id) {
        int end = id.indexOf(SEPARATOR);
        return end < 0 ? List.of() : sent.getOrDefault(id.substring(0, end), List.of());
    }

    /** §12.4: of type cancel, or gone. */
    private static boolean isFinal(Message message, Jid subscriber) {
        Optional<Element> error = message.error();
        boolean cancel = error.flatMap(e -> e.attribute("type"))
                .filter(ErrorType.CANCEL.text()::equals)
                .isPresent();
        return is(error, Condition.GONE)
                || cancel
                        // this says something of the way there, not of the address
                        && !is(error, Condition.REMOTE_SERVER_NOT_FOUND)
                        // RFC 6121 §8.5.2.2.1: so answers the server of somebody who is only offline
                        && !(is(error, Condition.SERVICE_UNAVAILABLE) && subscriber.isBare());
    }

    private static boolean is(Optional<Element> error, Condition condition) {
        return error.flatMap(e -> e.child(new Name(Namespaces.STANZA_ERRORS, condition.local())))
                .isPresent();
    }
}
