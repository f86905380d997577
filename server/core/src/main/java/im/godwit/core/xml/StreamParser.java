package im.godwit.core.xml;

import static im.godwit.core.transport.StreamCondition.BAD_FORMAT;
import static im.godwit.core.transport.StreamCondition.NOT_WELL_FORMED;
import static im.godwit.core.transport.StreamCondition.POLICY_VIOLATION;
import static im.godwit.core.transport.StreamCondition.RESTRICTED_XML;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Parses one XML stream (RFC 6120 §4) as its bytes come, in pieces of any size: the same bytes give the same events in
 * whatever pieces. This parser alone decides where a stanza ends.
 *
 * <p>{@link #feed} gives it bytes, then {@link #next} is called until it {@linkplain StreamEvent.NeedsInput needs
 * more}. Not for use by several threads at a time.
 */
public final class StreamParser {
    private static final StreamEvent NEEDS_INPUT = new StreamEvent.NeedsInput();
    private static final StreamEvent SPACE = new StreamEvent.Space();

    private static final byte[] NOTHING = {};

    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader = XmlFactory.stream();
    private final Prolog prolog = new Prolog();
    private final Utf8Gate gate = new Utf8Gate();
    private final TreeBuilder tree;
    private ParseLimits limits;

    private byte[] piece = NOTHING;
    private int position;
    private int end;

    /** How many bytes were read of this stream, and of them how many before what is being parsed now. */
    private long read;

    private long boundary;

    /** Bytes that the reader did not get: whitespace before an XML declaration. */
    private long skipped;

    /** The first bytes of a character whose others have not come. */
    private final byte[] split = new byte[4];

    private int splitLength;

    private int feedOffset;

    private boolean inStream;
    private boolean sectionEnd;
    private boolean over;

    public StreamParser(ParseLimits limits) {
        this.limits = limits;
        this.tree = new TreeBuilder(limits);
    }

    /** Sets other limits for what comes from now on. */
    public void limit(ParseLimits other) {
        limits = other;
        tree.limit(other);
    }

    /**
     * Gives the next bytes; they must not change until the parser needs more.
     *
     * @throws IllegalStateException if the bytes given before are not used up
     */
    public void feed(byte[] bytes, int offset, int length) {
        if (position < end && !over) {
            throw new IllegalStateException("not all of the last piece is parsed");
        }
        piece = bytes;
        position = offset;
        end = offset + length;
    }

    /** What comes next in the stream. After an end or a fault it is never anything but more input that is needed. */
    public StreamEvent next() {
        try {
            while (!over) {
                int type = reader.next();
                if (type == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                    if (!advance()) {
                        letGo();
                        break;
                    }
                } else {
                    StreamEvent event = handle(type);
                    sectionEnd = false;
                    if (event != NEEDS_INPUT) {
                        return event;
                    }
                }
            }
            piece = NOTHING;
            position = end = 0;
            return NEEDS_INPUT;
        } catch (InvalidXmlException e) {
            return fault(e.error());
        } catch (XMLStreamException | RuntimeException e) {
            // Aalto throws a bare RuntimeException for <xmlns:a/>, for example
            return fault(XmlFactory.error(e));
        }
    }

    private StreamEvent fault(StreamError error) {
        over = true;
        return new StreamEvent.Fault(error);
    }

    /** Aalto holds the last array until it gets another: 16 KiB for each connection with TLS that is silent. */
    private void letGo() throws XMLStreamException {
        if (reader.getInputFeeder().needMoreInput()) {
            reader.getInputFeeder().feedInput(NOTHING, 0, 0);
            feedOffset = 0;
        }
    }

    /** Hands more of the piece to the reader, never more than one byte beyond the limit; false if there is no more. */
    private boolean advance() throws InvalidXmlException, XMLStreamException {
        sectionEnd = false;
        long room = boundary + limits.bytes() + 1 - read;
        if (room <= 0) {
            throw tooManyBytes();
        }
        if (position == end) {
            return false;
        }
        int to = (int) Math.min(end, position + room);
        if (!prolog.done()) {
            if (prolog.atStart() && isSpace(piece[position])) {
                skipped++;
                read++;
                position++;
                return true;
            }
            to = prolog.scan(piece, position, to);
            if (to == position) {
                throw new InvalidXmlException(
                        prolog.refusal().orElse(NOT_WELL_FORMED).error());
            }
        }
        if (splitLength > 0) {
            join();
            return true;
        }
        int passed = gate.scan(piece, position, to);
        int whole = passed - gate.unfinished();
        if (whole > position) {
            give(piece, position, whole - position);
        } else if (passed == position) {
            refuseOrEndSection();
        }
        splitLength = passed - whole;
        System.arraycopy(piece, whole, split, 0, splitLength);
        position += splitLength;
        read += splitLength;
        return true;
    }

    /** Aalto loses characters outside the BMP that its input splits, so it gets every character in one piece. */
    private void join() throws InvalidXmlException, XMLStreamException {
        if (gate.scan(piece, position, position + 1) == position) {
            refuseOrEndSection();
        }
        split[splitLength++] = piece[position++];
        read++;
        if (gate.unfinished() == 0) {
            reader.getInputFeeder().feedInput(split, 0, splitLength);
            feedOffset = 0;
            splitLength = 0;
        }
    }

    private void refuseOrEndSection() throws InvalidXmlException, XMLStreamException {
        if (gate.stop() == Utf8Gate.Stop.INVALID) {
            throw new InvalidXmlException(NOT_WELL_FORMED.error());
        }
        gate.pass();
        sectionEnd = true;
        give(piece, position, 1);
    }

    private void give(byte[] bytes, int offset, int length) throws XMLStreamException {
        reader.getInputFeeder().feedInput(bytes, offset, length);
        feedOffset = offset;
        position += length;
        read += length;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private StreamEvent handle(int type) throws InvalidXmlException, XMLStreamException {
        switch (type) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (inStream) {
                    tree.start(reader);
                } else {
                    return header();
                }
            }
            case XMLStreamConstants.END_ELEMENT -> {
                return endTag();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
                // XML 1.0 §2.4: the gate saw ]]>, and it neither ended a section nor stood in an attribute
                if (sectionEnd && type == XMLStreamConstants.CHARACTERS) {
                    throw new InvalidXmlException(NOT_WELL_FORMED, "]]> in text");
                }
                return characters(reader.getText());
            }
            case XMLStreamConstants.START_DOCUMENT -> {
                Optional<StreamError> refusal = XmlFactory.declaration(reader);
                if (refusal.isPresent()) {
                    throw new InvalidXmlException(refusal.get());
                }
            }
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.DTD ->
                throw new InvalidXmlException(RESTRICTED_XML.error());
            // RFC 6120 §11.1: without a DTD only the five predefined entities are declared
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new InvalidXmlException(NOT_WELL_FORMED, "an entity that is not declared");
            default -> throw new IllegalStateException("event " + type);
        }
        return NEEDS_INPUT;
    }

    private StreamEvent header() throws InvalidXmlException, XMLStreamException {
        tree.checkTag(reader);
        inStream = true;
        endOfChild();
        String content = reader.getNamespaceURI("");
        return new StreamEvent.Header(new StreamHeader(
                TreeBuilder.nameOf(reader),
                content == null ? "" : content,
                attribute("", "to"),
                attribute("", "from"),
                attribute("", "version"),
                attribute(Name.XML, "lang"),
                attribute("", "id")));
    }

    private Optional<String> attribute(String namespace, String local) {
        return Optional.ofNullable(reader.getAttributeValue(namespace, local));
    }

    private StreamEvent endTag() throws InvalidXmlException, XMLStreamException {
        if (tree.depth() == 0) {
            over = true;
            return new StreamEvent.End();
        }
        Optional<Element> child = tree.end();
        if (child.isEmpty()) {
            return NEEDS_INPUT;
        }
        endOfChild();
        return new StreamEvent.Child(child.get());
    }

    private void endOfChild() throws InvalidXmlException, XMLStreamException {
        long ended = parsed();
        if (ended - boundary > limits.bytes()) {
            throw tooManyBytes();
        }
        boundary = ended;
    }

    /**
     * The offset after the last event. Aalto counts the position in the array that it was given, not in what is its.
     */
    private long parsed() throws XMLStreamException {
        return skipped + reader.getLocationInfo().getEndingByteOffset() - feedOffset;
    }

    private StreamEvent characters(String text) throws InvalidXmlException, XMLStreamException {
        if (tree.depth() > 0) {
            tree.text(text);
            return NEEDS_INPUT;
        }
        if (!text.isBlank()) {
            throw new InvalidXmlException(BAD_FORMAT, "text between stanzas");
        }
        if (limits.idleSpace()) {
            boundary = parsed();
            return NEEDS_INPUT;
        }
        return inStream ? SPACE : NEEDS_INPUT;
    }

    private InvalidXmlException tooManyBytes() {
        return new InvalidXmlException(POLICY_VIOLATION, "more than " + limits.bytes() + " bytes at once");
    }
}
