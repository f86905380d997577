package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpRequest;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.service.Documents;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what is published: JSON of any shape, an XML element, an Atom entry. No type that a form in a browser can send
 * is among them, so no page can publish with a password that a browser keeps.
 */
final class PayloadReader {
    private final Documents documents;

    PayloadReader(Documents documents) {
        this.documents = documents;
    }

    /**
     * The payload in a request.
     *
     * @throws ProblemException if it is of another type, or malformed
     */
    Payload read(HttpRequest request) {
        String[] parts = request.header("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split(";", 2);
        String type = parts[0].strip();
        String parameters = parts.length > 1 ? parts[1].replaceAll("[\\s\"]", "") : "";
        if (parameters.contains("charset=") && !parameters.contains("charset=utf-8")) {
            throw unsupported();
        }
        return Payload.of(payload(type, request.body()));
    }

    private Element payload(String type, byte[] body) {
        if (type.equals("application/json") || isOf(type, "+json")) {
            return json(body);
        }
        if (type.equals("application/atom+xml")) {
            return Optional.of(xml(body))
                    .filter(element -> element.is(AtomItems.ENTRY))
                    .orElseThrow(() -> Problem.WRONG_PAYLOAD.because("An Atom entry is published, nothing else."));
        }
        if (type.equals("application/xml") || type.equals("text/xml") || isOf(type, "+xml")) {
            return xml(body);
        }
        throw unsupported();
    }

    private static boolean isOf(String type, String suffix) {
        return type.startsWith("application/") && type.endsWith(suffix);
    }

    private static ProblemException unsupported() {
        // RFC 9110 §12.5.1: say what could have been
        return new ProblemException(
                Problem.MEDIA_TYPE.answer().with("Accept", "application/json, application/xml, application/atom+xml"));
    }

    private Element xml(byte[] body) {
        try {
            return documents.parse(body);
        } catch (StanzaException refused) {
            throw Problem.BAD_REQUEST.because("The content is not XML that may be published.");
        }
    }

    private static Element json(byte[] body) {
        String text = text(body);
        if (!Json.isValid(text)) {
            throw Problem.BAD_REQUEST.because("The content is no object or array of JSON, or nested too deeply.");
        }
        return Element.of(JsonItems.JSON, text); // XEP-0335 §3
    }

    /** JSON is in UTF-8 (RFC 8259 §8.1), and here has no character that XML cannot have. */
    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.chars().noneMatch(c -> c == '\uFFFE' || c == '\uFFFF')) {
                return text;
            }
        } catch (CharacterCodingException malformed) {
            // answered below, as characters that cannot be kept are
        }
        throw Problem.BAD_REQUEST.because("The content is not text in UTF-8.");
    }
}
