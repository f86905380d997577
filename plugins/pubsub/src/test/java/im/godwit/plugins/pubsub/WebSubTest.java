package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.plugins.pubsub.FeedReader.Content;
import im.godwit.plugins.pubsub.FeedReader.Question;
import im.godwit.plugins.pubsub.websub.WebSubOptions;
import im.godwit.plugins.pubsub.websub.WebSubPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSubTest {
    private static final String TOPICS = "https://example.org/pubsub/pubsub.example.org/";
    private static final String TOPIC = TOPICS + "blog/items?format=atom";

    private Stage stage;
    private Actor hamlet;
    private FeedReader reader;

    @BeforeEach
    void open() throws IOException {
        reader = new FeedReader();
        open(options(1000, 3));
    }

    private static WebSubOptions options(int subscriptionsPerNode, int attempts) {
        return new WebSubOptions(
                30, 1000, subscriptionsPerNode, 20, 1, attempts, Duration.ofMillis(1), Duration.ofSeconds(10), true);
    }

    private void open(WebSubOptions options) {
        stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new PubSubPlugin(), new WebSubPlugin()))
                .options("web-sub", options)
                .build();
        hamlet = stage.client("hamlet");
        creates(hamlet, "blog");
    }

    @AfterEach
    void close() {
        stage.close();
        reader.close();
    }

    private static String form(String... parameters) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            form.append(i > 0 ? "&" : "")
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    private HttpAnswer.Whole asks(String form) {
        return Web.hub(stage).send("POST", "", "application/x-www-form-urlencoded", form);
    }

    private HttpAnswer.Whole asks(String mode, String topic, String path, String... more) {
        String form = form("hub.mode", mode, "hub.topic", topic, "hub.callback", reader.callback(path));
        return asks(more.length > 0 ? form + "&" + form(more) : form);
    }

    /**
     * Asks and is verified. There is one place for that, which is free a moment after the last question was answered.
     */
    private Question verified(String mode, String topic, String path, String... more) throws InterruptedException {
        HttpAnswer.Whole answer = asks(mode, topic, path, more);
        while (answer.status() == 503) {
            Thread.onSpinWait();
            answer = asks(mode, topic, path, more);
        }
        assertThat(answer.status()).isEqualTo(202);
        return reader.question();
    }

    private Question subscribes(String topic, String path, String... more) throws InterruptedException {
        return verified("subscribe", topic, path, more);
    }

    @Test
    @Spec(value = "WebSub §4", says = "a topic's answer has the links hub and self")
    void pagesLeadToTheHub() {
        publishes(hamlet, "blog", "one");

        HttpAnswer.Whole page =
                Web.of(stage).with("accept", "application/atom+xml").get("blog/items");

        assertThat(page.headers())
                .containsEntry(
                        "Link",
                        "<https://example.org/websub/pubsub.example.org>; rel=\"hub\", <" + TOPIC + ">; rel=\"self\"");
        assertThat(Web.text(page))
                .contains("<link rel='self' href='" + TOPIC + "'/>")
                .contains("<link rel='hub' href='https://example.org/websub/pubsub.example.org'/>");
    }

    @Test
    @Spec(value = "WebSub §5.3", says = "hub.mode, hub.topic, hub.challenge and hub.lease_seconds")
    void whoSubscribesIsAsked() throws InterruptedException {
        Question question = subscribes(TOPIC, "/feed?key=a%26b", "hub.lease_seconds", "3600");

        assertThat(question.path()).isEqualTo("/feed");
        assertThat(question.parameters())
                .containsEntry("key", "a&b")
                .containsEntry("hub.mode", "subscribe")
                .containsEntry("hub.topic", TOPIC)
                .containsEntry("hub.lease_seconds", "3600")
                .containsKey("hub.challenge");
        assertThat(subscribes(TOPIC, "/again", "hub.lease_seconds", "99999999").parameter("hub.lease_seconds"))
                .isEqualTo("2592000");
    }

    @Test
    @Spec(value = "WebSub §7", says = "the full contents of the topic, with its type and the links hub and self")
    void subscribersAreSentWhatIsThere() throws InterruptedException {
        publishes(hamlet, "blog", "one");
        subscribes(TOPIC, "/feed");

        publishes(hamlet, "blog", "two");

        Content content = reader.content();
        HttpAnswer.Whole page = Web.of(stage).get("blog/items?format=atom");
        assertThat(content.text()).isEqualTo(Web.text(page)).contains("two").contains("one");
        assertThat(content.header("Content-Type")).isEqualTo(page.headers().get("Content-Type"));
        assertThat(content.header("Link")).isEqualTo(page.headers().get("Link"));
        assertThat(content.header("X-Hub-Signature")).isEmpty();
    }

    @Test
    @Spec(value = "WebSub §7.1", says = "X-Hub-Signature: the HMAC of the body with hub.secret")
    void whoGaveASecretGetsASignature() throws Exception {
        subscribes(TOPICS + "blog/items?format=json", "/feed", "hub.secret", "mouse trap");

        publishes(hamlet, "blog", "one");

        Content content = reader.content();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("mouse trap".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(content.text().getBytes(StandardCharsets.UTF_8)));
        assertThat(content.header("X-Hub-Signature")).isEqualTo("sha256=" + signature);
        assertThat(content.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    @Spec(value = "WebSub §5.3.1", says = "only 2xx with the challenge confirms")
    void whoDoesNotConfirmIsNotSubscribed() throws InterruptedException {
        reader.echoes("something else");
        subscribes(TOPIC, "/wrong");
        reader.echoes("x".repeat(100_000));
        subscribes(TOPIC, "/long");
        reader.echoes("");
        reader.answers(404);
        subscribes(TOPIC, "/missing");
        subscribes(TOPIC, "/right");

        publishes(hamlet, "blog", "one");

        assertThat(reader.content().text()).contains("one");
        assertThat(reader.hasContent()).isFalse();
    }

    @Test
    @Spec(value = "WebSub §5.1", says = "hub.mode=unsubscribe, verified as well")
    void whoUnsubscribesIsSentNothing() throws InterruptedException {
        subscribes(TOPIC, "/one");
        subscribes(TOPIC, "/two");
        assertThat(verified("unsubscribe", TOPIC, "/one").parameter("hub.mode")).isEqualTo("unsubscribe");
        subscribes(TOPIC, "/three"); // after that, the one place was free again

        publishes(hamlet, "blog", "one");

        reader.content();
        reader.content();
        publishes(hamlet, "blog", "two");
        reader.content();
        reader.content();
        assertThat(reader.hasContent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            hub.mode=publish&hub.topic=x&hub.callback=https://reader.example.net/, 400, hub.mode
            hub.topic=x&hub.callback=https://reader.example.net/, 400, hub.mode
            hub.mode=subscribe&hub.callback=https://reader.example.net/, 400, hub.topic
            hub.mode=subscribe&hub.topic=x, 400, hub.callback
            hub.mode=subscribe&hub.topic=x&hub.callback=ftp://reader.example.net/, 400, hub.callback
            hub.mode=subscribe&hub.topic=x&hub.callback=https://r.example.net/&hub.lease_seconds=-1, 400, hub.lease_seconds
            hub.mode=subscribe&hub.topic=%zz&hub.callback=https://reader.example.net/, 400, form
            hub.mode=subscribe&hub.topic=x&hub.callback=https://reader.example.net/, 404, topic
            """)
    void whatIsWrongIsSaid(String form, int status, String words) {
        HttpAnswer.Whole answer = asks(form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(Web.text(answer)).contains(words);
    }

    @Test
    @Spec(value = "WebSub §5.1", says = "hub.secret: less than 200 bytes")
    void secretsAreShort() {
        assertThat(asks("subscribe", TOPIC, "/feed", "hub.secret", "x".repeat(200))
                        .status())
                .isEqualTo(400);
        assertThat(asks("subscribe", TOPIC, "/" + "x".repeat(2100)).status()).isEqualTo(400);
        assertThat(Web.hub(stage).get("").status()).isEqualTo(405);
    }

    @Test
    void whatSomebodyMayNotReadIsNoTopic() {
        creates(hamlet, "secret", "access_model=whitelist");
        String secret = TOPICS + "secret/items?format=atom";

        HttpAnswer.Whole hidden = asks("subscribe", secret, "/feed");
        HttpAnswer.Whole missing = asks("subscribe", TOPICS + "nothing/items?format=atom", "/feed");

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(Web.text(hidden)).isEqualTo(Web.text(missing));
    }

    @Test
    void anAccountSubscribesToWhatItMayRead() throws InterruptedException {
        creates(hamlet, "secret", "access_model=whitelist");
        String form = form(
                "hub.mode",
                "subscribe",
                "hub.topic",
                TOPICS + "secret/items?format=json",
                "hub.callback",
                reader.callback("/feed"));
        Web.hub(stage).as("hamlet").send("POST", "", "application/x-www-form-urlencoded", form);
        reader.question();

        publishes(hamlet, "secret", "ghost");

        assertThat(reader.content().text()).contains("ghost");
    }

    @Test
    void whatFailsIsTriedAgain() throws InterruptedException {
        subscribes(TOPIC, "/feed");
        reader.answers(500, 301);

        publishes(hamlet, "blog", "one");

        for (int i = 0; i < 3; i++) {
            assertThat(reader.content().text()).contains("one");
        }
    }

    @Test
    void whoMissedSomethingGetsItWithTheRenewal() throws InterruptedException {
        subscribes(TOPIC, "/feed");
        reader.answers(500, 500, 500);
        publishes(hamlet, "blog", "one");
        for (int i = 0; i < 3; i++) {
            reader.content();
        }

        subscribes(TOPIC, "/feed");

        assertThat(reader.content().text()).contains("one");
    }

    @Test
    @Spec(value = "WebSub §7", says = "410: the subscription is deleted")
    void whoIsGoneIsForgotten() throws InterruptedException {
        subscribes(TOPIC, "/gone");
        reader.answers(410);
        publishes(hamlet, "blog", "one");
        reader.content();
        subscribes(TOPIC, "/here");

        publishes(hamlet, "blog", "two");

        assertThat(reader.content().text()).contains("two");
        assertThat(reader.hasContent()).isFalse();
    }

    @Test
    @Spec(value = "WebSub §5.3", says = "the lease: after it the subscription is over")
    void leasesEnd() throws InterruptedException {
        subscribes(TOPIC, "/short", "hub.lease_seconds", "60");
        subscribes(TOPIC, "/long");
        stage.clock().advance(Duration.ofSeconds(60));

        publishes(hamlet, "blog", "one");

        reader.content();
        assertThat(reader.hasContent()).isFalse();
    }

    @Test
    @Spec(value = "WebSub §5.2", says = "hub.mode=denied with hub.topic and hub.reason")
    void whoseTopicGoesIsTold() throws InterruptedException {
        subscribes(TOPIC, "/feed");

        hamlet.sends(ownerSet("<delete node='blog'/>"));
        hamlet.receives(done());

        Question denied = reader.question();
        assertThat(denied.parameters()).containsEntry("hub.mode", "denied").containsEntry("hub.topic", TOPIC);
        assertThat(denied.parameter("hub.reason")).isNotEmpty();
    }

    @Test
    void whoeverIsTooManyIsTold() throws InterruptedException {
        stage.close();
        open(options(1, 1));
        subscribes(TOPIC, "/one");

        subscribes(TOPIC, "/two");

        assertThat(reader.question().parameter("hub.mode")).isEqualTo("denied");
    }

    @Test
    void noMoreVerificationsAreStartedThanMayBe() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String form = form(
                    "hub.mode",
                    "subscribe",
                    "hub.topic",
                    TOPIC,
                    "hub.callback",
                    "http://localhost:" + silent.getLocalPort() + "/");
            assertThat(asks(form).status()).isEqualTo(202);

            HttpAnswer.Whole answer = asks(form);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("Retry-After", "60");
        }
    }

    @Test
    void aRetractionIsAChange() throws InterruptedException {
        publishes(hamlet, "blog", "one");
        publishes(hamlet, "blog", "two");
        subscribes(TOPIC, "/feed");

        hamlet.sends(set("<retract node='blog' notify='true'><item id='one'/></retract>"));
        hamlet.receives(done());

        assertThat(reader.content().text()).contains("two").doesNotContain("one<");
    }
}
