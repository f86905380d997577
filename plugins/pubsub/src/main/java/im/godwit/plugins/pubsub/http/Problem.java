package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;
import im.godwit.plugins.pubsub.engine.Refusal;

/** Why a request is not done, as RFC 9457 says it. */
enum Problem {
    BAD_REQUEST(400, "The request is not understood."),
    PASSWORD(401, "This needs the password of an account."),
    FORBIDDEN(403, "This account may not do that here."),
    /** Also for what the requester may not know of: both look the same. */
    NOT_FOUND(404, "There is nothing here."),
    METHOD(405, "This cannot be done here."),
    NOT_ACCEPTABLE(406, "There is application/json, application/atom+xml and application/xml."),
    CONFLICT(409, "The node does not take this as it is."),
    NODE_FULL(409, "The node is full."),
    NODE_EXISTS(409, "There is such a node already."),
    GONE(410, "This node is gone; over XMPP it is told where to."),
    TOO_LARGE(413, "The node does not take as much at once."),
    MEDIA_TYPE(415, "Send application/json, application/xml or application/atom+xml in UTF-8."),
    WRONG_PAYLOAD(422, "The node takes payloads of another type."),
    TOO_MANY(403, "This account has as many nodes as it may have.");

    private final int status;
    private final String words;

    Problem(int status, String words) {
        this.status = status;
        this.words = words;
    }

    HttpAnswer.Whole answer() {
        return answer(words);
    }

    HttpAnswer.Whole answer(String detail) {
        String json = Json.text(generator -> {
            generator.writeStartObject();
            generator.writeNumberField("status", status);
            generator.writeStringField("title", detail);
            generator.writeEndObject();
        });
        return HttpAnswer.of(status, "application/problem+json", json + "\n").with("Cache-Control", "no-store");
    }

    ProblemException thrown() {
        return new ProblemException(answer());
    }

    ProblemException because(String detail) {
        return new ProblemException(answer(detail));
    }

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Reason reason -> of(reason);
            case Refusal.Moved _ -> GONE;
            case Refusal.Unsupported _ -> NOT_FOUND; // a node that keeps no items has none
            case Refusal.Unacceptable _, Refusal.Unrelatable _ -> BAD_REQUEST;
        };
    }

    private static Problem of(Refusal.Reason reason) {
        return switch (reason) {
            case NODE_MISSING, ITEM_MISSING, CLOSED_NODE -> NOT_FOUND;
            case FORBIDDEN,
                    PRESENCE_SUBSCRIPTION_REQUIRED,
                    NOT_IN_ROSTER_GROUP,
                    PENDING_SUBSCRIPTION,
                    NOT_SUBSCRIBED,
                    LINK_FORBIDDEN,
                    ROOT_NODE,
                    SERVICE_NODE -> FORBIDDEN;
            case TOO_MANY_NODES -> TOO_MANY;
            case NODE_EXISTS -> NODE_EXISTS;
            case NODE_FULL -> NODE_FULL;
            case ITEM_FORBIDDEN, PRECONDITION_NOT_MET, MAX_ITEMS_EXCEEDED -> CONFLICT;
            case PAYLOAD_TOO_BIG -> TOO_LARGE;
            case INVALID_PAYLOAD -> WRONG_PAYLOAD;
            case INVALID_NODE_ID,
                    INVALID_ITEM_ID,
                    NO_SUCH_SUBSCRIBER,
                    NO_SUBSCRIPTION,
                    SUBID_REQUIRED,
                    INVALID_SUBID,
                    INVALID_OPTIONS,
                    JIDS_DO_NOT_MATCH,
                    TOO_MANY_SUBSCRIPTIONS,
                    ITEM_REQUIRED,
                    PAYLOAD_REQUIRED,
                    UNSUPPORTED_ACCESS_MODEL,
                    SUBSCRIBED_OTHERWISE,
                    INVALID_LINK,
                    TOO_MANY_CHILDREN,
                    NOT_ASSOCIATED,
                    INVALID_ATTACHMENTS -> BAD_REQUEST;
        };
    }
}
