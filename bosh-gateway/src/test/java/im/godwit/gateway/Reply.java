package im.godwit.gateway;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HTTP answer as a client sees it. */
record Reply(int status, HttpHeaders headers, byte[] content) {
    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The header's value; empty where there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The content as the document that it must be. */
    Element body() {
        try {
            return new DocumentParser(ParseLimits.AUTHENTICATED.withBytes(10_000_000)).parse(content);
        } catch (InvalidXmlException e) {
            throw new AssertionError("not XML: " + text(), e);
        }
    }

    /** An attribute of the body; empty where there is none. */
    String attribute(String name) {
        return body().attribute(name).orElse("");
    }

    /** An attribute in the namespace of XEP-0206; empty where there is none. */
    String xmpp(String name) {
        return body().attribute(new Name(BoshBody.XBOSH, name)).orElse("");
    }

    List<Element> payload() {
        return body().elements();
    }

    boolean isEmptyBody() {
        return body().attributes().isEmpty() && body().children().isEmpty();
    }

    /** The terminal condition; empty where it does not terminate or has none. */
    String condition() {
        return attribute("type").equals("terminate") ? attribute("condition") : "";
    }
}
