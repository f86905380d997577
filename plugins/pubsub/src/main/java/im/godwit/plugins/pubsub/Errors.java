package im.godwit.plugins.pubsub;

import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.function.Supplier;

/** Refusals as stanza errors, with the conditions of XEP-0060 §11 as the error examples show them. */
public final class Errors {
    private Errors() {}

    /** Runs a request; what the engine refuses becomes an error. */
    public static <T> T translated(Supplier<T> request) {
        try {
            return request.get();
        } catch (RefusedException refused) {
            throw of(refused.refusal()).thrown();
        }
    }

    static StanzaError of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Reason reason -> of(reason);
            // §6.1.3.11: of type modify, unlike RFC 6120, as the request may be made again elsewhere
            case Refusal.Moved moved ->
                Condition.GONE.error().withType(ErrorType.MODIFY).withUri(moved.uri());
            case Refusal.Unsupported unsupported -> unsupported(unsupported.feature());
            case Refusal.Unacceptable unacceptable -> Condition.NOT_ACCEPTABLE.error(unacceptable.why());
            case Refusal.Unrelatable unrelatable ->
                Condition.NOT_ALLOWED
                        .error(unrelatable.why())
                        .withDetail(new Name(Vocabulary.ERRORS, "invalid-option")); // XEP-0496 §4.2
        };
    }

    private static StanzaError of(Refusal.Reason reason) {
        return switch (reason) {
            case FORBIDDEN -> Condition.FORBIDDEN.error();
            case NODE_EXISTS -> Condition.CONFLICT.error();
            case NODE_MISSING, ITEM_MISSING -> Condition.ITEM_NOT_FOUND.error();
            case TOO_MANY_NODES -> limit("max-nodes-exceeded");
            case INVALID_NODE_ID ->
                Condition.NOT_ACCEPTABLE.error("a node's name is 1 to 1023 bytes of printable text");
            case INVALID_ITEM_ID -> Condition.NOT_ACCEPTABLE.error("an item's id is at most 1023 characters");
            case PRESENCE_SUBSCRIPTION_REQUIRED -> because(Condition.NOT_AUTHORIZED, "presence-subscription-required");
            case NOT_IN_ROSTER_GROUP -> because(Condition.NOT_AUTHORIZED, "not-in-roster-group");
            case PENDING_SUBSCRIPTION -> because(Condition.NOT_AUTHORIZED, "pending-subscription");
            case CLOSED_NODE -> because(Condition.NOT_ALLOWED, "closed-node");
            case NOT_SUBSCRIBED -> because(Condition.NOT_AUTHORIZED, "not-subscribed");
            // §6.2.3.2: unlike RFC 6120, of type cancel
            case NO_SUCH_SUBSCRIBER ->
                because(Condition.UNEXPECTED_REQUEST, "not-subscribed").withType(ErrorType.CANCEL);
            // §6.3.4.2: here it is of type modify
            case NO_SUBSCRIPTION ->
                because(Condition.UNEXPECTED_REQUEST, "not-subscribed").withType(ErrorType.MODIFY);
            case SUBID_REQUIRED -> because(Condition.BAD_REQUEST, "subid-required");
            case INVALID_SUBID -> because(Condition.NOT_ACCEPTABLE, "invalid-subid");
            case INVALID_OPTIONS -> because(Condition.BAD_REQUEST, "invalid-options");
            case JIDS_DO_NOT_MATCH -> because(Condition.BAD_REQUEST, "invalid-jid");
            case TOO_MANY_SUBSCRIPTIONS -> limit("too-many-subscriptions");
            case NODE_FULL -> because(Condition.CONFLICT, "node-full");
            case MAX_ITEMS_EXCEEDED -> because(Condition.NOT_ALLOWED, "max-items-exceeded");
            case PRECONDITION_NOT_MET -> because(Condition.CONFLICT, "precondition-not-met");
            case PAYLOAD_TOO_BIG -> because(Condition.NOT_ACCEPTABLE, "payload-too-big");
            case INVALID_PAYLOAD -> because(Condition.BAD_REQUEST, "invalid-payload");
            case ITEM_REQUIRED -> because(Condition.BAD_REQUEST, "item-required");
            case PAYLOAD_REQUIRED -> because(Condition.BAD_REQUEST, "payload-required");
            case ITEM_FORBIDDEN -> because(Condition.BAD_REQUEST, "item-forbidden");
            case UNSUPPORTED_ACCESS_MODEL -> because(Condition.NOT_ACCEPTABLE, "unsupported-access-model");
            case SUBSCRIBED_OTHERWISE -> Condition.CONFLICT.error();
            case INVALID_LINK -> because(Condition.NOT_ALLOWED, "invalid-options");
            // XEP-0248 §7.2.3.2: unlike RFC 6120, of type cancel
            case LINK_FORBIDDEN -> Condition.FORBIDDEN.error().withType(ErrorType.CANCEL);
            case TOO_MANY_CHILDREN -> because(Condition.NOT_ALLOWED, "max-nodes-exceeded");
            case NOT_ASSOCIATED -> Condition.BAD_REQUEST.error();
            case ROOT_NODE, SERVICE_NODE -> Condition.NOT_ALLOWED.error();
            case INVALID_ATTACHMENTS ->
                Condition.BAD_REQUEST.error("the item has your bare JID as its id, and attachments as its payload");
        };
    }

    /** §6.1.3.9: of type wait. */
    private static StanzaError limit(String detail) {
        return because(Condition.POLICY_VIOLATION, detail).withType(ErrorType.WAIT);
    }

    private static StanzaError because(Condition condition, String detail) {
        return condition.error().withDetail(new Name(Vocabulary.ERRORS, detail));
    }

    private static StanzaError unsupported(Feature feature) {
        return Condition.FEATURE_NOT_IMPLEMENTED
                .error()
                .withDetail(Element.builder(Vocabulary.ERRORS, "unsupported")
                        .attribute("feature", feature.text())
                        .build());
    }

    /** §7.2.3.3, §8.2.3.3: no node was named. */
    static StanzaException nodeRequired() {
        return because(Condition.BAD_REQUEST, "nodeid-required").thrown();
    }

    static StanzaException itemRequired() {
        return of(Refusal.Reason.ITEM_REQUIRED).thrown();
    }

    static StanzaException invalidPayload() {
        return of(Refusal.Reason.INVALID_PAYLOAD).thrown();
    }

    static StanzaException jidRequired() {
        return because(Condition.BAD_REQUEST, "jid-required").thrown();
    }

    static StanzaException invalidJid() {
        return of(Refusal.Reason.JIDS_DO_NOT_MATCH).thrown();
    }

    static StanzaException badRequest(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }
}
