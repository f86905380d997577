package im.godwit.plugins.push;

import im.godwit.xml.Name;

/** Names of XEP-0357, and those of XEP-0060 that it uses. */
public final class Vocabulary {
    public static final String PUSH = "urn:xmpp:push:0";
    public static final String SUMMARY = "urn:xmpp:push:summary";
    public static final String MESSAGE_COUNT = "message-count";
    public static final String REQUEST_COUNT = "pending-subscription-count";
    public static final String LAST_SENDER = "last-message-sender";
    public static final String LAST_BODY = "last-message-body";
    public static final Name NOTIFICATION = new Name(PUSH, "notification");
    public static final Name PUBSUB = new Name("http://jabber.org/protocol/pubsub", "pubsub");
    public static final String PUBLISH_OPTIONS = PUBSUB.namespace() + "#publish-options";

    static final Name ENABLE = new Name(PUSH, "enable");
    static final Name DISABLE = new Name(PUSH, "disable");

    private Vocabulary() {}
}
