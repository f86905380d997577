package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages are kept, for whom, and how they look. */
@XmppTest(
        plugins = {DiscoPlugin.class, RosterPlugin.class, PresencePlugin.class, OfflinePlugin.class, ArchivePlugin.class
        })
class ArchiveTest {
    @Test
    @Spec(value = "XEP-0313 §4", says = "results come as forwarded messages, then the answer with first and last")
    void bothSidesFindAMessageInTheirArchives(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet}' type='chat' id='m1'><body>Call me but love</body></message>");
        juliet.ignoresAll();

        for (Actor actor : new Actor[] {romeo, juliet}) {
            actor.sends("<iq type='set' id='q1'><query xmlns='urn:xmpp:mam:2' queryid='f27'/></iq>");

            actor.receives("""
                    <message from='%s' to='%s'>
                      <result xmlns='urn:xmpp:mam:2' queryid='f27' id='{any}'>
                        <forwarded xmlns='urn:xmpp:forward:0'>
                          <delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'/>
                          <message xmlns='jabber:client' from='{romeo/}' to='{juliet}' type='chat' id='m1'>
                            <body>Call me but love</body>
                          </message>
                        </forwarded>
                      </result>
                    </message>""".formatted(actor.jid().bare(), actor.jid()));
            actor.receives("""
                    <iq type='result' id='q1'>
                      <fin xmlns='urn:xmpp:mam:2' complete='true'>
                        <set xmlns='http://jabber.org/protocol/rsm'>
                          <first index='0'>{any}</first><last>{any}</last><count>1</count>
                        </set>
                      </fin>
                    </iq>""");
            actor.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0313 §4", says = "a result without queryid in the query has none")
    void resultHasNoQueryIdUnlessAskedFor(Stage stage) {
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{romeo}'><body>note</body></message>").ignoresAll();

        assertThat(query(romeo, "").results().getFirst().attribute("queryid")).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.1", says = "a message that several sessions get is kept once")
    void messageToSeveralDevicesIsKeptOnce(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        stage.online("juliet/phone");
        romeo.sends("<message to='{juliet}' type='chat'><body>once</body></message>");
        juliet.ignoresAll();

        assertThat(query(juliet, "").bodies()).containsExactly("once");
    }

    @Test
    @Spec(value = "XEP-0313 §5.1.1", says = "a message to oneself is kept once")
    void messageToOneselfIsKeptOnce(Stage stage) {
        Actor romeo = stage.online("romeo");
        romeo.sends("<message to='{romeo}'><body>note</body></message>");
        romeo.sends("<message><body>no address</body></message>");
        romeo.ignoresAll();

        assertThat(query(romeo, "").bodies()).containsExactly("note", "no address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='{juliet}' type='chat'><body>hi</body></message>",
                "<message to='{juliet}'><body>hi</body></message>",
                "<message to='{juliet}' type='unheard-of'><body>hi</body></message>",
                "<message to='{juliet/home}' type='chat'><body>hi</body></message>",
                "<message to='{juliet/home}' type='normal'><body>hi</body></message>",
                "<message to='{juliet/gone}' type='chat'><body>hi</body></message>",
                "<message to='{juliet}' type='chat'><x xmlns='e'/><store xmlns='urn:xmpp:hints'/></message>"
            })
    @Spec(
            value = "XEP-0313 §5.1.1",
            says = "normal and chat with a body are kept, and what asks for it (XEP-0334 §4.4)")
    void lastingMessagesAreKept(String message, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends(message);
        juliet.ignoresAll();

        assertThat(query(juliet, "").results()).hasSize(1);
        assertThat(query(romeo, "").results()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='{juliet}' type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
                "<message to='{juliet}' type='headline'><body>news</body></message>",
                "<message to='{juliet/home}' type='groupchat'><body>all</body></message>",
                "<message to='{juliet/home}' type='error'><body>hi</body></message>",
                "<message to='{juliet/home}' type='error'><store xmlns='urn:xmpp:hints'/></message>",
                "<message to='{juliet}' type='chat'><body>hi</body><no-store xmlns='urn:xmpp:hints'/></message>",
                "<message to='{juliet}' type='chat'><body>hi</body><no-permanent-store xmlns='urn:xmpp:hints'/></message>"
            })
    @Spec(value = "XEP-0334 §4.1, §4.2", says = "what shall not be stored is not; neither are state changes and errors")
    void passingMessagesAreNotKept(String message, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends(message);
        assertThat(juliet.receives().child(Archiving.STANZA_ID)).isEmpty();

        assertThat(query(juliet, "").results()).isEmpty();
        assertThat(query(romeo, "").results()).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §5.1", says = "what the server refuses for the receiver is not in the receiver's archive")
    void refusedMessageIsNotReceived(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<message to='{juliet/gone}' id='m1'><body>hi</body></message>");
        romeo.receives("""
                <message type='error' id='m1' from='{juliet/gone}'>
                  <body>hi</body>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");

        assertThat(query(juliet, "").results()).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §7.4", says = "muc#user elements are stripped before archiving, and delivered")
    void roomElementsAreStripped(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("""
                <message to='{juliet}' type='chat'>
                  <body>hi</body>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item jid='prince@example.org'/></x>
                  <x xmlns='jabber:x:oob'><url>http://example.org/</url></x>
                </message>""");
        juliet.receives("""
                <message>
                  <body>hi</body>
                  <x xmlns='http://jabber.org/protocol/muc#user'><item jid='prince@example.org'/></x>
                  <x xmlns='jabber:x:oob'><url>http://example.org/</url></x>
                  <stanza-id xmlns='urn:xmpp:sid:0'/>
                </message>""");

        assertThat(Archiving.message(query(juliet, "").results().getFirst()).elements().stream()
                        .map(child -> child.namespace()))
                .containsExactly("jabber:client", "jabber:x:oob");
    }

    @Test
    @Spec(value = "XEP-0313 §6", says = "features are told at the account")
    void accountsTellWhatTheirArchivesCan(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends("<iq type='get' id='d' to='{romeo}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(romeo.receives().firstChild().orElseThrow().elements().stream()
                        .flatMap(child -> child.attribute("var").stream()))
                .contains(
                        "urn:xmpp:mam:2",
                        "urn:xmpp:mam:2#extended",
                        "urn:xmpp:mam:2#groupchat-field",
                        "urn:xmpp:sid:0",
                        "urn:xmpp:fulltext:0",
                        "http://jabber.org/protocol/rsm")
                .doesNotContain("urn:xmpp:mam:2#groupchat-available");
    }

    @Test
    @Spec(value = "XEP-0313 §6", says = "if a server hosts archives, it MUST advertise")
    void theServerTellsThatItHostsArchives(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends(
                "<iq type='get' id='d' to='example.org'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(romeo.receives().firstChild().orElseThrow().elements().stream()
                        .flatMap(child -> child.attribute("var").stream()))
                .contains("urn:xmpp:mam:2", "urn:xmpp:mam:2#extended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='set' id='q' to='{juliet}'><query xmlns='urn:xmpp:mam:2'/></iq>",
                "<iq type='get' id='q' to='{juliet}'><query xmlns='urn:xmpp:mam:2'/></iq>",
                "<iq type='get' id='q' to='{juliet}'><metadata xmlns='urn:xmpp:mam:2'/></iq>",
                "<iq type='get' id='q' to='{juliet}'><prefs xmlns='urn:xmpp:mam:2'/></iq>",
                "<iq type='set' id='q' to='{juliet}'><prefs xmlns='urn:xmpp:mam:2' default='never'/></iq>",
                "<iq type='set' id='q' to='{nobody}'><query xmlns='urn:xmpp:mam:2'/></iq>"
            })
    @Spec(value = "XEP-0313 §7.1", says = "another's archive is forbidden, and looks the same where there is none")
    void othersArchivesAreForbidden(String request, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        juliet.sends("<message to='{juliet}'><body>secret</body></message>").ignoresAll();

        romeo.sends(request);

        romeo.receives("""
                <iq type='error' id='q'>
                  <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
        romeo.receivesNothing();
        assertThat(query(juliet, "").bodies()).containsExactly("secret");
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.3.1", says = "a query to a full JID is that client's affair")
    void queryToAFullJidGoesToTheClient(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        romeo.sends("<iq type='set' id='q' to='{juliet/}'><query xmlns='urn:xmpp:mam:2'/></iq>");

        juliet.receives("<iq type='set' id='q' from='{romeo/}'><query xmlns='urn:xmpp:mam:2'/></iq>");
    }

    @Test
    void deletedAccountLeavesNothing(Stage stage) {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        for (int i = 0; i < 250; i++) {
            romeo.sends("<message to='{juliet}' type='chat'><body>love %d</body></message>".formatted(i));
        }
        stage.service(im.godwit.service.Accounts.class).delete(stage.account("juliet"));

        Actor successor = stage.client("juliet");

        assertThat(query(successor, "").results()).isEmpty();
        assertThat(query(successor, Archiving.form("withtext", "love")).results())
                .isEmpty();
        assertThat(query(romeo, Archiving.page("<max>0</max>")).set("count").text())
                .isEqualTo("250");
    }
}
