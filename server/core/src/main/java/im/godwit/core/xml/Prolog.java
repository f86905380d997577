package im.godwit.core.xml;

import im.godwit.core.transport.StreamCondition;
import java.util.Optional;

/**
 * Looks at what stands before the root element: an XML declaration and whitespace, and nothing else (RFC 6120 §11.1,
 * §11.6). A document type or comment is refused at its second character, before any parser has to understand it, and
 * other encodings are recognised by their first bytes. Works on any split of the input.
 */
final class Prolog {
    private enum State {
        START,
        MARKUP,
        INSTRUCTION,
        INSTRUCTION_END,
        DONE
    }

    private State state = State.START;
    private StreamCondition refusal;

    boolean done() {
        return state == State.DONE;
    }

    /** Whether nothing but whitespace came yet. */
    boolean atStart() {
        return state == State.START;
    }

    /** Why the byte at which {@link #scan} stopped is refused, if it is. */
    Optional<StreamCondition> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Goes over the bytes until the root element; the index of the first byte not gone over. */
    int scan(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && state != State.DONE) {
            if (!take(bytes[i])) {
                return i;
            }
            i++;
        }
        return i;
    }

    private boolean take(byte b) {
        switch (state) {
            case START -> {
                // UTF-16 and UTF-32, with a byte order mark or without
                if (b == (byte) 0xFE || b == (byte) 0xFF || b == 0) {
                    return refuse(StreamCondition.UNSUPPORTED_ENCODING);
                }
                if (b == '<') {
                    state = State.MARKUP;
                } else if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                    return refuse(StreamCondition.NOT_WELL_FORMED);
                }
            }
            case MARKUP -> {
                if (b == 0) {
                    return refuse(StreamCondition.UNSUPPORTED_ENCODING);
                }
                if (b == '!') {
                    return refuse(StreamCondition.RESTRICTED_XML);
                }
                state = b == '?' ? State.INSTRUCTION : State.DONE;
            }
            case INSTRUCTION -> {
                if (b == '?') {
                    state = State.INSTRUCTION_END;
                }
            }
            case INSTRUCTION_END -> {
                if (b == '>') {
                    state = State.START;
                } else if (b != '?') {
                    state = State.INSTRUCTION;
                }
            }
            case DONE -> throw new IllegalStateException("the root has begun");
        }
        return true;
    }

    private boolean refuse(StreamCondition condition) {
        refusal = condition;
        return false;
    }
}
