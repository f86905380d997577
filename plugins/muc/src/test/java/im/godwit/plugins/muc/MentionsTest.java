package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.SAID_IDS;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.set;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class MentionsTest {
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void enter(Stage stage) {
        crone = stage.client("crone");
        hag = stage.online("hag");
        opens(crone, "first", "forwardmentions=1");
        affiliates("member", " nick='third'");
    }

    private void affiliates(String affiliation, String more) {
        crone.sends(set("admin", "<item jid='hag@example.org' affiliation='%s'%s/>".formatted(affiliation, more)));
        crone.receives(done());
        crone.ignoresAll();
        hag.ignoresAll();
    }

    private static String mention(String uri) {
        return "<reference xmlns='urn:xmpp:reference:0' type='mention' begin='0' end='5' uri='%s'/>".formatted(uri);
    }

    private void says(String references) {
        crone.sends("<message to='%s' type='groupchat' id='said'><body>third: thrice</body>%s</message>"
                .formatted(ROOM, references));
        crone.ignoresAll();
    }

    private static String forwarded(String references) {
        return """
                <message from='%s' to='hag@example.org' id='{any}'>
                  <mentions xmlns='urn:xmpp:mmn:0'>
                    <forwarded xmlns='urn:xmpp:forward:0'>
                      <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                      <message xmlns='jabber:client' type='groupchat' id='said' from='%s/first' to='%s'>
                        <body>third: thrice</body>%s%s
                      </message>
                    </forwarded>
                  </mentions>
                </message>""".formatted(ROOM, ROOM, ROOM, references, SAID_IDS);
    }

    @Test
    @Spec(value = "XEP-0452 §3.2", says = "the whole message is forwarded to a mentioned user who is not present")
    void whoIsMentionedWhileAbsentIsTold() {
        says(mention("xmpp:hag@example.org"));

        hag.receives(forwarded(mention("xmpp:hag@example.org")));
    }

    @Test
    @Spec(value = "XEP-0452 §2", says = "the room knows the user by a registered nickname")
    void aMentionByNicknameCountsOnce() {
        String both = mention("xmpp:" + ROOM + "/THIRD") + mention("xmpp:hag@example.org");

        says(both);

        hag.receives(forwarded(both));
        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0452 §3.1", says = "the owners decide whether mentions are forwarded")
    void nothingIsForwardedWhereTheOwnersDoNotWantIt() {
        crone.sends(configuration("forwardmentions=0"));
        crone.receives(done());

        says(mention("xmpp:hag@example.org"));

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0452 §2", says = "users opt in or out by having their nicknames registered or not")
    void whoDidNotOptInIsNotTold() {
        affiliates("none", "");
        says(mention("xmpp:hag@example.org"));
        affiliates("owner", "");
        says(mention("xmpp:hag@example.org"));

        hag.receivesNothing();
    }

    @Test
    void theBannedAreNotTold() {
        affiliates("outcast", "");

        says(mention("xmpp:hag@example.org") + mention("xmpp:" + ROOM + "/third"));

        hag.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0452 §1", says = "it is for who is not an occupant")
    void whoIsThereGetsItOnce() {
        enters(hag, "third", crone);

        says(mention("xmpp:hag@example.org"));

        hag.receives("<message from='%s/first' type='groupchat' id='said'><body>third: thrice</body>%s%s</message>"
                .formatted(ROOM, mention("xmpp:hag@example.org"), SAID_IDS));
        hag.receivesNothing();
    }

    @Test
    void whatIsNoAddressMentionsNobody() {
        for (String uri : new String[] {"xmpp:", "mailto:hag@example.org", "x y", "xmpp://hag@example.org", "hag"}) {
            says(mention(uri));
        }

        hag.receivesNothing();
    }
}
