package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.stanza.Message;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, OfflinePlugin.class, ArchivePlugin.class})
class StanzaIdTest {
    private static String id(Element message) {
        return message.child(Archiving.STANZA_ID).orElseThrow().attribute("id").orElseThrow();
    }

    /** What comes after the actor's own presence. */
    private static Element firstMessage(Actor actor) {
        Element next = actor.receives();
        while (!next.is(Message.NAME)) {
            next = actor.receives();
        }
        return next;
    }

    @Test
    @Spec(value = "XEP-0313 §3.5", says = "the receiver gets the id under which the message is in its archive")
    void idIsThatOfTheArchive(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet}' type='chat'><body>hi</body></message>");

        Element received = juliet.receives();

        assertThat(received.elements(Archiving.STANZA_ID).toList())
                .singleElement()
                .satisfies(id -> assertThat(id.attribute("by")).contains("juliet@example.org"));
        assertThat(query(juliet, "").ids()).containsExactly(id(received));
    }

    @Test
    @Spec(value = "XEP-0313 §3.5", says = "the sender's id is not told to the receiver")
    void idsOfTheTwoSidesAreDifferentAndPrivate(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet}' type='chat'><body>hi</body></message>");

        String sent = query(romeo, "").ids().getFirst();

        assertThat(juliet.receives().toString()).doesNotContain(sent);
        assertThat(query(juliet, "").results().getFirst().toString()).doesNotContain(sent);
    }

    @Test
    @Spec(value = "XEP-0359 §3", says = "ids in the account's name that others wrote are removed, others stay")
    void forgedIdsAreRemoved(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        romeo.sends("""
                <message to='{juliet}' type='chat'>
                  <body>hi</body>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{juliet}'/>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='Juliet@EXAMPLE.org'/>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='mine' by='{romeo}'/>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='theirs' by='room@muc.example.com'/>
                  <origin-id xmlns='urn:xmpp:sid:0' id='origin'/>
                </message>""");

        List<Element> sids = juliet.receives().elements().stream()
                .filter(child -> child.namespace().equals("urn:xmpp:sid:0"))
                .toList();
        assertThat(sids.stream().map(sid -> sid.attribute("id").orElseThrow()))
                .startsWith("theirs", "origin")
                .hasSize(3)
                .doesNotContain("forged", "mine");
        assertThat(sids.getLast().attribute("by")).contains("juliet@example.org");
    }

    @Test
    @Spec(value = "XEP-0359 §3", says = "forged ids are removed even if no id is added")
    void forgedIdsAreRemovedFromWhatIsNotKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        romeo.sends("""
                <message to='{juliet}' type='chat'>
                  <active xmlns='http://jabber.org/protocol/chatstates'/>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{juliet}'/>
                </message>""");

        juliet.receives("<message><active xmlns='http://jabber.org/protocol/chatstates'/></message>");
    }

    @Test
    @Spec(value = "XEP-0359 §3", says = "a note to oneself has one id, and not one that the client wrote")
    void noteToOneselfHasItsId(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends("""
                <message to='{romeo}' type='chat'>
                  <body>note</body>
                  <stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{romeo}'/>
                </message>""");

        Element note = romeo.receives();
        assertThat(note.elements(Archiving.STANZA_ID)).hasSize(1);
        assertThat(query(romeo, "").ids()).containsExactly(id(note));
    }

    @Test
    @Spec(value = "XEP-0359 §2.2", says = "the origin id is preserved, also in the archive")
    void originIdIsKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("""
                <message to='{juliet}' type='chat'>
                  <body>hi</body><origin-id xmlns='urn:xmpp:sid:0' id='de305d54'/>
                </message>""");

        juliet.receives("""
                <message>
                  <body>hi</body><origin-id xmlns='urn:xmpp:sid:0' id='de305d54'/><stanza-id xmlns='urn:xmpp:sid:0'/>
                </message>""");
        assertThat(query(romeo, "").results().getFirst().toString()).contains("de305d54");
    }

    @Test
    @Spec(
            value = "XEP-0313 §5.1.1",
            says = "a message that waited carries its id, so that clients tell duplicates apart")
    void offlineMessageCarriesItsId(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        romeo.sends("<message to='{juliet}' type='chat'><body>hi</body></message>");
        Actor juliet = stage.client("juliet").sends("<presence/>");

        String id = id(firstMessage(juliet));

        assertThat(query(juliet, "").ids()).containsExactly(id);
    }

    @Test
    void messageLostWithItsConnectionKeepsItsId(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet}' type='chat'><body>hi</body></message>");
        juliet.vanishesBeforeReading();

        Actor back = stage.client("juliet/again").sends("<presence/>");

        String id = id(firstMessage(back));
        assertThat(query(back, "").ids()).containsExactly(id);
    }

    @Test
    void archivedMessageIsNotRefusedWhereTheQueueIsFull() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), new OfflinePlugin(), new ArchivePlugin()))
                .options("offline", new OfflinePlugin.Options(1, 1_000_000))
                .build()) {
            Actor romeo = stage.online("romeo");
            stage.account("juliet");

            romeo.sends("<message to='{juliet}' type='chat'><body>1</body></message>");
            romeo.sends("<message to='{juliet}' type='chat'><body>2</body></message>");
            romeo.receivesNothing();
            romeo.sends("""
                    <message to='{juliet}' type='chat' id='m3'>
                      <body>3</body><no-permanent-store xmlns='urn:xmpp:hints'/>
                      <stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{juliet}'/>
                    </message>""");

            assertThat(romeo.receives().toString()).contains("service-unavailable");
            assertThat(query(stage.client("juliet"), "").bodies()).containsExactly("1", "2");
        }
    }

    /** As a plugin of carbons would: looks at what is sent in the phase of copies. */
    @Implements("XEP-0280")
    public static final class CopyingPlugin implements Plugin {
        static final List<Message> COPIES = new CopyOnWriteArrayList<>();

        @Override
        public void start(Host host) {
            COPIES.clear();
            host.outgoing(Phase.COPY, Message.class, passage -> copy(passage));
        }

        private static Verdict copy(Passage<? extends Message> passage) {
            COPIES.add(passage.stanza());
            return Verdict.pass();
        }
    }

    @Test
    @Spec(value = "XEP-0313 §3.5", says = "copies for the sender's other devices carry the sender's id")
    void copiesForTheSenderCarryItsId() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new ArchivePlugin(), new CopyingPlugin()))
                .build()) {
            Actor romeo = stage.client("romeo");
            Actor juliet = stage.client("juliet");

            romeo.sends("<message to='{juliet/}' type='chat'><body>hi</body></message>");

            assertThat(id(CopyingPlugin.COPIES.getFirst().element()))
                    .isEqualTo(query(romeo, "").ids().getFirst())
                    .isNotEqualTo(id(juliet.receives()));
        }
    }
}
