package im.godwit.core.stream;

import static im.godwit.core.stream.StreamFixture.header;
import static im.godwit.core.stream.StreamFixture.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamInput;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Message;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Element;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a session by somebody who found it just before it ended. */
class LateStanzaTest {
    /** Remembers sessions that ended, and keeps messages that nobody takes. */
    private static final class KeepingPlugin implements Plugin {
        private final BlockingQueue<Session> ended = new LinkedBlockingQueue<>();
        private final BlockingQueue<Stanza> kept = new LinkedBlockingQueue<>();

        @Override
        public void start(Host host) {
            host.on(Event.SessionUnbound.class, event -> ended.add(event.session()));
            host.incoming(Phase.FALLBACK, Message.class, passage -> {
                kept.add(passage.stanza());
                return Verdict.done();
            });
        }
    }

    @TempDir
    Path folder;

    @Test
    void messageToASessionThatJustEndedIsKept() throws InterruptedException {
        KeepingPlugin plugin = new KeepingPlugin();
        try (StreamFixture fixture = new StreamFixture(folder, StreamOptions.DEFAULTS, plugin)) {
            StreamInput input = bound(fixture);
            input.lost();
            Session ended = plugin.ended.poll(5, TimeUnit.SECONDS);
            assertThat(fixture.streams().closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(5)))
                    .isTrue();
            Message late = Message.of(xml(
                    "<message from='romeo@example.org' to='juliet@example.org'><body>wait for me</body></message>"));

            ended.send(late);

            assertThat(plugin.kept.poll(5, TimeUnit.SECONDS)).isEqualTo(late);
        }
    }

    @Test
    void whatTheTransportCouldNotBringBeforeTheEndIsKept() throws InterruptedException {
        KeepingPlugin plugin = new KeepingPlugin();
        try (StreamFixture fixture = new StreamFixture(folder, StreamOptions.DEFAULTS, plugin)) {
            StreamInput input = bound(fixture);
            fixture.streams().closeAll(StreamCondition.SYSTEM_SHUTDOWN.error(), Duration.ofSeconds(5));
            Element unread =
                    xml("<message from='romeo@example.org' to='juliet@example.org'><body>unread</body></message>");

            input.lost(List.of(unread));
            fixture.streams().close();

            assertThat(plugin.kept.poll()).isEqualTo(Message.of(unread));
        }
    }

    private static StreamInput bound(StreamFixture fixture) {
        ScriptedTransport transport = new ScriptedTransport().encrypted();
        StreamInput input = fixture.accept(transport);
        input.header(header("example.org"));
        transport.header();
        transport.element();
        input.element(xml("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + "AGp1bGlldAB3aGVyZWZvcmU=</auth>"));
        assertThat(transport.element().local()).isEqualTo("success");
        input.header(header("example.org"));
        transport.header();
        transport.element();
        input.element(xml("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"));
        Optional<String> jid = transport
                .element()
                .firstChild()
                .flatMap(bind -> bind.child("jid"))
                .map(Element::text);
        assertThat(jid.map(Jid::parse).map(Jid::bare)).contains(Jid.of("juliet", "example.org"));
        return input;
    }
}
