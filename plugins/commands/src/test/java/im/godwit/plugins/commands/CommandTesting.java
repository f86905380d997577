package im.godwit.plugins.commands;

import im.godwit.testkit.Actor;
import im.godwit.xml.Element;

/** Running commands as tests do it over and over. */
final class CommandTesting {
    private CommandTesting() {}

    /** Begins a command and answers the id of its session. */
    static String begin(Actor actor, String node) {
        actor.sends("""
                <iq type='set' id='begin' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s'/>
                </iq>""".formatted(node));
        return sessionOf(actor.receives());
    }

    static String sessionOf(Element iq) {
        return iq.firstChild()
                .flatMap(command -> command.attribute("sessionid"))
                .orElseThrow();
    }

    /** A further request in a session, with attributes and content of the command as given. */
    static Actor goesOn(Actor actor, String node, String session, String attributes, String content) {
        return actor.sends("""
                <iq type='set' id='on' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' sessionid='%s' %s>%s</command>
                </iq>""".formatted(node, session, attributes, content));
    }

    /** A submitted form with one value. */
    static String form(String var, String value) {
        return """
                <x xmlns='jabber:x:data' type='submit'>
                  <field var='%s'><value>%s</value></field>
                </x>""".formatted(var, value);
    }

    /** Expects an error of XEP-0050 §4.4. */
    static void refused(Actor actor, String type, String condition, String detail) {
        actor.receives("""
                <iq type='error' from='example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <%s xmlns='http://jabber.org/protocol/commands'/>
                  </error>
                </iq>""".formatted(type, condition, detail));
    }

    /** The same, of an error with a text. */
    static void refusedWithText(Actor actor, String type, String condition, String detail) {
        actor.receives("""
                <iq type='error' from='example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                    <%s xmlns='http://jabber.org/protocol/commands'/>
                  </error>
                </iq>""".formatted(type, condition, detail));
    }

    /** Expects an error without a specific condition. */
    static void refused(Actor actor, String type, String condition) {
        actor.receives("""
                <iq type='error' from='example.org'>
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""".formatted(type, condition));
    }
}
