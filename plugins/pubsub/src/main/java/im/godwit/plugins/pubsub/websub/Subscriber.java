package im.godwit.plugins.pubsub.websub;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.http.Topic;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A verified subscription.
 *
 * @param requester as whom it reads the topic
 * @param secret with which what it is sent is signed
 * @param expires when its lease ends
 * @param delivered the tag of the content that it has; at first of the one that was there when it asked
 */
record Subscriber(
        Topic topic, URI callback, Jid requester, Optional<String> secret, Instant expires, String delivered) {
    /** §5.1: topic and callback together are one subscription. */
    Key key() {
        return new Key(topic, callback);
    }

    /** Which subscription. */
    record Key(Topic topic, URI callback) {}
}
