package im.godwit.plugins.commands;

import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Name;

/** The errors of XEP-0050 §4.4. */
final class Errors {
    private Errors() {}

    /** A request that cannot be accepted because of its action, locale, payload or sessionid. */
    static StanzaException badRequest(String detail) {
        return Condition.BAD_REQUEST.error().withDetail(name(detail)).thrown();
    }

    /** The same, with the reason for people. */
    static StanzaException badPayload(String why) {
        return Condition.BAD_REQUEST.error(why).withDetail(name("bad-payload")).thrown();
    }

    static StanzaException sessionExpired() {
        return Condition.NOT_ALLOWED.error().withDetail(name("session-expired")).thrown();
    }

    /** §4.4: unlike RFC 6120, of type cancel. */
    static StanzaException forbidden() {
        return Condition.FORBIDDEN.error().withType(ErrorType.CANCEL).thrown();
    }

    static StanzaException noSuchCommand() {
        return Condition.ITEM_NOT_FOUND.error().thrown();
    }

    private static Name name(String local) {
        return new Name(CommandsPlugin.NAMESPACE, local);
    }
}
