package im.godwit.core.xml;

import static im.godwit.core.transport.StreamCondition.NOT_WELL_FORMED;
import static im.godwit.core.transport.StreamCondition.POLICY_VIOLATION;
import static im.godwit.core.transport.StreamCondition.RESTRICTED_XML;

import im.godwit.core.transport.StreamError;
import im.godwit.xml.Element;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Parses a whole document, such as the body of a BOSH request or a WebSocket frame, with the same restrictions, limits
 * and errors as a stream. Threads may share it.
 */
public final class DocumentParser {
    private final ParseLimits limits;

    public DocumentParser(ParseLimits limits) {
        this.limits = limits;
    }

    /**
     * Parses one document.
     *
     * @param bytes the document in UTF-8
     * @throws InvalidXmlException with the condition that a stream would end with
     */
    public Element parse(byte[] bytes) throws InvalidXmlException {
        if (bytes.length > limits.bytes()) {
            throw new InvalidXmlException(POLICY_VIOLATION, "more than " + limits.bytes() + " bytes at once");
        }
        checkProlog(bytes);
        checkEncoding(bytes);
        try {
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (XMLStreamException | RuntimeException e) {
            throw new InvalidXmlException(XmlFactory.error(e));
        }
    }

    private static void checkProlog(byte[] bytes) throws InvalidXmlException {
        Prolog prolog = new Prolog();
        prolog.scan(bytes, 0, bytes.length);
        if (!prolog.done()) {
            throw new InvalidXmlException(
                    prolog.refusal().orElse(NOT_WELL_FORMED).error());
        }
    }

    private static void checkEncoding(byte[] bytes) throws InvalidXmlException {
        Utf8Gate gate = new Utf8Gate();
        int at = gate.scan(bytes, 0, bytes.length);
        while (at < bytes.length) {
            if (gate.stop() == Utf8Gate.Stop.INVALID) {
                throw new InvalidXmlException(NOT_WELL_FORMED.error());
            }
            // whether ]]> is right here is for Woodstox to tell: it has the whole document
            gate.pass();
            at = gate.scan(bytes, at + 1, bytes.length);
        }
        if (gate.unfinished() > 0) {
            throw new InvalidXmlException(NOT_WELL_FORMED.error());
        }
    }

    private Element parse(String document) throws InvalidXmlException, XMLStreamException {
        XMLStreamReader reader = XmlFactory.document(new StringReader(document));
        Optional<StreamError> refusal = XmlFactory.declaration(reader);
        if (refusal.isPresent()) {
            throw new InvalidXmlException(refusal.get());
        }
        TreeBuilder tree = new TreeBuilder(limits);
        Optional<Element> root = Optional.empty();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> tree.start(reader);
                case XMLStreamConstants.END_ELEMENT -> root = tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (tree.depth() > 0) {
                        tree.text(reader.getText());
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.DTD ->
                    throw new InvalidXmlException(RESTRICTED_XML.error());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new InvalidXmlException(NOT_WELL_FORMED, "an entity that is not declared");
                default -> {}
            }
        }
        return root.orElseThrow(() -> new InvalidXmlException(NOT_WELL_FORMED.error()));
    }
}
