package im.godwit.plugins.muc.engine;

import java.util.ArrayList;
import java.util.List;

/** What another configuration does to the occupants, and what they are told of it (XEP-0045 §10.2). */
final class ConfigurationChange {
    private final Room room;
    private final Configuration before;
    private final Configuration after;

    ConfigurationChange(Room room, Configuration before, Configuration after) {
        this.room = room;
        this.before = before;
        this.after = after;
    }

    /**
     * Tells everybody; the room is configured already.
     *
     * @param first whether the room was not open before, so that nobody could know it otherwise
     */
    void apply(boolean first) {
        if (!first) {
            codes().forEach(code -> room.say(new RoomEvent.Configured(code, room.everybody())));
        }
        putOutWhoMayNotBeIn();
        for (Occupant occupant : List.copyOf(room.occupants())) {
            Role role = roleNow(occupant);
            boolean shown = before.shows(occupant.role);
            boolean changed = role != occupant.role;
            occupant.role = role;
            if (changed || shown != after.shows(role)) {
                room.show(occupant, shown, Circumstances.NONE);
            }
        }
        if (before.get(Settings.NICKNAMES) != after.get(Settings.NICKNAMES)) {
            Renaming.lock(room, List.copyOf(room.occupants()));
        }
    }

    /** §10.2.1. */
    private List<Status> codes() {
        List<Status> codes = new ArrayList<>();
        if (before.isLogged() != after.isLogged()) {
            codes.add(after.isLogged() ? Status.LOGGING_ENABLED : Status.LOGGING_DISABLED);
        }
        if (before.get(Settings.WHOIS) != after.get(Settings.WHOIS)) {
            codes.add(after.isNonAnonymous() ? Status.NOW_NON_ANONYMOUS : Status.NOW_SEMI_ANONYMOUS);
        }
        Configuration otherwise = before.with(Settings.LOGGED, after.get(Settings.LOGGED))
                .with(Settings.WHOIS, after.get(Settings.WHOIS));
        if (!otherwise.equals(after)) {
            codes.add(Status.CONFIGURATION_CHANGED);
        }
        return codes;
    }

    /** §10.2: the room is members-only now. */
    private void putOutWhoMayNotBeIn() {
        List<Runnable> afterwards = new ArrayList<>();
        for (Occupant occupant : List.copyOf(room.occupants())) {
            if (RoomType.initial(after, occupant.affiliation) == Role.NONE) {
                afterwards.add(Removal.of(room, occupant, Circumstances.of(Status.MEMBERS_ONLY)));
            }
        }
        afterwards.forEach(Runnable::run);
    }

    /** §5.1.2: where the room becomes moderated or not any more, roles are what they are on entering such a room. */
    private Role roleNow(Occupant occupant) {
        boolean changed = !before.get(Settings.MODERATED).equals(after.get(Settings.MODERATED));
        return changed && !occupant.isModerator() ? RoomType.initial(after, occupant.affiliation) : occupant.role;
    }
}
