package im.godwit.plugins.blocking;

import im.godwit.testkit.Actor;

/** What the tests of blocking say over and over. */
final class Exchange {
    static final String DONE = "<iq type='result' id='b'/>";

    private Exchange() {}

    private static String items(String... jids) {
        StringBuilder items = new StringBuilder();
        for (String jid : jids) {
            items.append("<item jid='").append(jid).append("'/>");
        }
        return items.toString();
    }

    static String set(String command, String content) {
        return "<iq type='set' id='b'><%s xmlns='urn:xmpp:blocking'>%s</%s></iq>".formatted(command, content, command);
    }

    static String push(String command, String... jids) {
        return "<iq type='set'><%s xmlns='urn:xmpp:blocking'>%s</%s></iq>".formatted(command, items(jids), command);
    }

    static void blocks(Actor actor, String... jids) {
        actor.sends(set("block", items(jids))).receives(DONE);
    }

    static void unblocks(Actor actor, String... jids) {
        actor.sends(set("unblock", items(jids))).receives(DONE);
    }

    /** Asks for the list and expects it. */
    static Actor lists(Actor actor, String... jids) {
        return actor.sends("<iq type='get' id='l'><blocklist xmlns='urn:xmpp:blocking'/></iq>")
                .receives("<iq type='result' id='l'><blocklist xmlns='urn:xmpp:blocking'>%s</blocklist></iq>"
                        .formatted(items(jids)));
    }

    static String error(String kind, String id, String from, String type, String condition) {
        return """
                <%s type='error' id='%s' from='%s'>%s
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </%s>""".formatted(kind, id, from, kind.equals("message") ? "{any}" : "", type, condition, kind);
    }

    /** The same with a text for people. */
    static String explained(String type, String condition) {
        return """
                <iq type='error' id='b'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition);
    }

    static String refused(String kind, String id, String from) {
        return """
                <%s type='error' id='%s' from='%s'>
                  <error type='cancel'>
                    <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <blocked xmlns='urn:xmpp:blocking:errors'/>
                  </error>
                </%s>""".formatted(kind, id, from, kind);
    }
}
