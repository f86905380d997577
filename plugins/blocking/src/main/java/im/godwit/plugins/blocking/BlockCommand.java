package im.godwit.plugins.blocking;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The items of a request to block or unblock.
 *
 * @param items in the order in which the client wrote them
 * @param reports of abuse by some of them
 */
record BlockCommand(SequencedSet<Jid> items, List<Report> reports) {
    static final String NAMESPACE = "urn:xmpp:blocking";
    static final Name BLOCKLIST = new Name(NAMESPACE, "blocklist");
    static final Name BLOCK = new Name(NAMESPACE, "block");
    static final Name UNBLOCK = new Name(NAMESPACE, "unblock");

    private static final Name ITEM = new Name(NAMESPACE, "item");

    /**
     * Reads a request.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} for an item without address, {@code jid-malformed}
     *     for one whose address is none
     */
    static BlockCommand of(Element payload) {
        SequencedSet<Jid> items = new LinkedHashSet<>();
        List<Report> reports = new ArrayList<>();
        for (Element item : payload.elements(ITEM).toList()) {
            Jid jid = jid(item);
            items.add(jid);
            Report.in(item, jid).ifPresent(reports::add);
        }
        return new BlockCommand(items, List.copyOf(reports));
    }

    private static Jid jid(Element item) {
        String text = item.attribute("jid")
                .orElseThrow(() ->
                        Condition.BAD_REQUEST.error("an item needs a 'jid'").thrown());
        try {
            return Jid.parse(text);
        } catch (InvalidJidException malformed) {
            throw Condition.JID_MALFORMED.error(malformed.getMessage()).thrown();
        }
    }

    /** An element with an item for each address. */
    static Element element(Name name, Collection<Jid> items) {
        ElementBuilder element = Element.builder(name);
        items.forEach(item -> element.add(
                Element.builder(ITEM).attribute("jid", item.toString()).build()));
        return element.build();
    }
}
