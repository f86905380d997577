package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Broadcast;
import im.godwit.plugins.muc.engine.Appearance;
import im.godwit.plugins.muc.engine.Circumstances;
import im.godwit.plugins.muc.engine.RoomEvent.Presented;
import im.godwit.plugins.muc.engine.RoomEvent.RoomShown;
import im.godwit.stanza.Presence;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The presence stanzas of events that are told together: who is shown to several newcomers is written once. */
final class Presences {
    private final Jid room;
    private final Map<Appearance, PresenceXml> occupants = new IdentityHashMap<>();

    Presences(Jid room) {
        this.room = room;
    }

    /** One for each form in which the occupant is seen. */
    List<Broadcast> of(Presented event) {
        PresenceXml xml = new PresenceXml(room, event);
        Map<Presence, List<Jid>> viewers = new IdentityHashMap<>();
        event.to()
                .forEach(viewer -> viewers.computeIfAbsent(xml.seenBy(viewer), form -> new ArrayList<>())
                        .add(viewer.session()));
        return viewers.entrySet().stream()
                .map(seen -> new Broadcast(seen.getKey(), seen.getValue()))
                .toList();
    }

    List<Broadcast> of(RoomShown event) {
        List<Jid> to = List.of(event.to().session());
        return event.who().stream()
                .map(who -> new Broadcast(shown(who).seenBy(event.to()), to))
                .toList();
    }

    private PresenceXml shown(Appearance who) {
        return occupants.computeIfAbsent(
                who, w -> new PresenceXml(room, new Presented(w, true, Circumstances.NONE, List.of())));
    }
}
