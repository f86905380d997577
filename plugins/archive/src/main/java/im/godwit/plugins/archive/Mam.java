package im.godwit.plugins.archive;

import im.godwit.xml.Name;

/** Names of Message Archive Management (XEP-0313). */
final class Mam {
    static final String NAMESPACE = "urn:xmpp:mam:2";

    /** §6: features of an archive beside its namespace. */
    static final String EXTENDED = NAMESPACE + "#extended";

    static final String GROUPCHAT_FIELD = NAMESPACE + "#groupchat-field";

    static final Name QUERY = new Name(NAMESPACE, "query");
    static final Name METADATA = new Name(NAMESPACE, "metadata");
    static final Name PREFERENCES = new Name(NAMESPACE, "prefs");
    static final Name RESULT = new Name(NAMESPACE, "result");
    static final Name FIN = new Name(NAMESPACE, "fin");
    static final Name FLIP_PAGE = new Name(NAMESPACE, "flip-page");

    private Mam() {}
}
