package im.godwit.plugins.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stage on which romeo writes to juliet, whose clients have a push service. */
class PushStage {
    Stage stage;
    Component push;
    Actor romeo;

    @BeforeEach
    void open() {
        open(new PushOptions(3, Duration.ZERO, true, false, 2, Duration.ofDays(1)));
    }

    void open(PushOptions options) {
        stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), new OfflinePlugin(), new PushPlugin()))
                .options("push", options)
                .component("push")
                .component("rooms")
                .build();
        push = stage.component("push").connects();
        romeo = stage.online("romeo");
    }

    void reopen(PushOptions options) {
        stage.close();
        open(options);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    static String enable(String node) {
        return "<iq type='set' id='on'><enable xmlns='urn:xmpp:push:0' jid='push.example.org' node='" + node
                + "'/></iq>";
    }

    /** Juliet has a client with each of these nodes, and is not there. */
    void julietLeavesWith(String... nodes) {
        Actor juliet = stage.online("juliet");
        for (String node : nodes) {
            juliet.sends(enable(node)).receives("<iq type='result' id='on'/>");
        }
        juliet.vanishes();
    }

    /** Juliet's phone, which can resume its stream, has a node and is available. */
    Wire phone(String node) {
        Wire wire = stage.wire("juliet").binds("phone");
        wire.enables();
        wire.sends(enable(node)).receives("<iq type='result' id='on'/>");
        wire.sends("<presence/>").receives("<presence from='{juliet/phone}'/>");
        return wire.isAcknowledged(2);
    }

    /** The phone's connection breaks; returns when its session waits for another. */
    void breaks(Wire phone) {
        phone.breaks();
        stage.clock().awaitTask(Duration.ofMinutes(5));
    }

    void romeoSays(String body) {
        romeo.sends(
                "<message to='{juliet}' type='chat' id='" + body.hashCode() + "'><body>" + body + "</body></message>");
    }

    /** Expects a notification for a node of so many messages; what answers it. */
    Published isPublished(String node, int messages) {
        Element iq = push.receives();
        Published published = new Published(iq);
        published.is(node, messages);
        return published;
    }

    /** A notification that waits for its answer. */
    final class Published {
        private final Element iq;
        private final String id;

        Published(Element iq) {
            this.iq = iq;
            this.id = iq.attribute("id").orElseThrow();
        }

        private void is(String node, int messages) {
            Element publish = pubsub().child("publish").orElseThrow();
            assertThat(publish.attribute("node")).contains(node);
            assertThat(field("message-count")).contains(Integer.toString(messages));
        }

        Element pubsub() {
            return iq.firstChild().orElseThrow();
        }

        Optional<String> field(String name) {
            Element notification = pubsub().child("publish")
                    .flatMap(publish -> publish.child("item"))
                    .flatMap(item -> item.child(Vocabulary.NOTIFICATION))
                    .orElseThrow();
            return DataForm.in(notification).flatMap(form -> form.field(name)).flatMap(Field::value);
        }

        Element iq() {
            return iq;
        }

        void isTaken() {
            push.sends("<iq type='result' id='" + id + "' from='push.example.org' to='example.org'/>");
        }

        void isRefused(String type, String condition) {
            push.sends("<iq type='error' id='" + id + "' from='push.example.org' to='example.org'><error type='" + type
                    + "'><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        }
    }
}
