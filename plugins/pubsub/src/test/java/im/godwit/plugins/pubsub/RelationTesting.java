package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;

import im.godwit.testkit.Actor;
import im.godwit.xml.Element;
import java.util.List;

/** What tests of nodes that depend on others say in one line each (XEP-0496). */
final class RelationTesting {
    static final String LINK = "{urn:xmpp:pubsub-relationships:0}link";
    static final String PARENT = "{urn:xmpp:pubsub-relationships:0}parent";

    private RelationTesting() {}

    /** Asks for a relationship, as the examples of the specification do. */
    static String relation(String node, String relationship, String other) {
        return ownerSet("""
                <configure node='%s'>
                  <x xmlns='jabber:x:data' type='submit'><field var='%s'><value>%s</value></field></x>
                </configure>""".formatted(node, relationship, other));
    }

    /** Makes a node depend on another. */
    static void relates(Actor owner, String node, String relationship, String other) {
        owner.sends(relation(node, relationship, other));
        owner.receives(done());
    }

    /** What the configuration of a node says of its relationships. */
    static List<String> relations(Actor owner, String node) {
        owner.sends(ownerGet("<configure node='" + node + "'/>"));
        Element form = owner.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow();
        return form.elements().stream()
                .filter(field -> field.attribute("var")
                        .filter(var -> var.startsWith("{"))
                        .isPresent())
                .map(field -> field.attribute("var").orElseThrow() + "="
                        + field.child("value").map(Element::text).orElse(""))
                .toList();
    }

    /** §4.2. */
    static String unrelatable() {
        return """
                <iq type='error' from='pubsub.example.org'>
                  <error type='cancel'>
                    <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                    <invalid-option xmlns='http://jabber.org/protocol/pubsub#errors'/>
                  </error>
                </iq>""";
    }
}
