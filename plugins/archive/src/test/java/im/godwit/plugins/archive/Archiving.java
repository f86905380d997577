package im.godwit.plugins.archive;

import im.godwit.archive.Mam;
import im.godwit.testkit.Actor;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;

/** What tests of the archive say often. */
final class Archiving {
    static final Name STANZA_ID = new Name(StanzaIds.NAMESPACE, "stanza-id");
    private static final Name SET = new Name("http://jabber.org/protocol/rsm", "set");
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");

    private Archiving() {}

    /**
     * What a query brought.
     *
     * @param results the elements of that name, in the order of their arrival
     * @param fin the end of it
     */
    record Answer(List<Element> results, Element fin) {
        List<String> bodies() {
            return results.stream().map(Archiving::body).toList();
        }

        List<String> ids() {
            return results.stream().map(r -> r.attribute("id").orElseThrow()).toList();
        }

        boolean complete() {
            return fin.attribute("complete").orElse("false").equals("true");
        }

        /** A child of the RSM result. */
        Element set(String local) {
            return fin.child(SET).flatMap(set -> set.child(local)).orElseThrow();
        }

        boolean tells(String local) {
            return fin.child(SET).flatMap(set -> set.child(local)).isPresent();
        }
    }

    /** A form with these fields: name and value in turn. */
    static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(
                    "<field var='%s'><value>%s</value></field>".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return form.append("</x>").toString();
    }

    static String page(String content) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
    }

    static void sendQuery(Actor actor, String content) {
        actor.sends("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'>" + content + "</query></iq>");
    }

    /** Asks, and takes all that comes until the answer. */
    static Answer query(Actor actor, String content) {
        sendQuery(actor, content);
        List<Element> results = new ArrayList<>();
        Element next = actor.receives();
        while (next.local().equals("message")) {
            results.add(next.child(Mam.RESULT).orElseThrow());
            next = actor.receives();
        }
        return new Answer(results, next.child(Mam.FIN).orElseThrow(() -> new AssertionError("no answer")));
    }

    static Element message(Element result) {
        return result.child(FORWARDED).orElseThrow().elements().getLast();
    }

    static String body(Element result) {
        return message(result).child("body").map(Element::text).orElse("");
    }
}
