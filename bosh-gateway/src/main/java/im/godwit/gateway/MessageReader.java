package im.godwit.gateway;

import static org.eclipse.jetty.websocket.core.CloseStatus.BAD_DATA;
import static org.eclipse.jetty.websocket.core.CloseStatus.BAD_PAYLOAD;
import static org.eclipse.jetty.websocket.core.CloseStatus.MESSAGE_TOO_LARGE;
import static org.eclipse.jetty.websocket.core.CloseStatus.POLICY_VIOLATION;
import static org.eclipse.jetty.websocket.core.CloseStatus.PROTOCOL;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.xml.Element;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Makes elements of the data frames of one connection: one text message, one element (RFC 7395 §3.3.3). No more is kept
 * than a message may have, and it is counted before it is copied or parsed. Used by one thread at a time.
 */
final class MessageReader {
    /** A message may come in so many pieces of any size. */
    private static final int PIECES = 64;

    /** Further pieces must have this many bytes, on average: else each costs more to take than to send. */
    private static final int PIECE_SIZE = 64;

    private static final byte[] NOTHING = {};

    private final DocumentParser unauthenticated;
    private final DocumentParser authenticated;
    private final WebSocketOptions options;
    private byte[] bytes = NOTHING;
    private int length;
    private int pieces;
    private volatile boolean trusted;

    MessageReader(WebSocketOptions options) {
        this.options = options;
        unauthenticated = new DocumentParser(ParseLimits.UNAUTHENTICATED.withBytes(options.messageSizeBeforeLogin()));
        authenticated = new DocumentParser(ParseLimits.AUTHENTICATED.withBytes(options.messageSize()));
    }

    /** The largest message now, in bytes. May be called by any thread. */
    int limit() {
        return trusted ? options.messageSize() : options.messageSizeBeforeLogin();
    }

    /** From now on the limits are those of an authenticated client. May be called by any thread. */
    void trust() {
        trusted = true;
    }

    /** Takes the next data frame, or a part of one; the element, once its message is whole. */
    Optional<Element> read(Frame frame) throws WebSocketRefusal {
        if (frame.getOpCode() == OpCode.BINARY) {
            throw new WebSocketRefusal(
                    StreamCondition.UNSUPPORTED_ENCODING.error("XMPP goes in text messages"), BAD_DATA);
        }
        append(frame.getPayload());
        if (!frame.isFin()) {
            return Optional.empty();
        }
        byte[] message = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = NOTHING;
        length = 0;
        pieces = 0;
        return Optional.of(parse(message));
    }

    private void append(ByteBuffer piece) throws WebSocketRefusal {
        int limit = limit();
        int total = length + piece.remaining();
        if (total > limit) {
            throw new WebSocketRefusal(
                    StreamCondition.POLICY_VIOLATION.error("a message larger than " + limit + " bytes"),
                    MESSAGE_TOO_LARGE);
        }
        pieces++;
        if (pieces > PIECES + total / PIECE_SIZE) {
            throw new WebSocketRefusal(
                    StreamCondition.POLICY_VIOLATION.error("a message in too many fragments"), POLICY_VIOLATION);
        }
        if (total > bytes.length) {
            // most messages are one frame, which needs no room to grow
            bytes = Arrays.copyOf(bytes, length == 0 ? total : Math.min(limit, 2 * total));
        }
        piece.get(bytes, length, piece.remaining());
        length = total;
    }

    private Element parse(byte[] message) throws WebSocketRefusal {
        // §3.3.3: neither whitespace nor a byte order mark stands before the element
        if (message.length == 0 || message[0] != '<') {
            throw refusal(StreamCondition.NOT_WELL_FORMED, message);
        }
        try {
            return (trusted ? authenticated : unauthenticated).parse(message);
        } catch (InvalidXmlException e) {
            boolean tooMuch = e.error().condition() == StreamCondition.POLICY_VIOLATION;
            throw tooMuch
                    ? new WebSocketRefusal(e.error(), POLICY_VIOLATION)
                    : refusal(e.error().condition(), message);
        }
    }

    private static WebSocketRefusal refusal(StreamCondition condition, byte[] message) {
        return new WebSocketRefusal(condition.error(), isText(message) ? PROTOCOL : BAD_PAYLOAD);
    }

    // RFC 6455 §8.1
    private static boolean isText(byte[] message) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
