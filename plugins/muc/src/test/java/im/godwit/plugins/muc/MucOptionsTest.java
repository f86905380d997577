package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MucOptionsTest {
    private static final MucOptions TIGHT = new MucOptions(
            Creators.ACCOUNTS,
            1,
            2,
            5,
            2,
            500,
            10,
            1,
            3,
            1,
            5,
            1,
            3,
            Duration.ofHours(1),
            false,
            500,
            20,
            3,
            2,
            100,
            1,
            100,
            ServiceAdmins.NOBODY,
            1);

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new MucPlugin()))
                .options("muc", TIGHT)
                .build();
        crone = stage.client("crone");
        hag = stage.client("hag");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Spec(value = "XEP-0045 §14.6", says = "who floods a room is stopped, until some time has passed")
    void floodsAreStopped() {
        opens(crone, "first");
        enters(hag, "third", crone);
        for (int i = 0; i < 3; i++) {
            crone.sends(MucTesting.says("more"));
            crone.receives(said("first", "more"));
        }

        crone.sends(MucTesting.says("more"));
        crone.receives(explained("message", "wait", "policy-violation"));
        hag.sends(MucTesting.says("me too"));
        hag.ignoresAll();
        crone.receives(said("third", "me too"));
        stage.clock().advance(Duration.ofSeconds(1));
        crone.sends(MucTesting.says("again"));
        crone.receives(said("first", "again"));
    }

    @Test
    @Spec(value = "XEP-0045 §14.6", says = "rapid changes of presence are stopped, entering and leaving included")
    void rapidPresenceIsStopped() {
        opens(crone, "first");
        for (int i = 0; i < 5; i++) {
            enters(hag, "third", crone);
            MucTesting.leaves(hag, "third", crone);
        }

        sendsEntry(hag, "third");

        hag.receives(explained("presence", "wait", "policy-violation"));
        crone.receivesNothing();
    }

    @Test
    void whatIsTooBigIsRefused() {
        opens(crone, "first");

        crone.sends(MucTesting.says("x".repeat(500)));
        crone.receives(explained("message", "modify", "policy-violation"));
        crone.sends("<presence to='%s/first'><status>%s</status></presence>".formatted(ROOM, "x".repeat(500)));
        crone.receives(explained("presence", "modify", "policy-violation"));
    }

    @Test
    @Spec(value = "XEP-0045 §14.6", says = "nicknames have a bound")
    void longNicknamesAreRefused() {
        sendsEntry(crone, "12345678901");
        crone.receives(explained("presence", "modify", "not-acceptable"));
        opens(crone, "first");
        crone.sends("<presence to='" + ROOM + "/12345678901'/>");
        crone.receives(explained("presence", "modify", "not-acceptable"));
    }

    @Test
    void aRoomTakesOnlySoManyOccupants() {
        opens(crone, "first");
        enters(hag, "third", crone);

        Actor wicca = stage.client("wicca");
        sendsEntry(wicca, "second");

        wicca.receives(error("presence", "wait", "service-unavailable"));
    }

    @Test
    void aRoomHasOnlySoManyAffiliations() {
        opens(crone, "first");
        affiliates(crone, hag, "member");

        crone.sends(set("admin", "<item jid='wicca@example.org' affiliation='member'/>"));

        crone.receives(explained("iq", "cancel", "resource-constraint"));
    }

    @Test
    @Spec(value = "XEP-0437 §6", says = "servers permit a sensible number of active subscriptions")
    void onlySoManyHearOfActivity() {
        String subscription = "<presence to='conference.example.org' id='rai'><rai xmlns='urn:xmpp:rai:0'/></presence>";
        crone.sends(subscription);

        hag.sends(subscription);
        hag.receives(explained("presence", "wait", "resource-constraint"));

        crone.sends("<presence to='conference.example.org' type='unavailable'/>");
        crone.receivesNothing();
        hag.sends(subscription);
        hag.receivesNothing();
    }

    @Test
    void anAccountOwnsOnlySoManyRooms() {
        opens(crone, "first", "persistentroom=1");
        crone.sends("<presence to='other@conference.example.org/first'>"
                + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
        crone.ignoresAll();

        crone.sends(configuration("persistentroom=1").replace(ROOM, "other@conference.example.org"));

        crone.receives(explained("iq", "cancel", "resource-constraint"));
    }

    @Test
    void whoCrowdsNoRoomMayConfigureIt() {
        opens(crone, "first", "persistentroom=1");
        crone.sends(configuration("roomname=Cave"));
        crone.receives(done());
    }

    @Test
    @Spec(value = "XEP-0313 §3.2", says = "an archive may be limited in size and age; the oldest go")
    void archivesAreLimited() {
        opens(crone, "first", "persistentroom=1");
        says("old", Duration.ofHours(2));
        says("one", Duration.ofMinutes(20));
        assertThat(Reading.by(crone).bodies()).isEqualTo("one");

        for (String text : new String[] {"two", "three", "four"}) {
            says(text, Duration.ofSeconds(1));
        }
        assertThat(Reading.by(crone).bodies()).isEqualTo("two three four");
    }

    private void says(String text, Duration pause) {
        crone.sends(MucTesting.says(text));
        crone.receives(said("first", text));
        stage.clock().advance(pause);
    }

    @Test
    @Spec(value = "XEP-0045 §14.6", says = "a flood of many users is stopped, too: resource-constraint, type wait")
    void joinFloodsAreStopped() {
        stage.close();
        MucOptions oneAtATime = new MucOptions(
                Creators.ACCOUNTS,
                1,
                9,
                5,
                2,
                500,
                10,
                1,
                3,
                1,
                5,
                1,
                0,
                Duration.ZERO,
                false,
                500,
                20,
                3,
                1,
                2,
                1,
                2,
                ServiceAdmins.NOBODY,
                10);
        stage = Stage.builder()
                .plugins(List.of())
                .service("conference", List.of(new MucPlugin()))
                .options("muc", oneAtATime)
                .build();
        crone = stage.client("crone");
        hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(hag, "third", crone);

        sendsEntry(wicca, "second");
        wicca.receives(explained("presence", "wait", "resource-constraint"));
        stage.clock().advance(Duration.ofSeconds(1));
        enters(wicca, "second", crone, hag);
        crone.sends(MucTesting.says("one"));
        hag.sends(MucTesting.says("two"));
        crone.ignoresAll();
        hag.ignoresAll();
        wicca.ignoresAll();
        wicca.sends(MucTesting.says("three"));
        wicca.receives(explained("message", "wait", "resource-constraint"));
    }

    @Test
    void optionsMakeSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MucOptions(
                        Creators.ANYONE,
                        1,
                        0,
                        5,
                        2,
                        500,
                        10,
                        1,
                        3,
                        1,
                        5,
                        1,
                        0,
                        Duration.ZERO,
                        false,
                        500,
                        20,
                        3,
                        2,
                        100,
                        1,
                        100,
                        ServiceAdmins.NOBODY,
                        10))
                .withMessageContaining("occupants-per-room");
    }
}
