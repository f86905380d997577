package im.godwit.plugins.roster;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What a client asks to make of one contact (RFC 6121 §2.3.1).
 *
 * @param jid the contact's bare JID
 * @param name the handle; an empty one is none
 * @param groups in the order in which the client wrote them
 * @param remove whether the contact is to go
 */
record RosterItem(Jid jid, Optional<String> name, SequencedSet<String> groups, boolean remove) {
    static final String NAMESPACE = "jabber:iq:roster";
    static final Name QUERY = new Name(NAMESPACE, "query");
    private static final Name ITEM = new Name(NAMESPACE, "item");
    private static final Name GROUP = new Name(NAMESPACE, "group");

    /**
     * Reads the one item of a roster set.
     *
     * @throws im.godwit.stanza.StanzaException by §2.3.3
     */
    static RosterItem of(Element query, RosterOptions limits) {
        List<Element> items = query.elements(ITEM).toList();
        if (items.size() != 1) {
            throw Condition.BAD_REQUEST
                    .error("a roster set has exactly one item")
                    .thrown();
        }
        Element item = items.getFirst();
        Jid jid = jid(item);
        // §2.1.2.5: all other values are the server's to set
        if (item.attribute("subscription").filter("remove"::equals).isPresent()) {
            return new RosterItem(jid, Optional.empty(), new LinkedHashSet<>(), true);
        }
        Optional<String> name = item.attribute("name").filter(n -> !n.isEmpty());
        if (name.isPresent() && name.get().length() > limits.maxNameLength()) {
            throw Condition.NOT_ACCEPTABLE.error("the name is too long").thrown();
        }
        return new RosterItem(jid, name, groups(item, limits), false);
    }

    private static Jid jid(Element item) {
        String text = item.attribute("jid")
                .orElseThrow(() -> Condition.BAD_REQUEST
                        .error("a roster item needs a 'jid'")
                        .thrown());
        try {
            return Jid.parse(text).bare();
        } catch (InvalidJidException malformed) {
            throw Condition.JID_MALFORMED.error(malformed.getMessage()).thrown();
        }
    }

    private static SequencedSet<String> groups(Element item, RosterOptions limits) {
        SequencedSet<String> groups = new LinkedHashSet<>();
        Set<String> compared = new HashSet<>();
        for (Element group : item.elements(GROUP).toList()) {
            String name = group.text();
            if (name.isEmpty() || name.length() > limits.maxNameLength()) {
                throw Condition.NOT_ACCEPTABLE
                        .error("a group's name is empty or too long")
                        .thrown();
            }
            if (!compared.add(Normalizer.normalize(name, Normalizer.Form.NFKC))) {
                throw Condition.BAD_REQUEST.error("a group is named twice").thrown();
            }
            groups.add(name);
            if (groups.size() > limits.maxGroups()) {
                throw Condition.NOT_ACCEPTABLE
                        .error("a contact may be in " + limits.maxGroups() + " groups")
                        .thrown();
            }
        }
        return Collections.unmodifiableSequencedSet(groups);
    }
}
