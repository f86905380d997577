package im.godwit.core.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import java.io.Reader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Makes every XML parser of the server, all of them without DTDs, external entities and entity expansion (RFC 6120
 * §11.1). What else is restricted comes out of a parser as an event and is refused here. Threads may share it.
 */
final class XmlFactory {
    private static final InputFactoryImpl STREAMS = streams();
    private static final WstxInputFactory DOCUMENTS = documents();

    private XmlFactory() {}

    private static InputFactoryImpl streams() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static WstxInputFactory documents() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        // names of strangers do not belong into tables that live as long as the process
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(WstxInputProperties.P_CACHE_DTDS, false);
        return factory;
    }

    static AsyncXMLStreamReader<AsyncByteArrayFeeder> stream() {
        return STREAMS.createAsyncForByteArray();
    }

    static XMLStreamReader document(Reader characters) throws XMLStreamException {
        return DOCUMENTS.createXMLStreamReader(characters);
    }

    /** Judges an XML declaration, or its absence (RFC 6120 §11.6). */
    static Optional<StreamError> declaration(XMLStreamReader reader) {
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            return Optional.of(StreamCondition.NOT_WELL_FORMED.error("XML 1.0 is spoken here"));
        }
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            return Optional.of(StreamCondition.UNSUPPORTED_ENCODING.error());
        }
        return Optional.empty();
    }

    /** Tells what an exception of a parser means to the peer. */
    static StreamError error(Exception thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (message.startsWith("Unbound namespace prefix") || message.startsWith("Undeclared namespace prefix")) {
            return StreamCondition.BAD_NAMESPACE_PREFIX.error();
        }
        if (message.startsWith("Unsupported encoding")) {
            return StreamCondition.UNSUPPORTED_ENCODING.error();
        }
        return StreamCondition.NOT_WELL_FORMED.error();
    }
}
