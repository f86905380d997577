package im.godwit.plugins.muc;

import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.plugins.muc.engine.RefusedException;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import java.util.function.Supplier;

/** Refusals as stanza errors, with the conditions and types of the examples in XEP-0045. */
final class Errors {
    private Errors() {}

    /** Runs a request; what the engine refuses becomes an error. */
    static <T> T translated(Supplier<T> request) {
        try {
            return request.get();
        } catch (RefusedException refused) {
            throw of(refused.refusal()).thrown();
        }
    }

    static StanzaError of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Reason reason -> of(reason);
            case Refusal.Unacceptable unacceptable -> Condition.NOT_ACCEPTABLE.error(unacceptable.why());
            case Refusal.TooEarly slow ->
                Condition.POLICY_VIOLATION
                        .error("this room is in slow mode: one message every "
                                + slow.every().toSeconds() + " seconds")
                        .withType(ErrorType.WAIT);
        };
    }

    private static StanzaError of(Refusal.Reason reason) {
        return switch (reason) {
            case FORBIDDEN, BANNED -> Condition.FORBIDDEN.error();
            case ROOM_MISSING, OCCUPANT_MISSING, MESSAGE_MISSING, HAT_MISSING -> Condition.ITEM_NOT_FOUND.error();
            case NOT_ARCHIVED -> Condition.SERVICE_UNAVAILABLE.error();
            case NOT_AN_OCCUPANT, NICKNAME_LOCKED ->
                Condition.NOT_ACCEPTABLE.error().withType(ErrorType.CANCEL);
            case PASSWORD_REQUIRED -> Condition.NOT_AUTHORIZED.error();
            case NOT_A_MEMBER -> Condition.REGISTRATION_REQUIRED.error();
            case NICKNAME_TAKEN, AGAINST_ONESELF, LAST_OWNER -> Condition.CONFLICT.error();
            case ROOM_FULL -> Condition.SERVICE_UNAVAILABLE.error().withType(ErrorType.WAIT);
            case CREATION_RESTRICTED, NOT_ALLOWED, REGISTRATION_CLOSED -> Condition.NOT_ALLOWED.error();
            case TOO_MANY_ROOMS ->
                Condition.RESOURCE_CONSTRAINT
                        .error("you own as many rooms as you may")
                        .withType(ErrorType.CANCEL);
            case TOO_MANY_AFFILIATIONS ->
                Condition.RESOURCE_CONSTRAINT
                        .error("this room has as many affiliations as it may")
                        .withType(ErrorType.CANCEL);
            case TOO_MANY_HATS ->
                Condition.RESOURCE_CONSTRAINT
                        .error("there are as many hats as there may be")
                        .withType(ErrorType.CANCEL);
            case TOO_FAST ->
                Condition.POLICY_VIOLATION
                        .error("too much at once; wait a little")
                        .withType(ErrorType.WAIT);
            case ROOM_BUSY ->
                Condition.RESOURCE_CONSTRAINT
                        .error("too much happens in this room; wait a little")
                        .withType(ErrorType.WAIT);
            case TOO_MANY_SUBSCRIBERS ->
                Condition.RESOURCE_CONSTRAINT
                        .error("there are as many subscribers as there may be")
                        .withType(ErrorType.WAIT);
            case SEARCHES_TOO_MUCH -> SearchErrors.rateLimit();
            case TOO_BIG -> Condition.POLICY_VIOLATION.error("larger than rooms take");
        };
    }

    static StanzaException badRequest(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }

    static StanzaException notAcceptable(String why) {
        return Condition.NOT_ACCEPTABLE.error(why).thrown();
    }

    static StanzaException malformedJid(String text) {
        return Condition.JID_MALFORMED
                .error("not an address: " + (text.length() > 80 ? text.substring(0, 80) : text))
                .thrown();
    }
}
