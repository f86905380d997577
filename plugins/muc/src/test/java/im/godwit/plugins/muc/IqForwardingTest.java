package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.opens;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.ping.PingPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, PingPlugin.class, MucPlugin.class}))
class IqForwardingTest {
    private static String asks(String nick) {
        return "<iq type='get' id='v1' to='%s/%s'><query xmlns='jabber:iq:version'/></iq>".formatted(ROOM, nick);
    }

    private static String pings(String nick) {
        return "<iq type='get' id='p1' to='%s/%s'><ping xmlns='urn:xmpp:ping'/></iq>".formatted(ROOM, nick);
    }

    @Test
    @Spec(value = "XEP-0045 §17.4", says = "an IQ goes to an occupant and back without a real JID")
    void anIqGoesThereAndBackWithoutRealJids(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends(asks("first"));

        Element request = crone.receives();
        assertThat(request.toString()).doesNotContain("hag@example.org").contains("from='" + ROOM + "/third'");
        String id = request.attribute("id").orElseThrow();
        assertThat(id).isNotEqualTo("v1");
        crone.sends(
                "<iq type='result' id='%s' to='%s/third'><query xmlns='jabber:iq:version'><name>C</name></query></iq>"
                        .formatted(id, ROOM));
        hag.receives("""
                <iq type='result' id='v1' from='%s/first' to='{hag/}'>
                  <query xmlns='jabber:iq:version'><name>C</name></query></iq>""".formatted(ROOM));
    }

    @Test
    @Spec(value = "XEP-0045 §17.4", says = "an error does not tell who made it")
    void anErrorDoesNotTellARealJid(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        hag.sends(asks("first"));
        String id = crone.receives().attribute("id").orElseThrow();

        crone.sends("""
                <iq type='error' id='%s' to='%s/third'><query xmlns='jabber:iq:version'/>
                  <error type='cancel' by='crone@example.org'>
                    <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error></iq>""".formatted(id, ROOM));

        Element answer = hag.receives();
        assertThat(answer.toString()).contains("service-unavailable", "id='v1'").doesNotContain("crone@");
    }

    @Test
    void answersAreTakenFromThoseWhoWereAsked(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(hag, "third", crone);
        enters(wicca, "second", crone, hag);
        hag.sends(asks("first"));
        String id = crone.receives().attribute("id").orElseThrow();
        String answer = "<iq type='result' id='%s' to='%s/third'/>".formatted(id, ROOM);

        wicca.sends(answer);
        wicca.sends("<iq type='result' id='guess' to='" + ROOM + "/third'/>");
        hag.receivesNothing();
        crone.sends(answer);
        hag.receives("<iq type='result' id='v1' from='" + ROOM + "/first'/>");
        crone.sends(answer);
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0410 §4", says = "the room answers a ping to oneself, and whoever is not in it")
    void theRoomAnswersPingsToOneself(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends(pings("third"));
        hag.receives(error("iq", "cancel", "not-acceptable"));
        hag.sends("<iq type='get' id='p1' to='nowhere@conference.example.org/x'><ping xmlns='urn:xmpp:ping'/></iq>");
        hag.receives(error("iq", "cancel", "not-acceptable"));
        enters(hag, "third", crone);
        hag.sends(pings("third"));
        hag.receives("<iq type='result' id='p1' from='" + ROOM + "/third'/>");
        hag.sends(pings("nobody"));
        hag.receives(error("iq", "cancel", "item-not-found"));
        hag.sends(pings("first"));
        crone.receives("<iq type='get' from='" + ROOM + "/third'><ping xmlns='urn:xmpp:ping'/></iq>");
    }

    @Test
    @Spec(value = "XEP-0054 §3.2", says = "a vCard is asked of the occupant's account")
    void aVcardIsAskedOfTheAccount(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<iq type='get' id='v1' to='" + ROOM + "/first'><vCard xmlns='vcard-temp'/></iq>");

        // no plugin on this stage keeps vCards, so the account's server says so, and nobody bothers the client
        hag.receives("""
                <iq type='error' id='v1' from='%s/first'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>""".formatted(ROOM));
        crone.receivesNothing();
    }
}
