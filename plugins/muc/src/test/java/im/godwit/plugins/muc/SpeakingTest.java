package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.OCCUPANT_ID;
import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.SAID_IDS;
import static im.godwit.plugins.muc.MucTesting.enters;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static im.godwit.plugins.muc.MucTesting.gives;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.said;
import static im.godwit.plugins.muc.MucTesting.says;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(services = @XmppTest.Service(name = "conference", plugins = MucPlugin.class))
class SpeakingTest {
    @Test
    @Spec(value = "XEP-0045 §7.4", says = "a message goes to all, its author included, with its id and extensions")
    void aMessageGoesToAll(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("""
                <message to='%s' type='groupchat' id='m1' xml:lang='en'>
                  <body>Harpier cries</body><active xmlns='http://jabber.org/protocol/chatstates'/>
                </message>""".formatted(ROOM));

        for (Actor all : new Actor[] {crone, hag}) {
            all.receives("""
                    <message from='%s/third' type='groupchat' id='m1' xml:lang='en'>
                      <body>Harpier cries</body><active xmlns='http://jabber.org/protocol/chatstates'/>%s
                    </message>""".formatted(ROOM, SAID_IDS));
        }
    }

    @Test
    @Spec(value = "XEP-0421 §3.3", says = "a forged occupant identifier is replaced, as is all in the room's name")
    void nobodySpeaksInTheNameOfTheRoom(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends("""
                <message to='%s' type='groupchat' id='said'>
                  <body>hm</body>
                  <occupant-id xmlns='urn:xmpp:occupant-id:0' id='forged'/>
                  <x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x>
                  <delay xmlns='urn:xmpp:delay' from='%s' stamp='2002-10-13T23:58:37Z'/>
                  <stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='forged'/>
                </message>""".formatted(ROOM, ROOM, ROOM));

        crone.receives(said("first", "hm"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.4", says = "a visitor has no voice")
    void visitorsHaveNoVoice(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "moderatedroom=1");
        enters(hag, "third", crone);

        hag.sends(says("may I?"));

        hag.receives(error("message", "auth", "forbidden"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.4", says = "who is not in the room does not speak in it")
    void outsidersDoNotSpeak(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        hag.sends(says("hello"));
        hag.receives(error("message", "cancel", "not-acceptable"));
        hag.sends("<message to='nowhere@conference.example.org' type='groupchat'><body>hello</body></message>");
        hag.receives(error("message", "cancel", "item-not-found"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §17.2", says = "a message of another type to the room is refused")
    void otherTypesAreRefused(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");

        crone.sends("<message to='" + ROOM + "' type='chat'><body>hello</body></message>");

        crone.receives(explained("message", "modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0045 §7.5", says = "a private message goes to all clients of one occupant")
    void aPrivateMessageGoesToOneOccupant(Stage stage) {
        Actor crone = stage.client("crone");
        Actor desk = stage.client("hag/desk");
        Actor phone = stage.client("hag/phone");
        Actor wicca = stage.client("wicca");
        opens(crone, "first");
        enters(desk, "third", crone);
        enters(phone, "third", crone, desk);
        enters(wicca, "second", crone, desk, phone);

        wicca.sends("""
                <message to='%s/third' type='chat' id='p1'>
                  <body>I'll give thee a wind.</body>
                  <x xmlns='http://jabber.org/protocol/muc#user'><status code='100'/></x>
                </message>""".formatted(ROOM));

        for (Actor client : new Actor[] {desk, phone}) {
            client.receives("""
                    <message from='%s/second' type='chat' id='p1'>
                      <body>I'll give thee a wind.</body>
                      <x xmlns='http://jabber.org/protocol/muc#user'/>%s
                    </message>""".formatted(ROOM, OCCUPANT_ID));
        }
        crone.receivesNothing();
        wicca.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.5", says = "private messages have their errors")
    void privateMessagesHaveTheirErrors(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        crone.sends("<message to='" + ROOM + "/first' type='groupchat'><body>all?</body></message>");
        crone.receives(explained("message", "modify", "bad-request"));
        crone.sends("<message to='" + ROOM + "/nobody' type='chat'><body>you?</body></message>");
        crone.receives(error("message", "cancel", "item-not-found"));
        hag.sends("<message to='" + ROOM + "/first' type='chat'><body>psst</body></message>");
        hag.receives(error("message", "cancel", "not-acceptable"));
        crone.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.5", says = "the configuration says who may send private messages")
    void privateMessagesMayBeRestricted(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "allowpm=moderators");
        enters(hag, "third", crone);

        hag.sends("<message to='" + ROOM + "/first' type='chat'><body>psst</body></message>");
        hag.receives(error("message", "auth", "forbidden"));
        crone.receivesNothing();
        crone.sends("<message to='" + ROOM + "/third' type='chat'><body>psst</body></message>");
        hag.receives("<message from='" + ROOM + "/first'>{any}</message>");
    }

    @Test
    @Spec(value = "XEP-0045 §8.1", says = "a moderator changes the subject; who enters gets it with its date")
    void aModeratorChangesTheSubject(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");

        crone.sends("<message to='" + ROOM + "' type='groupchat' id='s1'><subject>Fire burn</subject></message>");

        crone.receives("""
                <message from='%s/first' type='groupchat' id='s1'><subject>Fire burn</subject>%s</message>""".formatted(ROOM, SAID_IDS));
        sendsEntry(hag, "third");
        hag.receives();
        hag.receives();
        hag.receives("""
                <message from='%s/first' type='groupchat'>
                  <subject>Fire burn</subject>
                  <delay xmlns='urn:xmpp:delay' from='%s' stamp='{any}'/>%s
                </message>""".formatted(ROOM, ROOM, OCCUPANT_ID));
    }

    @Test
    @Spec(value = "XEP-0045 §7.2.15", says = "a cleared subject is an empty one")
    void theSubjectCanBeCleared(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject>Fire burn</subject></message>");
        crone.sends("<message to='" + ROOM + "' type='groupchat'><subject/></message>");

        sendsEntry(hag, "third");

        hag.receives();
        hag.receives();
        hag.receives("""
                <message from='%s/first' type='groupchat'>
                  <subject/><delay xmlns='urn:xmpp:delay' from='%s' stamp='{any}'/>%s
                </message>""".formatted(ROOM, ROOM, OCCUPANT_ID));
    }

    @Test
    @Spec(value = "XEP-0045 §8.1", says = "others change the subject only where the room is so configured")
    void participantsChangeTheSubjectWhereTheyMay(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<message to='" + ROOM + "' type='groupchat'><subject>mine</subject></message>");
        hag.receives(error("message", "auth", "forbidden"));
        crone.receivesNothing();

        crone.sends(MucTesting.configuration("changesubject=1"));
        crone.ignoresAll();
        hag.ignoresAll();
        hag.sends("<message to='" + ROOM + "' type='groupchat'><subject>mine</subject></message>");
        crone.receives("<message from='" + ROOM + "/third'><subject>mine</subject>" + SAID_IDS + "</message>");
    }

    @Test
    @Spec(value = "XEP-0045 §8.1", says = "a visitor does not speak through the subject")
    void visitorsDoNotChangeTheSubject(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first", "changesubject=1", "moderatedroom=1");
        enters(hag, "third", crone);

        hag.sends("<message to='" + ROOM + "' type='groupchat'><subject>mine</subject></message>");

        hag.receives(error("message", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0045 §8.1", says = "a message with a body or a thread is no change of the subject")
    void aMessageWithASubjectIsAMessage(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);

        hag.sends("<message to='" + ROOM + "' type='groupchat'><subject>s</subject><body>b</body></message>");
        crone.receives("<message><subject>s</subject><body>b</body>" + SAID_IDS + "</message>");
        hag.sends("<message to='" + ROOM + "' type='groupchat'><subject>s</subject><thread>t</thread></message>");
        crone.receives("<message><subject>s</subject><thread>t</thread>" + SAID_IDS + "</message>");
    }

    @Test
    @Spec(value = "XEP-0421 §4", says = "an identifier is the same on another visit, and another in another room")
    void occupantIdentifiersAreStableAndOfOneRoom(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");
        crone.sends(says("one"));
        String here = id(crone);
        MucTesting.leaves(crone, "first");
        opens(crone, "another");
        crone.sends(says("two"));
        assertThat(id(crone)).isEqualTo(here).hasSizeLessThanOrEqualTo(128);

        crone.sends("<presence to='other@conference.example.org/first'>"
                + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
        assertThat(id(crone)).isNotEqualTo(here);
    }

    private static String id(Actor actor) {
        return actor.receives()
                .child(Vocabulary.OCCUPANT_ID)
                .flatMap(element -> element.attribute("id"))
                .orElseThrow();
    }

    @Test
    void aRoleThatWasTakenIsNotGainedByEnteringAgain(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        opens(crone, "first");
        enters(hag, "third", crone);
        gives(crone, "third", "visitor", hag);
        MucTesting.leaves(hag, "third", crone);
        enters(hag, "third", crone);

        hag.sends(says("again"));

        hag.receives(error("message", "auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0359 §3", says = "all get the same id of the room; the next message has another")
    void everyMessageHasAnIdOfTheRoom(Stage stage) {
        Actor crone = stage.client("crone");
        Actor hag = stage.client("hag");
        Actor witch = stage.client("witch");
        opens(crone, "first");
        enters(hag, "third", crone);

        crone.sends(says("one"));
        crone.sends(says("two"));

        String one = stanzaId(hag);
        String two = stanzaId(hag);
        assertThat(one).isNotEqualTo(two);
        assertThat(stanzaId(crone)).isEqualTo(one);
        assertThat(stanzaId(crone)).isEqualTo(two);
        sendsEntry(witch, "second");
        witch.receives();
        witch.receives();
        witch.receives();
        assertThat(stanzaId(witch)).as("of history").isEqualTo(one);
    }

    @Test
    @Spec(value = "XEP-0359 §3", says = "ids of others, and the sender's own, are not stripped")
    void idsOfOthersStay(Stage stage) {
        Actor crone = stage.client("crone");
        opens(crone, "first");
        String others = "<stanza-id xmlns='urn:xmpp:sid:0' by='other.example' id='x'/>"
                + "<origin-id xmlns='urn:xmpp:sid:0' id='o'/>";

        crone.sends("<message to='" + ROOM + "' type='groupchat'><body>b</body>" + others + "</message>");

        crone.receives("<message><body>b</body>" + others + SAID_IDS + "</message>");
    }

    private static String stanzaId(Actor actor) {
        return actor.receives()
                .child(Vocabulary.STANZA_ID)
                .flatMap(element -> element.attribute("id"))
                .orElseThrow();
    }
}
