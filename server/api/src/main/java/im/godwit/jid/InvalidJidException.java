package im.godwit.jid;

/** A string is not an XMPP address; answered with {@code <jid-malformed/>} where a stanza carried it. */
public final class InvalidJidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidJidException(String message) {
        super(message, null, false, false); // expected for bad input: no stack trace
    }
}
