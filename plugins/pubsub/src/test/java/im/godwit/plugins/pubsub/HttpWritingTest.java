package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpWritingTest {
    private Stage stage;
    private Actor hamlet;
    private Web web;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new PubSubPlugin()))
                .build();
        hamlet = stage.client("hamlet");
        web = Web.of(stage);
        creates(hamlet, "music", "max_payload_size=1000");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Spec(value = "XEP-0335 §3", says = "JSON is the text of one element; subscribers over XMPP get it so")
    void aWebhookOfAnyShapeIsPublished() {
        configures(hamlet, "music", "itemreply=publisher");
        subscribesInFull(hamlet, "music");

        HttpAnswer.Whole answer = web.as("hamlet")
                .send(
                        "POST",
                        "music/items",
                        "application/json; charset=UTF-8",
                        "{\"alerts\": [{\"status\": \"firing\"}]}");

        assertThat(answer.status()).isEqualTo(201);
        String location = answer.headers().get("Location");
        assertThat(location).startsWith("items/");
        assertThat(Web.text(web.get("music/" + location)))
                .contains("\"publisher\":\"hamlet@example.org\"")
                .contains("\"json\":{\"alerts\": [{\"status\": \"firing\"}]}");
        hamlet.receives(
                event(
                        hamlet.jid().toString(),
                        "<items node='music'><item id='{any}' publisher='hamlet@example.org'>"
                                + "<json xmlns='urn:xmpp:json:0'>{\"alerts\": [{\"status\": \"firing\"}]}</json></item></items>"));
    }

    @Test
    void aNamedItemIsCreatedThenReplacedThenGone() {
        Web owner = web.as("hamlet");
        String song = "<song xmlns='urn:example:music'>x</song>";

        HttpAnswer.Whole created = owner.send("PUT", "music/items/a%2Fb", "application/xml", song);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("Location", "a%2Fb");
        assertThat(owner.send("PUT", "music/items/a%2Fb", "application/xml", song)
                        .status())
                .isEqualTo(200);
        assertThat(Web.text(web.get("music/items/a%2Fb"))).contains("\"id\":\"a/b\"");
        assertThat(owner.send("DELETE", "music/items/a%2Fb", "", "").status()).isEqualTo(204);
        assertThat(owner.send("DELETE", "music/items/a%2Fb", "", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                application/json      | {                    | 400
                application/json      | 42                   | 400
                application/json      | {} {}                | 400
                application/xml       | <a><b></a>           | 400
                application/xml       | <!DOCTYPE a><a/>     | 400
                application/atom+xml  | <feed/>              | 422
                application/atom+xml  | <entry xmlns='http://www.w3.org/2005/Atom'/> | 201
                application/ld+json   | {}                   | 201
                application/json; charset=latin1 | {}        | 415
                text/plain            | {}                   | 415
                application/x-www-form-urlencoded | a=b      | 415
                """)
    void eachContentHasItsAnswer(String type, String content, int status) {
        assertThat(web.as("hamlet").send("POST", "music/items", type, content).status())
                .isEqualTo(status);
    }

    @Test
    void limitsAndTypesOfTheNodeHold() {
        creates(hamlet, "typed", "type=urn:example:music");
        Web owner = web.as("hamlet");

        assertThat(owner.send("POST", "music/items", "application/json", "[\"" + "x".repeat(1000) + "\"]")
                        .status())
                .isEqualTo(413);
        assertThat(owner.send("POST", "typed/items", "application/json", "{}").status())
                .isEqualTo(422);
        assertThat(owner.send("POST", "missing/items", "application/json", "{}").status())
                .isEqualTo(404);
        assertThat(owner.send("PUT", "music/items/" + "x".repeat(1024), "application/json", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void onlyWhoMayPublishesAndRetracts() {
        stage.account("horatio");
        web.as("hamlet").send("PUT", "music/items/one", "application/json", "{}");

        assertThat(web.send("POST", "music/items", "application/json", "{}").status())
                .isEqualTo(401);
        assertThat(web.as("horatio")
                        .send("POST", "music/items", "application/json", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(web.as("horatio").send("DELETE", "music/items/one", "", "").status())
                .isEqualTo(403);
        assertThat(web.as("horatio").send("DELETE", "music", "", "").status()).isEqualTo(403);
        assertThat(web.get("music/items/one").status()).isEqualTo(200);
    }

    @Test
    void aNodeIsCreatedOnceAndDeleted() {
        Web owner = web.as("hamlet");

        assertThat(web.send("PUT", "news", "", "").status()).isEqualTo(401);
        assertThat(owner.send("PUT", "news", "", "").status()).isEqualTo(201);
        assertThat(owner.send("PUT", "news", "", "").status()).isEqualTo(409);
        assertThat(owner.send("DELETE", "news", "", "").status()).isEqualTo(204);
        assertThat(web.get("news/items").status()).isEqualTo(404);
    }
}
