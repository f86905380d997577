package im.godwit.plugins.archive;

import im.godwit.archive.Mam;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * With whom an account's messages are kept (XEP-0441 §2).
 *
 * @param policy where neither list says so
 * @param always with these
 * @param never with these; says more than {@code always}
 */
record Preferences(Policy policy, Set<Jid> always, Set<Jid> never) {
    /** Addresses in a list. */
    static final int MOST = 500;

    private static final Name JID = new Name(Mam.NAMESPACE, "jid");

    /** What holds for an account that said nothing. */
    static Preferences of(Policy policy) {
        return new Preferences(policy, Set.of(), Set.of());
    }

    /**
     * Reads what a client wrote.
     *
     * @throws StanzaException {@code bad-request} without one of the three defaults, {@code jid-malformed} for a bad
     *     address, {@code resource-constraint} for too many
     */
    static Preferences of(Element prefs) {
        // §2.1.1: the attribute MUST be one of three
        Policy policy = prefs.attribute("default")
                .flatMap(Policy::of)
                .orElseThrow(() -> Condition.BAD_REQUEST
                        .error("default is always, never or roster")
                        .thrown());
        return new Preferences(policy, jids(prefs, "always"), jids(prefs, "never"));
    }

    private static Set<Jid> jids(Element prefs, String list) {
        List<Element> found =
                prefs.child(list).map(e -> e.elements(JID).toList()).orElse(List.of());
        if (found.size() > MOST) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("a list has at most " + MOST + " addresses")
                    .thrown();
        }
        Set<Jid> jids = new TreeSet<>();
        found.forEach(element -> jids.add(jid(element.text())));
        return jids;
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text.strip());
        } catch (InvalidJidException malformed) {
            throw Condition.JID_MALFORMED.error(malformed.getMessage()).thrown();
        }
    }

    /** Whether messages to or from this address are kept. */
    boolean keeps(Jid other, Predicate<Jid> inRoster) {
        if (names(never, other)) {
            return false;
        }
        return names(always, other)
                || switch (policy) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case ROSTER -> inRoster.test(other.bare()); // §2.3.1
                };
    }

    /** §2.3.1: a bare JID in a list stands for all of its resources. */
    private static boolean names(Set<Jid> list, Jid other) {
        return !list.isEmpty() && (list.contains(other) || list.contains(other.bare()));
    }

    /** Both lists are there, even if empty (§2.1). */
    Element toElement() {
        return Element.builder(Mam.PREFERENCES)
                .attribute("default", policy.text())
                .child("always", list -> always.forEach(jid -> list.child("jid", jid.toString())))
                .child("never", list -> never.forEach(jid -> list.child("jid", jid.toString())))
                .build();
    }
}
