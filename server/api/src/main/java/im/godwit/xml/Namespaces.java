package im.godwit.xml;

/** Namespaces that several parts of the server share; a feature keeps its own to itself. */
public final class Namespaces {
    /** RFC 6120 §4.8.2: stanzas of client streams, and of all stanzas inside the server. */
    public static final String CLIENT = "jabber:client";

    /** RFC 6120 §4.8.1. */
    public static final String STREAMS = "http://etherx.jabber.org/streams";

    /** RFC 6120 §4.9.2. */
    public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";

    /** RFC 6120 §8.3.2. */
    public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /** RFC 6120 §5. */
    public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

    /** RFC 6120 §6. */
    public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

    /** RFC 6120 §7. */
    public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

    /** XEP-0004. */
    public static final String DATA_FORMS = "jabber:x:data";

    private Namespaces() {}
}
