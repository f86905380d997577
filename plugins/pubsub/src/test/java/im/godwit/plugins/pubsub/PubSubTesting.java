package im.godwit.plugins.pubsub;

import im.godwit.testkit.Actor;
import java.util.stream.Stream;

/** What most tests of the service begin with, said in one line each. */
final class PubSubTesting {
    private PubSubTesting() {}

    /** A new node whose owner is the actor; settings as {@code name=value}. */
    static void creates(Actor owner, String node, String... settings) {
        owner.sends("""
                <iq type='set' id='create' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <create node='%s'/>
                    <configure>%s</configure>
                  </pubsub>
                </iq>""".formatted(node, form(settings)));
        owner.receives("<iq type='result' id='create'>{any}</iq>");
    }

    /** A submitted configuration. */
    static String form(String... settings) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'>"
                + "<value>http://jabber.org/protocol/pubsub#node_config</value></field>");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            form.append("<field var='pubsub#%s'><value>%s</value></field>".formatted(parts[0], parts[1]));
        }
        return form.append("</x>").toString();
    }

    /** An item whose payload is a song. */
    static void publishes(Actor publisher, String node, String id) {
        publisher.sends(publication(node, id));
        publisher.receives("<iq type='result' id='publish'>{any}</iq>");
    }

    static String publication(String node, String id) {
        return """
                <iq type='set' id='publish' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <publish node='%s'><item id='%s'><song xmlns='urn:example:music'>%s</song></item></publish>
                  </pubsub>
                </iq>""".formatted(node, id, id);
    }

    static void subscribes(Actor subscriber, String node) {
        subscriber.sends("""
                <iq type='set' id='subscribe' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                    <subscribe node='%s' jid='%s'/>
                  </pubsub>
                </iq>""".formatted(node, subscriber.jid().bare()));
        subscriber.receives("<iq type='result' id='subscribe'>{any}</iq>");
    }

    /** Subscribes the actor's full JID, so that it is notified without being available. */
    static void subscribesInFull(Actor subscriber, String node) {
        subscriber.sends(set("<subscribe node='%s' jid='%s'/>".formatted(node, subscriber.jid())));
        subscriber.receives(result(
                "<subscription node='%s' jid='%s' subscription='subscribed'/>".formatted(node, subscriber.jid())));
    }

    static void affiliates(Actor owner, String node, Actor who, String affiliation) {
        owner.sends("""
                <iq type='set' id='affiliate' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                    <affiliations node='%s'><affiliation jid='%s' affiliation='%s'/></affiliations>
                  </pubsub>
                </iq>""".formatted(node, who.jid().bare(), affiliation));
        owner.receives("<iq type='result' id='affiliate'/>");
    }

    /** A set in the namespace of everybody. */
    static String set(String action) {
        return request("set", "", action);
    }

    /** A get in the namespace of everybody. */
    static String get(String action) {
        return request("get", "", action);
    }

    /** A set in the namespace of owners. */
    static String ownerSet(String action) {
        return request("set", "#owner", action);
    }

    /** A get in the namespace of owners. */
    static String ownerGet(String action) {
        return request("get", "#owner", action);
    }

    private static String request(String type, String part, String action) {
        return """
                <iq type='%s' id='ask' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub%s'>%s</pubsub>
                </iq>""".formatted(type, part, action);
    }

    /** An answer in the namespace of everybody. */
    static String result(String content) {
        return """
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>
                </iq>""".formatted(content);
    }

    /** An answer in the namespace of owners. */
    static String ownerResult(String content) {
        return """
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>%s</pubsub>
                </iq>""".formatted(content);
    }

    static String done() {
        return "<iq type='result' id='ask' from='pubsub.example.org'/>";
    }

    /** An error with a defined condition alone. */
    static String error(String type, String condition) {
        return error(type, condition, "");
    }

    /** An error with an application-specific condition. */
    static String error(String type, String condition, String detail) {
        String specific =
                detail.isEmpty() ? "" : "<%s xmlns='http://jabber.org/protocol/pubsub#errors'/>".formatted(detail);
        return """
                <iq type='error' from='pubsub.example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>%s
                  </error>
                </iq>""".formatted(type, condition, specific);
    }

    /** An error with a text for people, whatever it says. */
    static String explained(String type, String condition) {
        return """
                <iq type='error' from='pubsub.example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition);
    }

    static String unsupported(String feature) {
        return error("cancel", "feature-not-implemented", "unsupported feature='" + feature + "'");
    }

    /** A notification. */
    static String event(String to, String content) {
        return """
                <message from='pubsub.example.org' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'>%s</event>
                </message>""".formatted(to, content);
    }

    /** A notification that comes through collections. */
    static String eventThrough(String to, String content, String... collections) {
        StringBuilder headers = new StringBuilder();
        for (String collection : collections) {
            headers.append("<header name='Collection'>%s</header>".formatted(collection));
        }
        return """
                <message from='pubsub.example.org' to='%s' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'>%s</event>
                  <headers xmlns='http://jabber.org/protocol/shim'>%s</headers>
                </message>""".formatted(to, content, headers);
    }

    /** A new collection whose owner is the actor. */
    static void collects(Actor owner, String collection, String... settings) {
        creates(
                owner,
                collection,
                Stream.concat(Stream.of("node_type=collection"), Stream.of(settings))
                        .toArray(String[]::new));
    }

    /** Asks to put a node into a collection. */
    static String association(String collection, String child) {
        return ownerSet("<collection node='%s'><associate node='%s'/></collection>".formatted(collection, child));
    }

    /** Asks to take a node out of a collection. */
    static String dissociation(String collection, String child) {
        return ownerSet("<collection node='%s'><dissociate node='%s'/></collection>".formatted(collection, child));
    }

    /** Puts a node into a collection. */
    static void associates(Actor owner, String collection, String child) {
        owner.sends(association(collection, child));
        owner.receives(done());
    }

    static String song(String id) {
        return "<item id='%s'><song xmlns='urn:example:music'>%s</song></item>".formatted(id, id);
    }

    /** Submitted options of a subscription; several values of one are separated by commas. */
    static String options(String... options) {
        return fields("subscribe_options", options);
    }

    /** The preconditions of a publication. */
    static String preconditions(String... settings) {
        return "<publish-options>" + fields("publish-options", settings) + "</publish-options>";
    }

    private static String fields(String formType, String... settings) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'>"
                + "<value>http://jabber.org/protocol/pubsub#%s</value></field>".formatted(formType));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            form.append("<field var='pubsub#%s'>".formatted(parts[0]));
            for (String value : parts[1].split(",")) {
                form.append("<value>%s</value>".formatted(value));
            }
            form.append("</field>");
        }
        return form.append("</x>").toString();
    }

    /** Changes the configuration of a node. */
    static void configures(Actor owner, String node, String... settings) {
        owner.sends(ownerSet("<configure node='%s'>%s</configure>".formatted(node, form(settings))));
        owner.receives(done());
    }

    /** Subscribes the actor's full JID with options. */
    static void subscribesInFull(Actor subscriber, String node, String options) {
        subscriber.sends(
                set("<subscribe node='%s' jid='%s'/><options>%s</options>".formatted(node, subscriber.jid(), options)));
        subscriber.receives("<iq type='result' id='ask'>{any}</iq>");
    }
}
