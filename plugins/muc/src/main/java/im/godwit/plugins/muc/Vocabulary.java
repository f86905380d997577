package im.godwit.plugins.muc;

import im.godwit.xml.Name;

/** The namespaces of XEP-0045 §16.1 and of what goes with it, and the names that stand in them. */
final class Vocabulary {
    static final String MUC = "http://jabber.org/protocol/muc";
    static final String USER = MUC + "#user";
    static final String ADMIN = MUC + "#admin";
    static final String OWNER = MUC + "#owner";
    static final String ROOM_CONFIG = MUC + "#roomconfig";
    static final String ROOM_INFO = MUC + "#roominfo";
    static final String REQUEST = MUC + "#request";
    static final String REGISTER_FORM = MUC + "#register";
    static final String TRAFFIC = MUC + "#traffic";
    static final String STABLE_ID = MUC + "#stable_id";
    static final String SELF_PING = MUC + "#self-ping-optimization";
    static final String ROOMUSER_ITEM = "x-roomuser-item";
    static final String REGISTER = "jabber:iq:register";
    static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";

    static final Name ENTER = new Name(MUC, "x");
    static final Name USER_X = new Name(USER, "x");
    static final Name OCCUPANT_ID = new Name("urn:xmpp:occupant-id:0", "occupant-id");
    static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");
    static final Name DELAY = new Name("urn:xmpp:delay", "delay");
    static final Name PING = new Name("urn:xmpp:ping", "ping");
    static final Name ACTIVITY = new Name("urn:xmpp:rai:0", "rai");
    static final Name VCARD = new Name("vcard-temp", "vCard");

    private Vocabulary() {}

    static Name user(String local) {
        return new Name(USER, local);
    }
}
