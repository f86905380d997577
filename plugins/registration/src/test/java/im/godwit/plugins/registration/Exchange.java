package im.godwit.plugins.registration;

/** The XML that the tests of registration share. */
final class Exchange {
    private Exchange() {}

    static String get() {
        return "<iq type='get' id='r'><query xmlns='jabber:iq:register'/></iq>";
    }

    static String set(String content) {
        return "<iq type='set' id='r'><query xmlns='jabber:iq:register'>" + content + "</query></iq>";
    }

    static String set(String username, String password) {
        return set("<username>" + username + "</username><password>" + password + "</password>");
    }

    static String done() {
        return "<iq type='result' id='r'/>";
    }

    /** An error with a text for people. */
    static String error(String type, String condition) {
        return """
                <iq type='error' id='r'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition);
    }

    /** service-unavailable, as where there is no such feature. */
    static String unavailable() {
        return """
                <iq type='error' id='r'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""";
    }
}
