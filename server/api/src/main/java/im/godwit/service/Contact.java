package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One entry of a roster with all of its subscription state (RFC 6121 §2.1.2, appendix A).
 *
 * @param jid the contact's bare JID
 * @param name the handle that the user gave it
 * @param groups the groups that it is in
 * @param listed whether the user's client sees it; an entry may exist only to remember a pending request
 * @param to whether the user receives the contact's presence
 * @param from whether the contact receives the user's presence
 * @param ask whether the user asked for the contact's presence and waits for an answer ("pending out")
 * @param request the contact's unanswered subscription request, kept whole ("pending in", §3.1.3)
 * @param approved whether the user has approved a request in advance (§3.4)
 */
public record Contact(
        Jid jid,
        Optional<String> name,
        SequencedSet<String> groups,
        boolean listed,
        boolean to,
        boolean from,
        boolean ask,
        Optional<Element> request,
        boolean approved) {
    private static final String ROSTER = "jabber:iq:roster";

    /** No entry. */
    public static Contact none(Jid jid) {
        return new Contact(
                jid,
                Optional.empty(),
                new java.util.LinkedHashSet<>(),
                false,
                false,
                false,
                false,
                Optional.empty(),
                false);
    }

    /** Whether there is nothing to remember. */
    public boolean isNone() {
        return !listed && !to && !from && !ask && request.isEmpty() && !approved;
    }

    /** The {@code subscription} attribute (RFC 6121 §2.1.2.5). */
    public String subscription() {
        if (to) {
            return from ? "both" : "to";
        }
        return from ? "from" : "none";
    }

    /** The entry as a client sees it (RFC 6121 §2.1.2): an item of a roster; as removed where it is not listed. */
    public Element item() {
        ElementBuilder item = Element.builder(ROSTER, "item").attribute("jid", jid.toString());
        if (!listed) {
            return item.attribute("subscription", "remove").build();
        }
        item.attribute("name", name).attribute("subscription", subscription());
        if (ask) {
            item.attribute("ask", "subscribe"); // §2.1.2.2
        }
        if (approved) {
            item.attribute("approved", "true"); // §2.1.2.1
        }
        groups.forEach(group -> item.add(Element.of(new Name(ROSTER, "group"), group)));
        return item.build();
    }

    public Contact withTo(boolean value) {
        return new Contact(jid, name, groups, listed, value, from, ask, request, approved);
    }

    public Contact withFrom(boolean value) {
        return new Contact(jid, name, groups, listed, to, value, ask, request, approved);
    }

    public Contact withAsk(boolean value) {
        return new Contact(jid, name, groups, listed, to, from, value, request, approved);
    }

    public Contact withRequest(Optional<Element> value) {
        return new Contact(jid, name, groups, listed, to, from, ask, value, approved);
    }

    public Contact withApproved(boolean value) {
        return new Contact(jid, name, groups, listed, to, from, ask, request, value);
    }

    public Contact withListed(boolean value) {
        return new Contact(jid, name, groups, value, to, from, ask, request, approved);
    }

    /** The same entry with what the user may edit (RFC 6121 §2.3). */
    public Contact withNameAndGroups(Optional<String> newName, SequencedSet<String> newGroups) {
        return new Contact(jid, newName, newGroups, true, to, from, ask, request, approved);
    }
}
