package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.net.ListenerOptions.Mode;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.transport.StreamHeader;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over plain TCP. */
@Timeout(60)
class TcpTransportTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Element MESSAGE =
            Element.builder(Namespaces.CLIENT, "message").child("body", "hello").build();

    private final Recorder recorder = new Recorder();
    private Optional<TcpListener> listener = Optional.empty();

    private TcpListener listen() throws Exception {
        return listen(options -> options);
    }

    private TcpListener listen(UnaryOperator<ListenerOptions> change) throws Exception {
        TcpListener opened =
                TcpListener.open(change.apply(ListenerOptions.at(ANY_PORT, Mode.STARTTLS, Optional.empty())), recorder);
        listener = Optional.of(opened);
        return opened;
    }

    @AfterEach
    void closeListener() {
        listener.ifPresent(TcpListener::close);
    }

    private Recorder.Stream openStream(Client client) throws Exception {
        client.send(Client.HEADER);
        Recorder.Stream stream = recorder.next();
        stream.next(StreamHeader.class);
        stream.transport.open(Recorder.HEADER);
        client.readUntil("xmlns:stream='http://etherx.jabber.org/streams'>");
        return stream;
    }

    @Test
    void headersAndElementsGoBothWays() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            client.send(Client.HEADER);
            Recorder.Stream stream = recorder.next();
            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.transport.protocol()).isEqualTo("tcp");
            assertThat(stream.transport.peer().address()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(stream.transport.peer().encrypted()).isFalse();
            assertThat(stream.transport.canStartTls()).isFalse();
            assertThat(stream.transport.channelBindings()).isEmpty();

            stream.transport.open(Recorder.HEADER);
            stream.transport.send(MESSAGE);
            assertThat(client.readUntil("</message>"))
                    .isEqualTo("<?xml version='1.0'?><stream:stream from='example.org' id='id1' version='1.0'"
                            + " xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
                            + "<message><body>hello</body></message>");

            client.send("<message><body>hel");
            client.send("lo</body></message> ");
            assertThat(stream.next(Element.class)).isEqualTo(MESSAGE);
        }
    }

    @Test
    void aRestartBeginsWithANewHeader() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            client.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>\n");
            stream.next(Element.class);

            stream.transport.authenticated();
            stream.transport.expectRestart();
            stream.transport.send(Element.of(new Name(Namespaces.SASL, "success")));
            client.readUntil("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
            client.send(Client.HEADER + "<presence/>");

            assertThat(stream.next(StreamHeader.class).to()).contains("example.org");
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @Test
    void authenticationRaisesTheLimits() throws Exception {
        String big = "<message>" + "<a/>".repeat(1000) + "</message>";
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            stream.transport.authenticated();
            client.send(big);
            assertThat(stream.next(Element.class).elements()).hasSize(1000);
        }
        try (Client client = Client.connect(listener.orElseThrow().address())) {
            Recorder.Stream stream = openStream(client);
            client.send(big);
            assertThat(stream.next(StreamError.class).condition()).isEqualTo(StreamCondition.POLICY_VIOLATION);
        }
    }

    @Test
    void whenThePeerEndsItsStreamOursEndsAndTheConnectionCloses() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            client.send("</stream:stream>");
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.END);

            stream.transport.close(Optional.empty());

            assertThat(client.readToEnd()).isEqualTo("</stream:stream>");
        }
    }

    @Test
    void whenWeEndTheStreamThePeerMayEndItsOwn() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            stream.transport.send(MESSAGE);
            stream.transport.close(Optional.empty());
            stream.transport.send(MESSAGE);

            client.readUntil("</message></stream:stream>");
            client.send("<presence/></stream:stream>");

            assertThat(client.readToEnd()).isEmpty();
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void aFaultIsAnsweredWithItsErrorWhateverElseThePeerSent() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            client.send("<message></iq>" + "x".repeat(100_000));
            StreamError error = stream.next(StreamError.class);
            assertThat(error.condition()).isEqualTo(StreamCondition.NOT_WELL_FORMED);

            stream.transport.close(Optional.of(error));

            assertThat(client.readToEnd())
                    .isEqualTo("<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                            + "</stream:error></stream:stream>");
        }
    }

    @Test
    void anEntityDeclarationIsRestricted() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            client.send("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>");

            assertThat(recorder.next().next(StreamError.class).condition()).isEqualTo(StreamCondition.RESTRICTED_XML);
        }
    }

    @Test
    void aStreamThatWasNotOpenedJustCloses() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = recorder.next();
            stream.transport.close(Optional.of(StreamCondition.CONNECTION_TIMEOUT.error()));

            assertThat(client.readToEnd()).isEmpty();
            assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
        }
    }

    @Test
    void aConnectionThatBreaksIsLost() throws Exception {
        Client client = Client.connect(listen().address());
        Recorder.Stream stream = openStream(client);
        client.close();

        assertThat(stream.next(Recorder.Ending.class)).isEqualTo(Recorder.Ending.LOST);
    }

    @Test
    void aPeerThatDoesNotReadIsLostAndNobodyElse() throws Exception {
        TcpListener opened = listen(options -> options.withQueueBytes(256 * 1024));
        Socket small = new Socket();
        small.setReceiveBufferSize(4096);
        // one after the other: connections opened side by side are reported in any order
        try (Client _ = Client.connect(small, opened.address())) {
            Recorder.Stream lost = recorder.next();
            lost.transport.open(Recorder.HEADER);
            Element big = Element.builder(Namespaces.CLIENT, "message")
                    .child("body", "x".repeat(16 * 1024))
                    .build();
            try (Client other = Client.connect(opened.address())) {
                Recorder.Stream kept = recorder.next();
                // more than the bound and what the system takes from us
                for (int i = 0; i < 2000; i++) {
                    lost.transport.send(big);
                }
                lost.untilLost();

                other.send(Client.HEADER);
                kept.next(StreamHeader.class);
                kept.transport.open(Recorder.HEADER);
                kept.transport.send(MESSAGE);
                other.readUntil("</message>");
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadCannotKeepAClosedConnection() throws Exception {
        TcpListener opened = listen(options -> options.withQueueBytes(64 * 1024 * 1024));
        Socket small = new Socket();
        small.setReceiveBufferSize(4096);
        try (Client _ = Client.connect(small, opened.address())) {
            Recorder.Stream stream = recorder.next();
            stream.transport.open(Recorder.HEADER);
            for (int i = 0; i < 2000; i++) {
                stream.transport.send(Element.builder(Namespaces.CLIENT, "message")
                        .child("body", "x".repeat(16 * 1024))
                        .build());
            }
            stream.transport.close(Optional.empty());

            stream.untilLost();
        }
    }

    @Test
    void whatManyThreadsSendArrivesWholeAndInTheOrderOfEach() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            Thread[] senders = new Thread[4];
            for (int t = 0; t < senders.length; t++) {
                String name = "t" + t;
                senders[t] = Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 500; i++) {
                        stream.transport.send(Element.builder(Namespaces.CLIENT, name)
                                .attribute("n", Integer.toString(i))
                                .build());
                    }
                });
            }
            for (Thread sender : senders) {
                sender.join();
            }
            stream.transport.close(Optional.empty());
            String all = client.readUntil("</stream:stream>");

            for (int t = 0; t < senders.length; t++) {
                int at = -1;
                for (int i = 0; i < 500; i++) {
                    int found = all.indexOf("<t" + t + " n='" + i + "'/>");
                    assertThat(found).isGreaterThan(at);
                    at = found;
                }
            }
        }
    }

    @Test
    void readingPausesAndGoesOn() throws Exception {
        try (Client client = Client.connect(listen().address())) {
            Recorder.Stream stream = openStream(client);
            stream.transport.pauseInput();
            client.send("<presence/>");
            stream.transport.send(MESSAGE);
            client.readUntil("</message>");
            assertThat(stream.hasReports()).isFalse();

            stream.transport.resumeInput();
            assertThat(stream.next(Element.class).local()).isEqualTo("presence");
        }
    }

    @Test
    void silenceIsAnsweredWithASpaceAndThenEndsTheStream() throws Exception {
        TcpListener opened = listen(
                options -> options.withTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2)));
        try (Client client = Client.connect(opened.address())) {
            Recorder.Stream stream = openStream(client);

            assertThat(client.readUntil(" ")).isEqualTo(" ");
            assertThat(stream.next(StreamError.class).condition()).isEqualTo(StreamCondition.CONNECTION_TIMEOUT);
        }
    }

    @Test
    void oneAddressHasNoMoreConnectionsThanPermitted() throws Exception {
        TcpListener opened = listen(options -> options.withConnections(3, 2));
        try (Client _ = Client.connect(opened.address());
                Client _ = Client.connect(opened.address())) {
            Recorder.Stream stream = recorder.next();
            recorder.next();
            try (Client third = Client.connect(opened.address())) {
                assertThat(third.readToEnd()).isEmpty();
            }
            stream.transport.authenticated();
            try (Client _ = Client.connect(opened.address())) {
                recorder.next();
                try (Client fourth = Client.connect(opened.address())) {
                    assertThat(fourth.readToEnd()).isEmpty();
                }
            }
        }
    }
}
