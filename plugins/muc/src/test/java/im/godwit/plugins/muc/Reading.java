package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;

import im.godwit.archive.Mam;
import im.godwit.testkit.Actor;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody read in the archive of a room.
 *
 * @param results in the order of their arrival
 * @param fin the end of it
 */
record Reading(List<Element> results, Element fin) {
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");

    /** A query with what is in it. */
    static String query(String content) {
        return "<iq type='set' id='q' to='%s'><query xmlns='urn:xmpp:mam:2'>%s</query></iq>".formatted(ROOM, content);
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

    /** Asks, and takes all that comes until the answer. */
    static Reading by(Actor actor, String content) {
        actor.sends(query(content));
        List<Element> results = new ArrayList<>();
        Element next = actor.receives();
        while (next.local().equals("message")) {
            results.add(next.child(Mam.RESULT).orElseThrow());
            next = actor.receives();
        }
        return new Reading(results, next.child(Mam.FIN).orElseThrow(() -> new AssertionError("no answer")));
    }

    static Reading by(Actor actor) {
        return by(actor, "");
    }

    List<Element> messages() {
        return results.stream()
                .map(result -> result.child(FORWARDED).orElseThrow().elements().getLast())
                .toList();
    }

    /** The bodies with spaces between; a dash for what has none. */
    String bodies() {
        return messages().stream()
                .map(message -> message.child("body").map(Element::text).orElse("-"))
                .collect(Collectors.joining(" "));
    }

    List<String> ids() {
        return results.stream()
                .map(result -> result.attribute("id").orElseThrow())
                .toList();
    }

    /** The real addresses that were told, with a dash for each message that told none. */
    String origins() {
        return messages().stream()
                .map(message -> message.child(Vocabulary.USER_X)
                        .flatMap(x -> x.child("item"))
                        .flatMap(item -> item.attribute("jid"))
                        .orElse("-"))
                .collect(Collectors.joining(" "));
    }
}
