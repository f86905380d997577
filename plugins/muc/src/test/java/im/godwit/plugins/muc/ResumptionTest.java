package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;

import im.godwit.core.session.ManagementOptions;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An occupant whose connection broke: in the room as long as its session waits for another (XEP-0198 §5). */
class ResumptionTest {
    private static final ManagementOptions OPTIONS = new ManagementOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60), 100, 64 * 1024);

    private static final String SELF_PING =
            "<iq type='get' id='ping' to='" + ROOM + "/third'><ping xmlns='urn:xmpp:ping'/></iq>";

    private Stage stage;
    private Actor crone;
    private Wire phone;
    private String id;

    /** A room with somebody in it, whom a phone joins that can resume its stream. */
    @BeforeEach
    void enter() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new MucPlugin()))
                .management(OPTIONS)
                .build();
        crone = stage.client("crone");
        opens(crone, "first", "persistentroom=1");
        phone = stage.wire("hag").binds("phone");
        id = phone.enables();
        phone.sends("<presence to='" + ROOM + "/third'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        phone.receives();
        phone.receives();
        phone.receives("<message type='groupchat'><subject/></message>");
        crone.receives();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void breaks() {
        phone.breaks();
        stage.clock().awaitTask(OPTIONS.resumeTime());
    }

    @Test
    @Spec(
            value = "XEP-0198 §5",
            says = "a session that waits is there for others: it stays in the room and misses nothing")
    void whoResumesNeverLeft() {
        breaks();
        crone.sends(says("while it was away"));
        crone.receives(said("first", "while it was away"));

        Wire again = stage.wire("hag").sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='3'/>");

        again.receives("<resumed xmlns='urn:xmpp:sm:3' previd='" + id + "'/>");
        again.receives(said("first", "while it was away"));
        again.receives("<r xmlns='urn:xmpp:sm:3'/>");
        again.sends(SELF_PING);
        again.receives("<iq type='result' id='ping' from='" + ROOM + "/third'/>");
        again.sends(says("back"));
        crone.receives(said("third", "back"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0410 §4", says = "who did not come back in time has left, and is told so when it asks")
    void whoDoesNotResumeHasLeft() {
        breaks();
        stage.clock().advance(OPTIONS.resumeTime());

        crone.receives("<presence type='unavailable' from='" + ROOM + "/third'>{any}</presence>");
        Actor hag = stage.client("hag");
        hag.sends(SELF_PING);
        hag.receives(MucTesting.error("iq", "cancel", "not-acceptable"));
    }
}
