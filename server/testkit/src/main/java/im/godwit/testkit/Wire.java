package im.godwit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.godwit.core.transport.StreamAcceptor;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A client with a stream of its own, for what an {@link Actor} leaves out: negotiation, acknowledgements, connections
 * that break. The server works on its own thread; a test waits for it by what it expects to receive.
 */
public final class Wire {
    private final Stage stage;
    private final String name;
    private final MemoryTransport transport;
    private final StreamInput input;
    private final Element offered;
    private Element features;

    /** Opens a stream, no more. */
    Wire(Stage stage, String name, StreamAcceptor acceptor) {
        this.stage = stage;
        this.name = name;
        transport = new MemoryTransport(element -> stage.tell(name + " is sent", element));
        input = acceptor.accept(transport);
        input.header(header());
        offered = receives();
        features = offered;
    }

    /** Logs in as RFC 6120 §6 has it. */
    Wire authenticates(Jid account) {
        sends("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + password(account) + "</auth>");
        receives("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        return restarts();
    }

    /** Logs in with SASL2 (XEP-0388) and asks for something inline; the server has not answered when this returns. */
    Wire authenticates(Jid account, String wanted) {
        return sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'><initial-response>" + password(account)
                + "</initial-response>" + wanted + "</authenticate>");
    }

    /** Opens the stream anew, after RFC 6120's authentication. */
    public Wire restarts() {
        input.header(header());
        features = receives();
        return this;
    }

    private static String password(Jid account) {
        String plain = "\0" + account.local() + "\0" + Stage.PASSWORD;
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static StreamHeader header() {
        return new StreamHeader(
                new Name(Namespaces.STREAMS, "stream"),
                Namespaces.CLIENT,
                Optional.of(Stage.DOMAIN),
                Optional.empty(),
                Optional.of("1.0"),
                Optional.empty());
    }

    /** The features before authentication. */
    public Element offered() {
        return offered;
    }

    /** The features after authentication, where it was RFC 6120's. */
    public Element features() {
        return features;
    }

    /** Binds a resource. */
    public Wire binds(String resource) {
        sends("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                + "</resource></bind></iq>");
        return receives("<iq type='result' id='bind'>{any}</iq>");
    }

    /** Has stanzas counted, so that the stream can be resumed; the id for that. */
    public String enables() {
        sends("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        Element enabled = receives();
        assertThat(enabled.local()).isEqualTo("enabled");
        return enabled.attribute("id").orElseThrow();
    }

    /** Sends an element; the server may not have looked at it when this returns. */
    public Wire sends(String xml) {
        return send(stage.parse(xml));
    }

    /** Sends an element that a test built itself. */
    public Wire send(Element element) {
        stage.tell(name + " sends", element);
        input.element(element);
        return this;
    }

    /** Expects the next element to match. */
    public Wire receives(String xml) {
        transport.expect(stage.parse(xml), name);
        return this;
    }

    /** The next element. */
    public Element receives() {
        return transport.next(name);
    }

    /** The next element, if one is there. */
    public Optional<Element> poll() {
        return transport.poll(0);
    }

    /** Expects that nothing comes before the answer to a request for an acknowledgement. */
    public Wire receivesNothing() {
        sends("<r xmlns='urn:xmpp:sm:3'/>");
        Element next = receives();
        if (!next.namespace().equals("urn:xmpp:sm:3") || next.local().equals("r")) {
            fail("%s should have received nothing, but got:%n%s", name, Xml.indented(next));
        }
        return this;
    }

    /** Expects an acknowledgement of so many stanzas, having asked for it. */
    public Wire isAcknowledged(long handled) {
        return sends("<r xmlns='urn:xmpp:sm:3'/>").receives("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
    }

    /** Acknowledges so many stanzas. */
    public Wire acknowledges(long handled) {
        return sends("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
    }

    /** The connection breaks, without a word. */
    public void breaks() {
        stage.tell(name + "'s connection breaks");
        input.lost();
    }

    /** Closes the stream. */
    public void closes() {
        stage.tell(name + " closes the stream");
        input.end();
        assertThat(end()).isEmpty();
    }

    /** The client falls silent, and the transport notices. */
    public void fallsSilent() {
        input.fault(StreamCondition.CONNECTION_TIMEOUT.error());
        assertThat(end()).isPresent();
    }

    /** Expects that the server ends the stream with this condition; the error. */
    public StreamError isClosedWith(StreamCondition condition) {
        Optional<StreamError> error = end();
        assertThat(error.map(StreamError::condition))
                .as("how %s's stream ended", name)
                .contains(condition);
        return error.orElseThrow();
    }

    /** Runs an action when the server ends the stream, or now if it has. */
    public void onClosed(Runnable action) {
        transport.closed.thenRun(action);
    }

    /** Whether the server has ended the stream. */
    public boolean isClosed() {
        return transport.closed.isDone();
    }

    private Optional<StreamError> end() {
        return transport.end();
    }
}
