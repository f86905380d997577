package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.List;

/**
 * How an occupant looked at a moment.
 *
 * @param jid the real full JID, which not everybody may see
 * @param id the occupant identifier (XEP-0421)
 * @param presence what the client showed, without addresses; the engine does not look into it
 */
public record Appearance(
        Nickname nickname, Jid jid, Affiliation affiliation, Role role, String id, List<Hat> hats, Element presence) {
    /** The same occupant at the moment of leaving: without a role (§7.14). */
    Appearance leaving() {
        return new Appearance(nickname, jid, affiliation, Role.NONE, id, hats, presence);
    }

    /** The same occupant by another of its clients. */
    Appearance withJid(Jid other) {
        return new Appearance(nickname, other, affiliation, role, id, hats, presence);
    }

    Appearance withPresence(Element other) {
        return new Appearance(nickname, jid, affiliation, role, id, hats, other);
    }

    Appearance withAffiliation(Affiliation other) {
        return new Appearance(nickname, jid, other, role, id, hats, presence);
    }
}
