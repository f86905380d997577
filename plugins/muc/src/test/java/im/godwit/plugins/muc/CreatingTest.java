package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.NO_SUBJECT;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.MucTesting.shown;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who makes rooms: accounts of this server, and nobody of a gateway. */
class CreatingTest {
    private static final String STRANGER = "hag@gateway.example.org/pda";

    private Stage stage;
    private Component gateway;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new MucPlugin()))
                .component("gateway")
                .build();
        gateway = stage.component("gateway").connects();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void strangerEnters(String nickname) {
        gateway.sends("<presence from='%s' to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                .formatted(STRANGER, ROOM, nickname));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.11, §10.1.1", says = "who enters a room that is not there makes it, and owns it")
    void whoEntersFirstMakesTheRoom() {
        Actor crone = stage.client("crone");

        sendsEntry(crone, "first");

        crone.receives(shown("first", "affiliation='owner' role='moderator'", 110, 201));
        crone.receives(NO_SUBJECT);
        crone.sends(set("owner", "<x xmlns='jabber:x:data' type='submit'/>"));
        crone.receives(done());
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.17, §10.1.1", says = "who may not make rooms gets not-allowed")
    void whoMayNotMakeARoomIsTold() {
        strangerEnters("third");

        gateway.receives(error("presence", "cancel", "not-allowed"));
        gateway.receivesNothing();
        sendsEntry(stage.client("crone"), "first");
    }

    @Test
    @Spec(value = "XEP-0045 §10.1.1", says = "others enter once the room is configured, also who may make none")
    void whoMayMakeNoneEntersOthers() {
        opens(stage.client("crone"), "first", "x-muc#roomconfig_nicknames=account", "whois=anyone");

        strangerEnters("third");

        gateway.receives(shown("first", "affiliation='owner' role='moderator'").replace("/first", "/crone"));
        gateway.receives(shown("hag@gateway.example.org", "affiliation='none' role='participant'", 100, 110, 210));
    }
}
