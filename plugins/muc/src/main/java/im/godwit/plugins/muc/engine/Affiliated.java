package im.godwit.plugins.muc.engine;

import java.util.Optional;

/**
 * What an account is to a room, and what goes with it.
 *
 * @param affiliation other than none where it is kept
 * @param nickname the nickname that is reserved for the account
 * @param reason why, as whoever set it said
 */
public record Affiliated(Affiliation affiliation, Optional<Nickname> nickname, Optional<String> reason) {
    static final Affiliated NONE = of(Affiliation.NONE);

    /** An affiliation and nothing else. */
    public static Affiliated of(Affiliation affiliation) {
        return new Affiliated(affiliation, Optional.empty(), Optional.empty());
    }

    boolean reserves(Nickname other) {
        return nickname.filter(other::sameAs).isPresent();
    }
}
