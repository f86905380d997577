package im.godwit.plugins.muc;

import im.godwit.testkit.Actor;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What most tests of rooms begin with, said in one line each. */
final class MucTesting {
    static final String ROOM = "coven@conference.example.org";
    /** What the room adds to what is said to all. */
    static final String SAID_IDS = "<stanza-id xmlns='urn:xmpp:sid:0' by='coven@conference.example.org' id='{any}'/>"
            + "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='{any}'/>";

    static final String OCCUPANT_ID = "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='{any}'/>";
    static final String NO_SUBJECT = "<message from='" + ROOM + "' type='groupchat'><subject/></message>";

    private MucTesting() {}

    /** A room that its owner is in; settings as {@code name=value}, without what all their names begin with. */
    static void opens(Actor owner, String nick, String... settings) {
        sendsEntry(owner, nick);
        owner.receives(shown(nick, "affiliation='owner' role='moderator'", 110, 201));
        owner.receives(NO_SUBJECT);
        owner.sends(configuration(settings));
        owner.receives(done());
        owner.ignoresAll();
    }

    /** A submitted configuration. */
    static String configuration(String... settings) {
        return set("owner", form(settings));
    }

    static String form(String... settings) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            String var = parts[0].contains("#") ? parts[0] : "muc#roomconfig_" + parts[0];
            String values = Arrays.stream(parts[1].split(" ", -1))
                    .map("<value>%s</value>"::formatted)
                    .collect(Collectors.joining());
            form.append("<field var='%s'>%s</field>".formatted(var, values));
        }
        return form.append("</x>").toString();
    }

    /** Enters and forgets what came of it, as all others do. */
    static void enters(Actor actor, String nick, Actor... others) {
        sendsEntry(actor, nick);
        actor.ignoresAll();
        Arrays.stream(others).forEach(Actor::ignoresAll);
    }

    static void sendsEntry(Actor actor, String nick) {
        sendsEntry(actor, nick, "");
    }

    /** A wish to enter with more in it: a password, a history. */
    static void sendsEntry(Actor actor, String nick, String more) {
        actor.sends("<presence to='%s/%s' id='enter'><x xmlns='http://jabber.org/protocol/muc'>%s</x></presence>"
                .formatted(ROOM, nick, more));
    }

    static void leaves(Actor actor, String nick, Actor... others) {
        actor.sends("<presence to='%s/%s' type='unavailable'/>".formatted(ROOM, nick));
        actor.ignoresAll();
        Arrays.stream(others).forEach(Actor::ignoresAll);
    }

    static String says(String text) {
        return "<message to='%s' type='groupchat' id='said'><body>%s</body></message>".formatted(ROOM, text);
    }

    /** A message as all get it. */
    static String said(String nick, String text) {
        return "<message from='%s/%s' type='groupchat' id='said'><body>%s</body>%s</message>"
                .formatted(ROOM, nick, text, SAID_IDS);
    }

    /** Presence of somebody in the room: the attributes of its item, and status codes. */
    static String shown(String nick, String item, int... codes) {
        return presence("", nick, "<item " + item + "/>", codes);
    }

    /** Presence of somebody who leaves. */
    static String gone(String nick, String item, int... codes) {
        return presence(" type='unavailable'", nick, "<item " + item + "/>", codes);
    }

    /** Presence of somebody who is made to leave: the whole item, and more if need be. */
    static String removed(String nick, String item, int... codes) {
        return presence(" type='unavailable'", nick, item, codes);
    }

    static String presence(String type, String nick, String item, int... codes) {
        String statuses =
                Arrays.stream(codes).mapToObj("<status code='%d'/>"::formatted).collect(Collectors.joining());
        return """
                <presence from='%s/%s'%s>
                  <x xmlns='http://jabber.org/protocol/muc#user'>%s%s</x>%s
                </presence>""".formatted(ROOM, nick, type, item, statuses, OCCUPANT_ID);
    }

    /** A set in a namespace of rooms: admin or owner. */
    static String set(String part, String content) {
        return request("set", part, content);
    }

    /** A get in a namespace of rooms: admin or owner. */
    static String get(String part, String content) {
        return request("get", part, content);
    }

    private static String request(String type, String part, String content) {
        return """
                <iq type='%s' id='ask' to='%s'>
                  <query xmlns='http://jabber.org/protocol/muc#%s'>%s</query>
                </iq>""".formatted(type, ROOM, part, content);
    }

    static String result(String part, String content) {
        return """
                <iq type='result' id='ask' from='%s'>
                  <query xmlns='http://jabber.org/protocol/muc#%s'>%s</query>
                </iq>""".formatted(ROOM, part, content);
    }

    static String done() {
        return "<iq type='result' id='ask' from='" + ROOM + "'/>";
    }

    /** An error of a stanza to the room or an occupant. */
    static String error(String stanza, String type, String condition) {
        return """
                <%s type='error'>%s
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </%s>""".formatted(stanza, said(stanza), type, condition, stanza);
    }

    /** An error with a text for people, whatever it says. */
    static String explained(String stanza, String type, String condition) {
        return """
                <%s type='error'>%s
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </%s>""".formatted(stanza, said(stanza), type, condition, stanza);
    }

    /** RFC 6120 §8.3.1: the error to a message has its content again. */
    private static String said(String stanza) {
        return stanza.equals("message") ? "{any}" : "";
    }

    /** An owner gives somebody an affiliation. */
    static void affiliates(Actor owner, Actor who, String affiliation) {
        owner.sends(set(
                "admin", "<item jid='%s' affiliation='%s'/>".formatted(who.jid().bare(), affiliation)));
        owner.receives(done());
        owner.ignoresAll();
        who.ignoresAll();
    }

    /** A moderator gives somebody a role. */
    static void gives(Actor moderator, String nick, String role, Actor... others) {
        moderator.sends(set("admin", "<item nick='%s' role='%s'/>".formatted(nick, role)));
        moderator.receives(done());
        moderator.ignoresAll();
        Arrays.stream(others).forEach(Actor::ignoresAll);
    }

    /** Three rooms in one answer of service discovery, and no archives' limits or web view. */
    static MucOptions options(ServiceAdmins admins) {
        return new MucOptions(
                Creators.ACCOUNTS,
                100,
                50,
                100,
                50,
                65_536,
                100,
                10,
                100,
                50,
                100,
                3,
                0,
                Duration.ZERO,
                false,
                500,
                500,
                10,
                100,
                100,
                100,
                100,
                admins,
                100);
    }
}
