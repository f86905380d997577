package im.godwit.plugins.muc.engine;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What goes with the presence of an occupant.
 *
 * @param codes for everybody
 * @param ownCodes for the occupant's own clients besides
 * @param actor who did it
 * @param renamed the new nickname of an occupant that changes it
 * @param id of the stanza that caused it, for the occupant's own clients
 */
public record Circumstances(
        Set<Status> codes,
        Set<Status> ownCodes,
        Optional<Nickname> actor,
        Optional<String> reason,
        Optional<Nickname> renamed,
        Optional<Destruction> destruction,
        Optional<String> id) {
    /** Nothing in particular. */
    public static final Circumstances NONE = new Circumstances(
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static Circumstances of(Status... codes) {
        return NONE.with(codes);
    }

    Circumstances with(Status... more) {
        return new Circumstances(union(codes, more), ownCodes, actor, reason, renamed, destruction, id);
    }

    Circumstances withOwn(Status... more) {
        return new Circumstances(codes, union(ownCodes, more), actor, reason, renamed, destruction, id);
    }

    Circumstances by(Optional<Nickname> who, Optional<String> why) {
        return new Circumstances(codes, ownCodes, who, why, renamed, destruction, id);
    }

    Circumstances renamedTo(Nickname other) {
        return new Circumstances(codes, ownCodes, actor, reason, Optional.of(other), destruction, id);
    }

    Circumstances destroyedBy(Destruction end) {
        return new Circumstances(codes, ownCodes, actor, reason, renamed, Optional.of(end), id);
    }

    Circumstances answering(Optional<String> cause) {
        return new Circumstances(codes, ownCodes, actor, reason, renamed, destruction, cause);
    }

    private static Set<Status> union(Set<Status> some, Status... more) {
        Set<Status> all = EnumSet.noneOf(Status.class);
        all.addAll(some);
        all.addAll(Set.of(more));
        return all;
    }
}
