package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client that speaks XML itself, over one transport. */
public interface RawClient extends AutoCloseable {
    /** Opens the stream, or opens it anew; reads the features. */
    Element open();

    void send(String xml);

    /** The next first-level element; fails after a while without one. */
    Element receive();

    /** Is gone, without a word. */
    @Override
    void close();

    /** Opens the stream and logs in. */
    default RawClient login(String user) {
        open();
        authenticate(user);
        open();
        return this;
    }

    /** Opens the stream and logs in as somebody who has no account (XEP-0175 §3). */
    default RawClient loginAnonymously() {
        open();
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");
        assertThat(receive().local()).isEqualTo("success");
        open();
        return this;
    }

    /** Proves who it is. */
    default void authenticate(String user) {
        String plain = "\0" + user + "\0" + GodwitServer.PASSWORD;
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "</auth>");
        assertThat(receive().local()).isEqualTo("success");
    }

    /** Binds a resource, has stanzas counted and becomes available; the id to resume the stream with. */
    default String begin(String resource) {
        send("<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                + resource + "</resource></bind></iq>");
        assertThat(receive().attribute("type")).contains("result");
        send("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        String id = receive().attribute("id").orElseThrow();
        send("<presence xmlns='jabber:client'/>");
        assertThat(receive().local()).isEqualTo("presence"); // its own
        return id;
    }

    /** Resumes a stream, having handled so many stanzas; what the server has handled. */
    default String resume(String id, long handled) {
        send("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='" + handled + "'/>");
        Element resumed = receive();
        assertThat(resumed.local()).isEqualTo("resumed");
        return resumed.attribute("h").orElseThrow();
    }

    default void say(String to, String body) {
        send("<message xmlns='jabber:client' type='chat' to='" + to + "'><body>" + body + "</body></message>");
    }

    /** The bodies of the next messages; other elements are passed over. */
    default String[] bodies(int number) {
        String[] bodies = new String[number];
        for (int i = 0; i < number; i++) {
            bodies[i] = message().child("body").orElseThrow().text();
        }
        return bodies;
    }

    /** The next message; other elements are passed over. */
    default Element message() {
        Element element = receive();
        while (!element.local().equals("message")) {
            element = receive();
        }
        return element;
    }

    /**
     * The error with which the server ends the stream; all that may come before is what it has handled (XEP-0198 §4).
     */
    default Element end() {
        Element element = receive();
        return element.local().equals("a") ? receive() : element;
    }

    /** Returns when the server has handled so many stanzas in all. */
    default void awaitHandled(long stanzas) {
        send("<r xmlns='urn:xmpp:sm:3'/>");
        Element element = receive();
        while (!element.local().equals("a")) {
            element = receive();
        }
        assertThat(element.attribute("h")).contains(Long.toString(stanzas));
    }
}
