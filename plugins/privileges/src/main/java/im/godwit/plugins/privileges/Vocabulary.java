package im.godwit.plugins.privileges;

import im.godwit.xml.Element;
import im.godwit.xml.Name;

/** The elements of XEP-0356. */
final class Vocabulary {
    private static final String NAMESPACE = "urn:xmpp:privilege:2";

    static final Name PRIVILEGE = new Name(NAMESPACE, "privilege");
    static final Name PERM = new Name(NAMESPACE, "perm");
    static final Name PERMITTED_NAMESPACE = new Name(NAMESPACE, "namespace");
    static final Name PRIVILEGED_IQ = new Name(NAMESPACE, "privileged_iq");
    static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded"); // XEP-0297

    private Vocabulary() {}

    /** A stanza as what is forwarded (§5.3, §6.3). */
    static Element forwarding(Element stanza) {
        return Element.builder(PRIVILEGE)
                .add(Element.builder(FORWARDED).add(stanza).build())
                .build();
    }
}
