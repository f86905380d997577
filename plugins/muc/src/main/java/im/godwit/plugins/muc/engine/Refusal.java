package im.godwit.plugins.muc.engine;

import java.time.Duration;

/** Why a request is not done; what speaks to the requester says it in the words of its protocol. */
public sealed interface Refusal {
    /** Reasons that need no more words; sections of XEP-0045 where it names one case. */
    enum Reason implements Refusal {
        /** The role or affiliation does not permit it. */
        FORBIDDEN,
        /** §7.2.10, §17.2: no such room, or not yet. */
        ROOM_MISSING,
        /** §7.5: no such occupant. */
        OCCUPANT_MISSING,
        /** XEP-0425 §3.2: no such message in the archive. */
        MESSAGE_MISSING,
        /** XEP-0313 §6: the room has no archive. */
        NOT_ARCHIVED,
        /** §7.4, §7.5: who asks is not in the room. */
        NOT_AN_OCCUPANT,
        /** §7.2.5. */
        PASSWORD_REQUIRED,
        /** §7.2.6. */
        NOT_A_MEMBER,
        /** §7.2.7. */
        BANNED,
        /** §7.2.8, §7.6, §7.10: in use or reserved by somebody else. */
        NICKNAME_TAKEN,
        /** §7.6: nicknames are locked down. */
        NICKNAME_LOCKED,
        /** §7.2.9. */
        ROOM_FULL,
        /** §10.1.1. */
        CREATION_RESTRICTED,
        /** §10.1.1: as many rooms as an account may own. */
        TOO_MANY_ROOMS,
        /** §8.2, §8.4, §9.1: against somebody of a higher affiliation. */
        NOT_ALLOWED,
        /** §9.1: against oneself. */
        AGAINST_ONESELF,
        /** §10.4: a room has an owner. */
        LAST_OWNER,
        /** As many affiliations as a room may have. */
        TOO_MANY_AFFILIATIONS,
        /** XEP-0317: no such hat. */
        HAT_MISSING,
        /** XEP-0317: as many hats as there may be in a room or on a head, or as many who wear some. */
        TOO_MANY_HATS,
        /** §7.10: registered already, or not open for registration. */
        REGISTRATION_CLOSED,
        /** More in a short time than one user may send. */
        TOO_FAST,
        /** More in a short time than one room may be sent. */
        ROOM_BUSY,
        /** XEP-0437 §6: as many as may subscribe to indicators. */
        TOO_MANY_SUBSCRIBERS,
        /** XEP-0433 §4.2.5: more searches in a short time than one user, or all, may make. */
        SEARCHES_TOO_MUCH,
        /** Larger than what a room takes. */
        TOO_BIG
    }

    /**
     * §10.1.3: a setting cannot be given this value.
     *
     * @param why a sentence for people
     */
    record Unacceptable(String why) implements Refusal {}

    /**
     * XEP-0500 §7: before the author may speak again.
     *
     * @param every how long everybody waits
     */
    record TooEarly(Duration every) implements Refusal {}

    /** This refusal as an exception. */
    default RefusedException thrown() {
        return new RefusedException(this);
    }
}
