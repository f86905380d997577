package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.stanza.Message;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that come in the moment in which their receiver does. */
class ArrivalTest {
    private static final Jid ROMEO = Jid.of("romeo", "example.org");

    /** Says something to everybody who becomes available, before what waits for them is looked at. */
    @Implements("XEP-0000")
    private static final class EagerPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.on(Event.SessionAvailable.class, event -> greet(host, event.session()));
        }

        private static void greet(Host host, Session session) {
            host.send(message(session.jid().bare(), Message.Type.CHAT, "to the account"));
            host.send(message(session.jid(), Message.Type.CHAT, "to the resource"));
            host.send(message(session.jid(), Message.Type.NORMAL, "to the resource, normal"));
            host.send(message(session.jid(), Message.Type.HEADLINE, "news"));
        }

        private static Message message(Jid to, Message.Type type, String body) {
            return Message.of(Message.builder(type)
                    .attribute("from", ROMEO.toString())
                    .attribute("to", to.toString())
                    .child("body", body)
                    .build());
        }
    }

    private static Stage stage() {
        return Stage.builder()
                .plugins(List.of(new AvailabilityPlugin(), new EagerPlugin(), new OfflinePlugin()))
                .build();
    }

    private static String body(Actor actor) {
        return actor.receives().child("body").map(Element::text).orElseThrow();
    }

    @Test
    @Spec(value = "RFC 6120 §10.1", says = "what waited comes before what was sent after it, each once")
    void newMessagesDoNotOvertakeThoseThatWait() {
        try (Stage stage = stage()) {
            stage.account("juliet");
            stage.client("romeo").sends("<message to='{juliet}' type='chat'><body>waited</body></message>");

            Actor juliet = stage.client("juliet").sends("<presence/>");

            assertThat(body(juliet)).isEqualTo("news"); // which cannot wait
            assertThat(body(juliet)).isEqualTo("waited");
            assertThat(body(juliet)).isEqualTo("to the account");
            assertThat(body(juliet)).isEqualTo("to the resource");
            assertThat(body(juliet)).isEqualTo("to the resource, normal");
            juliet.receivesNothing();
        }
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.2.1", says = "a device that comes takes nothing away from one that is there")
    void thoseWhoAreThereGetMessagesMeanwhile() {
        try (Stage stage = stage()) {
            Actor home = stage.client("juliet/home").sends("<presence/>").ignoresAll();

            Actor phone = stage.client("juliet/phone").sends("<presence/>");

            assertThat(body(home)).isEqualTo("to the account");
            assertThat(body(phone)).isEqualTo("to the account");
            assertThat(body(phone)).isEqualTo("to the resource");
            home.receivesNothing();
        }
    }
}
