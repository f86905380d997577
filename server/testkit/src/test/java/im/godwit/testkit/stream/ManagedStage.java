package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.session.ManagementOptions;
import im.godwit.stanza.Message;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stage with small bounds, on which romeo sends to juliet. */
class ManagedStage {
    static final ManagementOptions OPTIONS = new ManagementOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60), 100, 64 * 1024);

    final KeepingPlugin keeping = new KeepingPlugin();
    Stage stage;
    Actor romeo;

    @BeforeEach
    void open() {
        stage = Stage.builder().plugins(List.of(keeping)).management(OPTIONS).build();
        romeo = stage.client("romeo");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Juliet's phone, available, and able to resume its stream. */
    Phone phone() {
        return phone("phone");
    }

    Phone phone(String resource) {
        Wire wire = stage.wire("juliet").binds(resource);
        String id = wire.enables();
        wire.sends("<presence/>").isAcknowledged(1);
        return new Phone(wire, id);
    }

    /** A stream that can be resumed, with its id. */
    record Phone(Wire wire, String id) {
        void receives(String... bodies) {
            for (String body : bodies) {
                wire.receives("<message><body>" + body + "</body></message>");
            }
        }
    }

    void romeoSays(String... bodies) {
        for (String body : bodies) {
            romeo.sends("<message to='{juliet}' type='chat'><body>" + body + "</body></message>");
        }
    }

    /** A new connection of an account that asks to resume. */
    Wire resuming(String account, String id, long handled) {
        return stage.wire(account).sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='" + handled + "'/>");
    }

    /** Breaks a connection; returns when the session waits for another. */
    void breaks(Phone phone) {
        phone.wire().breaks();
        stage.clock().awaitTask(OPTIONS.resumeTime());
    }

    /** Expects that these messages, and no others, went where messages wait. */
    void areKept(String... bodies) {
        for (String body : bodies) {
            assertThat(body(keeping.kept())).isEqualTo(body);
        }
        assertThat(keeping.left()).isZero();
    }

    static String body(Message message) {
        return message.element().child("body").map(Element::text).orElse("");
    }
}
