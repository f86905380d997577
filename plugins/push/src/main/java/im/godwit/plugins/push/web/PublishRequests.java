package im.godwit.plugins.push.web;

import im.godwit.form.DataForm;
import im.godwit.http.Endpoints;
import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.push.Vocabulary;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Predicate;

/** Takes what servers publish (§7). There are no nodes to be made: the publish options say it all. */
final class PublishRequests {
    private static final String ERRORS = Vocabulary.PUBSUB.namespace() + "#errors";

    /** RFC 8030 §5.4: 32 characters. */
    private static final int TOPIC_BYTES = 24;

    private final Predicate<Jid> servers;
    private final Endpoints endpoints;
    private final GoneEndpoints gone;
    private final Courier courier;

    /**
     * Makes the handler.
     *
     * @param servers who may publish
     */
    PublishRequests(Predicate<Jid> servers, Endpoints endpoints, GoneEndpoints gone, Courier courier) {
        this.servers = servers;
        this.endpoints = endpoints;
        this.gone = gone;
        this.courier = courier;
    }

    /** Hands a notification on; that it was taken does not say that it arrived. */
    Result handle(IqRequest request) {
        // §3.2: from servers only, and not from users who know somebody's endpoint
        if (!servers.test(request.from())) {
            throw Condition.FORBIDDEN.error().thrown();
        }
        Element publish = request.payload()
                .child("publish")
                .orElseThrow(() -> Condition.FEATURE_NOT_IMPLEMENTED.error().thrown());
        Notice notice = Notice.of(notification(publish));
        Subscription to = Subscription.of(options(request.payload()), endpoints);
        if (gone.contains(to.endpoint())) {
            throw Condition.ITEM_NOT_FOUND.error("the browser has unsubscribed").thrown();
        }
        String topic = topic(publish.attribute("node").orElse(""));
        if (!courier.take(new PushMessage(to, topic, notice.toJson()))) {
            throw Condition.RESOURCE_CONSTRAINT.error().thrown();
        }
        return Result.empty();
    }

    private static Element notification(Element publish) {
        Element item = publish.child("item").orElseThrow(() -> badRequest("item-required")); // XEP-0060 §7.1.3.5
        return item.child(Vocabulary.NOTIFICATION).orElseThrow(() -> badRequest("invalid-payload"));
    }

    private static StanzaException badRequest(String detail) {
        return Condition.BAD_REQUEST
                .error()
                .withDetail(new Name(ERRORS, detail))
                .thrown();
    }

    private static DataForm options(Element pubsub) {
        return pubsub.child("publish-options")
                .flatMap(DataForm::in)
                .filter(form -> form.formType()
                        .filter(Vocabulary.PUBLISH_OPTIONS::equals)
                        .isPresent())
                // XEP-0060 §7.1.5
                .orElseThrow(() -> Condition.CONFLICT
                        .error("publish options say where the browser is")
                        .withDetail(new Name(ERRORS, "precondition-not-met"))
                        .thrown());
    }

    private static String topic(String node) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(node.getBytes(StandardCharsets.UTF_8));
            return Base64Url.encode(Arrays.copyOf(digest, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
