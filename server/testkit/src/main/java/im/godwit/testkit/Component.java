package im.godwit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.stream.Streams;
import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An external component (XEP-0114) with a stream of its own. What it sends is in {@code jabber:component:accept} as on
 * a wire; what it receives is looked at before it is written to one, in {@code jabber:client}. The server works on its
 * own thread; a test waits for it by what it expects to receive.
 */
public final class Component {
    /** The content namespace of its stream. */
    public static final String NAMESPACE = "jabber:component:accept";

    private final Stage stage;
    private final Jid domain;
    private final MemoryTransport transport;
    private final Streams streams;
    private final StreamInput input;

    Component(Stage stage, String subdomain, Streams streams) {
        this.stage = stage;
        this.domain = Jid.ofDomain(subdomain + "." + Stage.DOMAIN);
        this.transport = new MemoryTransport(element -> stage.tell(domain + " is sent", element));
        this.input = streams.accept(transport);
        this.streams = streams;
    }

    public Jid domain() {
        return domain;
    }

    /** Opens its stream and proves the secret; stanzas flow when this returns. */
    public Component connects() {
        ServerHeader header = opens();
        return proves(header.id(), Stage.PASSWORD).receives("<handshake xmlns='" + NAMESPACE + "'/>");
    }

    /** Opens its stream; the server's header. */
    public ServerHeader opens() {
        return opens(domain.toString(), NAMESPACE);
    }

    /** Opens a stream to a component name, which may be another's, with a content namespace; the server's header. */
    public ServerHeader opens(String to, String content) {
        input.header(new StreamHeader(
                new Name(Namespaces.STREAMS, "stream"),
                content,
                Optional.of(to),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return transport.header();
    }

    /** Sends the handshake for a stream id and a secret. */
    public Component proves(String id, String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((id + secret).getBytes(StandardCharsets.UTF_8));
            return sends("<handshake>" + HexFormat.of().formatHex(hash) + "</handshake>");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends an element; the server may not have looked at it when this returns. */
    public Component sends(String xml) {
        Element element = stage.parse(xml, NAMESPACE);
        stage.tell(domain + " sends", element);
        input.element(element);
        return this;
    }

    /** Expects the next element to match. */
    public Component receives(String xml) {
        transport.expect(stage.parse(xml), domain.toString());
        return this;
    }

    /** The next element. */
    public Element receives() {
        return transport.next(domain.toString());
    }

    /** Expects that nothing comes before the answer to a request of its own. */
    public Component receivesNothing() {
        sends("<iq type='get' id='nothing' from='" + domain + "' to='" + Stage.DOMAIN
                + "'><nothing xmlns='urn:example:nothing'/></iq>");
        return receives("<iq type='error' id='nothing'>{any}</iq>");
    }

    /** The connection breaks, without a word; the server has noticed when this returns. */
    public void breaks() {
        stage.tell(domain + "'s connection breaks");
        int before = streams.count();
        input.lost();
        awaitFewerThan(before);
    }

    private void awaitFewerThan(int count) {
        long until = System.nanoTime() + Stage.PATIENCE.toNanos();
        while (streams.count() >= count) {
            assertThat(System.nanoTime()).as("time to notice").isLessThan(until);
            Thread.yield();
        }
    }

    /** Closes the stream; the server has let the component go when this returns. */
    public void closes() {
        stage.tell(domain + " closes the stream");
        int before = streams.count();
        input.end();
        assertThat(transport.end()).isEmpty();
        awaitFewerThan(before);
    }

    /** Expects that the server ends the stream with this condition. */
    public void isClosedWith(StreamCondition condition) {
        assertThat(transport.end().map(error -> error.condition()))
                .as("how %s's stream ended", domain)
                .contains(condition);
    }
}
