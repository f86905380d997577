package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.service.ExternalComponents;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is there as some entities see it: kept while they are away, so that they are told when they come (§8), and to
 * tell each presence once. One change at a time, so that the last one told is the last. For many threads.
 */
final class PresenceView {
    /** More resources than these are not shown: those of contacts elsewhere are not for us to count. */
    private static final int MAX_SHOWN = 1_000_000;

    private final ExternalComponents components;
    private final List<Jid> viewers;
    private final Map<Jid, Presence> shown = new HashMap<>();

    PresenceView(ExternalComponents components, List<Jid> viewers) {
        this.components = components;
        this.viewers = viewers;
    }

    boolean isSeen() {
        return !viewers.isEmpty();
    }

    /** Shows what is new of a presence, available or unavailable, from a full JID. */
    synchronized void show(Presence addressed) {
        Presence presence = addressed.withElement(addressed.element().withoutAttribute("to"));
        Jid from = presence.from().orElseThrow();
        boolean fresh = presence.type() == Type.AVAILABLE ? isFresh(from, presence) : shown.remove(from) != null;
        if (fresh) {
            viewers.forEach(viewer -> components.send(presence.withTo(viewer)));
        }
    }

    private boolean isFresh(Jid from, Presence presence) {
        if (shown.size() >= MAX_SHOWN && !shown.containsKey(from)) {
            return false;
        }
        return !presence.equals(shown.put(from, presence));
    }

    /** Tells an entity that has come, if it is one of the viewers. */
    synchronized void showAll(Jid viewer) {
        if (viewers.contains(viewer)) {
            shown.values().forEach(presence -> components.send(presence.withTo(viewer)));
        }
    }
}
