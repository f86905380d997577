package im.godwit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import im.godwit.core.stream.StreamHost;
import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.plugin.Visit;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Somebody who has opened a stream and not authenticated: sends IQ requests and expects the answers. */
public final class Visitor {
    private final Stage stage;
    private final StreamHost host;
    private final Peer peer;
    private final Visit visit = new Visit();
    private Optional<Element> answer = Optional.empty();

    Visitor(Stage stage, StreamHost host, Peer peer) {
        this.stage = stage;
        this.host = host;
        this.peer = peer;
    }

    /** The same visitor over a connection that nobody else can read. */
    public Visitor encrypted() {
        InetAddress address = peer.address();
        return new Visitor(stage, host, new Peer(address, true));
    }

    /** The stream features that plugins offer this visitor. */
    public List<Element> features() {
        return host.features(Host.Moment.BEFORE_AUTHENTICATION, peer);
    }

    /** Sends a request; the server has answered it when this returns. */
    public Visitor sends(String xml) {
        Element request = stage.parse(xml);
        stage.tell("a visitor sends", request);
        answer = host.unauthenticated(Iq.of(request), peer, visit).map(Iq::element);
        answer.ifPresent(element -> stage.tell("the visitor receives", element));
        return this;
    }

    /** Expects the answer to match. */
    public Visitor receives(String xml) {
        assertThat(answer).as("the answer to a visitor").isPresent();
        Element pattern = stage.parse(xml);
        Xml.difference(pattern, answer.get())
                .ifPresent(difference -> fail("a visitor received something else: %s%nexpected:%n%sreceived:%n%s"
                        .formatted(difference, Xml.indented(pattern), Xml.indented(answer.get()))));
        return this;
    }
}
