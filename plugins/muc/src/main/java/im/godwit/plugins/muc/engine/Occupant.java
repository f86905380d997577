package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Somebody in a room under one nickname, with one client or several (XEP-0045 §7.2.8). */
final class Occupant {
    /** The user's bare JID. */
    final Jid user;

    /** A stable pseudonym of the user in this room (XEP-0421 §4). */
    final String id;

    Nickname nickname;
    Affiliation affiliation;
    Role role;
    List<Hat> hats = List.of();

    /** The clients with their presence; the one that was heard of last stands last. */
    private final SequencedMap<Jid, Element> sessions = new LinkedHashMap<>();

    private Optional<Appearance> shown = Optional.empty();

    Occupant(Jid user, String id, Nickname nickname, Affiliation affiliation, Role role) {
        this.user = user;
        this.id = id;
        this.nickname = nickname;
        this.affiliation = affiliation;
        this.role = role;
    }

    void heard(Jid session, Element presence) {
        sessions.remove(session);
        sessions.put(session, presence);
    }

    /** The clients of another occupant of the same user become this one's. */
    void takeOver(Occupant other) {
        sessions.putAll(other.sessions);
    }

    void lost(Jid session) {
        sessions.remove(session);
    }

    boolean isGone() {
        return sessions.isEmpty();
    }

    List<Jid> sessions() {
        return List.copyOf(sessions.keySet());
    }

    boolean isModerator() {
        return role == Role.MODERATOR;
    }

    /** How the occupant looks to others: as its latest client does. The same object as long as nothing changes. */
    Appearance appearance() {
        Map.Entry<Jid, Element> latest =
                sessions.sequencedEntrySet().getLast(); // there is one as long as the occupant is
        Appearance now = new Appearance(nickname, latest.getKey(), affiliation, role, id, hats, latest.getValue());
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
        }
        return shown.get();
    }
}
