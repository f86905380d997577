package im.godwit.archive;

import im.godwit.xml.Name;

/** Names of Message Archive Management (XEP-0313). */
public final class Mam {
    public static final String NAMESPACE = "urn:xmpp:mam:2";

    /** §6: features of an archive beside its namespace. */
    public static final String EXTENDED = NAMESPACE + "#extended";

    public static final String GROUPCHAT_FIELD = NAMESPACE + "#groupchat-field";

    public static final Name QUERY = new Name(NAMESPACE, "query");
    public static final Name METADATA = new Name(NAMESPACE, "metadata");
    public static final Name PREFERENCES = new Name(NAMESPACE, "prefs");
    public static final Name RESULT = new Name(NAMESPACE, "result");
    public static final Name FIN = new Name(NAMESPACE, "fin");
    public static final Name FLIP_PAGE = new Name(NAMESPACE, "flip-page");

    private Mam() {}
}
