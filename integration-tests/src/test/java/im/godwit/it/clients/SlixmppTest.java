package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.proxy.Cable;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Slixmpp, a library for Python, as Debian has it; juliet's goes through a cable. */
class SlixmppTest {
    private static final String PUBSUB = "pubsub.localhost";

    @RegisterExtension
    static final GodwitServer server = new GodwitServer("auth.iterations = 4096");

    @RegisterExtension
    final Cable cable = new Cable(() -> server.ports().starttls());

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
    private String julietJid;
    private String romeoJid;
    private SlixmppClient juliet;
    private SlixmppClient romeo;

    @BeforeEach
    void logIn() {
        julietJid = server.addUser("juliet" + suffix);
        romeoJid = server.addUser("romeo" + suffix);
        juliet = SlixmppClient.login(server, cable.port(), julietJid);
        romeo = login(romeoJid);
    }

    private static SlixmppClient login(String jid) {
        return SlixmppClient.login(server, server.ports().starttls(), jid);
    }

    @AfterEach
    void close() {
        juliet.close();
        romeo.close();
    }

    @Test
    void bothChatAndGoOnWhenTheirStreamIsResumed() {
        juliet.does("say", romeoJid, "one");
        romeo.hears("one").does("say", julietJid, "two");
        juliet.hears("two");

        cable.pull();
        juliet.is("offline");
        romeo.does("say", julietJid, "three");
        cable.plug();

        juliet.is("resumed").hears("three").does("say", romeoJid, "four");
        romeo.hears("four");
        assertThat(juliet.told()).containsOnlyOnce("{\"event\": \"online\"}");
    }

    @Test
    void allClientsOfAnAccountSeeTheWholeConversation() {
        try (SlixmppClient desk = login(julietJid)) {
            desk.does("enable_carbons");
            juliet.does("enable_carbons").does("say", romeoJid, "one");
            desk.tells("{\"event\": \"carbon sent\", \"body\": \"one\"}");

            romeo.hears("one").does("say", julietJid, "two").does("say", julietJid, "three");
            juliet.hears("three");
            desk.hears("three");
        }
        try (SlixmppClient phone = login(julietJid)) {
            assertThat(phone.gives("history", romeoJid)).isEqualTo("[\"one\", \"two\", \"three\"]");
        }
    }

    @Test
    void bothTalkInARoomThatOneMarks() {
        String room = "garden" + suffix + "@conference.localhost";
        juliet.does("join", room, "Juliet").does("configure", room);
        romeo.does("join", room, "Romeo").does("talk", room, "Lady");
        juliet.tells("{\"event\": \"in room\", \"by\": \"Romeo\", \"body\": \"Lady\"}");

        juliet.does("bookmark", room, "Juliet");

        assertThat(juliet.gives("bookmarks")).isEqualTo("[\"" + room + "\"]");
    }

    @Test
    void bothFollowNodesAndSeeAvatars() {
        String node = "news" + suffix;
        juliet.does("create", PUBSUB, node);
        romeo.does("subscribe", PUBSUB, node);
        juliet.does("publish", PUBSUB, node, "banished");
        romeo.tells("{\"event\": \"published\", \"node\": \"" + node + "\", \"text\": \"banished\"}");

        romeo.does("show_avatar", "a rose");

        assertThat(romeo.gives("avatar_of", romeoJid)).isEqualTo("\"a rose\"");
    }

    @Test
    void filesAreUploaded() {
        assertThat(juliet.gives("upload", "upload.localhost", "a letter")).isEqualTo("\"a letter\"");
    }

    @Test
    void whoIsBlockedIsNotHeard() {
        juliet.does("block", romeoJid);
        assertThat(juliet.gives("blocked")).isEqualTo("[\"" + romeoJid + "\"]");
        romeo.does("say", julietJid, "unheard").gives("blocked"); // whose answer comes after it was refused

        juliet.does("unblock", romeoJid);
        romeo.does("say", julietJid, "heard");

        juliet.hears("heard");
        assertThat(juliet.told()).noneMatch(it -> it.contains("unheard"));
    }

    @Test
    void whoHasNoAccountMakesOne() {
        String nurse = "nurse" + suffix + "@localhost";
        try (SlixmppClient hers = SlixmppClient.register(server, server.ports().starttls(), nurse)) {
            hers.does("say", julietJid, "anon");
            juliet.hears("anon");
        }
    }
}
