package im.godwit.plugins.pubsub;

import im.godwit.xml.Name;

/** The namespaces of XEP-0060 §16.1. */
final class Vocabulary {
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    static final String OWNER = PUBSUB + "#owner";
    static final String EVENT = PUBSUB + "#event";
    static final String ERRORS = PUBSUB + "#errors";
    static final String NODE_CONFIG = PUBSUB + "#node_config";
    static final String SUBSCRIBE_OPTIONS = PUBSUB + "#subscribe_options";
    static final String SUBSCRIBE_AUTHORIZATION = PUBSUB + "#subscribe_authorization";
    static final String PUBLISH_OPTIONS = PUBSUB + "#publish-options";
    static final String META_DATA = PUBSUB + "#meta-data";

    /** Of the headers that tell several subscriptions apart, and collections (XEP-0131). */
    static final String SHIM = "http://jabber.org/protocol/shim";

    /** What fields of forms begin with. */
    static final String FIELD_PREFIX = "pubsub#";

    private Vocabulary() {}

    static Name pubsub(String local) {
        return new Name(PUBSUB, local);
    }

    static Name owner(String local) {
        return new Name(OWNER, local);
    }

    static Name event(String local) {
        return new Name(EVENT, local);
    }
}
