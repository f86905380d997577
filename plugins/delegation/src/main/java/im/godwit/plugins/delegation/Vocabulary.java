package im.godwit.plugins.delegation;

import im.godwit.xml.Name;

/** The elements and special namespaces of XEP-0355. */
final class Vocabulary {
    static final String NAMESPACE = "urn:xmpp:delegation:2";

    /** §7.2.4: questions to accounts for nodes that the server does not know. */
    static final String BARE_INFO = NAMESPACE + ":bare:disco#info:*";

    /** §7.2.5: questions to accounts for items, and for those of nodes that the server does not know. */
    static final String BARE_ITEMS = NAMESPACE + ":bare:disco#items:*";

    static final Name DELEGATION = new Name(NAMESPACE, "delegation");
    static final Name DELEGATED = new Name(NAMESPACE, "delegated");
    static final Name ATTRIBUTE = new Name(NAMESPACE, "attribute");
    static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded"); // XEP-0297
    static final Name INFO = new Name("http://jabber.org/protocol/disco#info", "query");
    static final Name ITEMS = new Name("http://jabber.org/protocol/disco#items", "query");

    private Vocabulary() {}

    /** Whether a delegated namespace is none of a protocol, but says which questions are delegated. */
    static boolean isSpecial(String namespace) {
        return namespace.equals(BARE_INFO) || namespace.equals(BARE_ITEMS);
    }
}
