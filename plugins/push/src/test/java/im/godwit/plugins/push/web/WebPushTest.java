package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.push.PushPlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a message to an absent user to what the user's browser reads. */
class WebPushTest {
    private static final String PUBLISH = """
            <iq type='set' id='p' to='push.example.org'>
              <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                <publish node='n'><item><notification xmlns='urn:xmpp:push:0'/></item></publish>
              </pubsub>
            </iq>""";

    private final Browser browser = Browser.subscribing();
    private PushServer server;
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        server = new PushServer();
        stage = Stage.builder()
                .plugins(List.of(
                        new DiscoPlugin(),
                        new RosterPlugin(),
                        new PresencePlugin(),
                        new OfflinePlugin(),
                        new PushPlugin()))
                .service("push", List.of(new DiscoPlugin(), new WebPushPlugin()))
                .options(
                        "web-push",
                        new WebPushOptions(
                                "mailto:admin@example.org",
                                Duration.ofDays(1),
                                10,
                                3,
                                Duration.ofMillis(1),
                                Duration.ofSeconds(10),
                                true))
                .build();
    }

    @AfterEach
    void close() {
        stage.close();
        server.close();
    }

    private void julietLeavesWith(String path) {
        Actor juliet = stage.online("juliet");
        juliet.sends("<iq type='set' id='on'><enable xmlns='urn:xmpp:push:0' jid='push.example.org' node='"
                + path.substring(1) + "'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
                + "<field var='endpoint'><value>" + server.endpoint(path) + "</value></field>"
                + "<field var='p256dh'><value>" + browser.key() + "</value></field>"
                + "<field var='auth'><value>" + Base64Url.encode(browser.auth()) + "</value></field>"
                + "</x></enable></iq>");
        juliet.receives("<iq type='result' id='on'/>").vanishes();
    }

    private void says(Actor sender, String body) {
        sender.sends("<message to='{juliet}' type='chat'><body>" + body + "</body></message>");
    }

    @Test
    @Spec(value = "RFC 8030 §5", says = "an application server requests the delivery of a push message")
    void theBrowserReadsWhoWrote() throws InterruptedException {
        julietLeavesWith("/one");

        says(stage.online("romeo"), "hello");

        PushServer.Posted posted = server.next();
        assertThat(posted.path()).isEqualTo("/one");
        assertThat(browser.read(posted.body())).isEqualTo("{\"count\":1,\"sender\":\"romeo@example.org/home\"}");
        assertThat(posted.headers().getFirst("TTL")).isEqualTo("86400");
        assertThat(posted.headers().getFirst("Urgency")).isEqualTo("normal");
        assertThat(posted.headers().getFirst("Topic")).matches("[A-Za-z0-9_-]{32}");
        assertThat(posted.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(posted.headers().getFirst("Authorization")).startsWith("vapid t=");
    }

    @Test
    @Spec(value = "RFC 8030 §8.4", says = "429 (Too Many Requests): retry later")
    void whatFailsIsTriedAgain() throws InterruptedException {
        server.answers(429);
        server.answers(503);
        julietLeavesWith("/one");

        says(stage.online("romeo"), "hello");

        server.next();
        server.next();
        assertThat(browser.read(server.next().body())).contains("\"count\":1");
    }

    @Test
    @Spec(value = "XEP-0357 §3.2", says = "publish requests are coming from the user's server")
    void usersDoNotPublish() {
        Actor romeo = stage.online("romeo");

        romeo.sends(PUBLISH);

        romeo.receives("""
                <iq type='error' id='p' from='push.example.org'><error type='auth'>
                  <forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </error></iq>""");
    }

    @Test
    @Spec(value = "XEP-0357 §4.2", says = "it MUST include an identity of \"pubsub/push\"")
    void theServiceTellsWhatItIsAndItsKey() {
        Actor juliet = stage.online("juliet");
        juliet.sends("<iq type='get' id='d' to='push.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        Element described = juliet.receives().firstChild().orElseThrow();

        assertThat(described.toString())
                .contains("<identity category='pubsub' type='push'")
                .contains("<feature var='urn:xmpp:push:0'/>");
        String key = DataForm.in(described)
                .filter(form ->
                        form.formType().filter("urn:godwit:web-push:0"::equals).isPresent())
                .flatMap(form -> form.field("vapid"))
                .flatMap(Field::value)
                .orElseThrow();
        assertThat(Base64Url.decode(key).flatMap(P256::publicKey)).isPresent();
    }

    @Test
    @Spec(value = "XEP-0357 §4.1", says = "the server MUST include the feature 'urn:xmpp:push:0'")
    void theAccountTellsThatItPublishes() {
        Actor juliet = stage.online("juliet");
        juliet.sends(
                "<iq type='get' id='d' to='{juliet}'>" + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(juliet.receives().toString()).contains("<feature var='urn:xmpp:push:0'/>");
    }
}
