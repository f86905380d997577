package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRoute;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReadingTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    private Stage stage;
    private Actor hamlet;
    private Web web;

    @BeforeEach
    void open() {
        stage = open(PubSubOptions.DEFAULTS);
        hamlet = stage.client("hamlet");
        web = Web.of(stage);
    }

    private static Stage open(PubSubOptions options) {
        return Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new PubSubPlugin()))
                .options("pubsub", options)
                .build();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static List<String> ids(HttpAnswer.Whole answer) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(Web.text(answer));
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    @Test
    void anybodyReadsAnOpenNodeNewestFirst() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");

        HttpAnswer.Whole answer = web.get("music/items");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        assertThat(answer.headers()).containsEntry("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT");
        assertThat(ids(answer)).containsExactly("two", "one");
        assertThat(Web.text(answer))
                .startsWith("{\"service\":\"pubsub.example.org\",\"node\":\"music\",\"position\":\"")
                .contains("\"published\":\"2026-03-01T12:00:00Z\"")
                .contains("\"xml\":\"<song xmlns='urn:example:music'>one</song>\"");
    }

    @Test
    void pagesLeadToAllItemsOnceEach() {
        creates(hamlet, "music");
        for (String id : List.of("a", "b", "c", "d", "e")) {
            publishes(hamlet, "music", id);
        }

        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("items?max=2");
        while (next.isPresent()) {
            HttpAnswer.Whole page = web.get("music/" + next.get());
            seen.addAll(ids(page));
            next = Optional.ofNullable(page.headers().get("Link"))
                    .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"));
        }
        assertThat(seen).containsExactly("e", "d", "c", "b", "a");
        assertThat(web.get("music/items?max=0").status()).isEqualTo(400);
        assertThat(web.get("music/items?after=x").status()).isEqualTo(400);
    }

    @Test
    void theTagChangesWithTheItems() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        String before = web.get("music/items").headers().get("ETag");
        assertThat(web.get("music/items").headers()).containsEntry("ETag", before);

        publishes(hamlet, "music", "two");
        assertThat(web.get("music/items").headers().get("ETag")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                application/atom+xml                            | application/atom+xml; charset=utf-8
                application/xml, application/json;q=0.5         | application/xml; charset=utf-8
                text/html, application/xml;q=0.9, */*;q=0.8     | application/xml; charset=utf-8
                application/*                                   | application/json
                application/json;q=0, */*;q=0.1                 | application/atom+xml; charset=utf-8
                """)
    void theClientChoosesTheFormat(String accept, String type) {
        creates(hamlet, "music");

        assertThat(web.with("accept", accept).get("music/items").headers()).containsEntry("Content-Type", type);
    }

    @Test
    void whatThereIsNotIsNotAcceptable() {
        creates(hamlet, "music");

        assertThat(web.with("accept", "image/png").get("music/items").status()).isEqualTo(406);
    }

    @Test
    @Spec(value = "RFC 4287 §4.1.1", says = "a feed has an id, a title, a date and an author; entries stay as they are")
    void entriesMakeAFeed() {
        creates(hamlet, "blog");
        hamlet.sends(set("<publish node='blog'><item id='1'><entry xmlns='http://www.w3.org/2005/Atom'>"
                + "<title>Soliloquy</title></entry></item></publish>"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
        publishes(hamlet, "blog", "song");

        assertThat(Web.text(web.with("accept", "application/atom+xml").get("blog/items")))
                .startsWith("<feed xmlns='http://www.w3.org/2005/Atom'><id>xmpp:pubsub.example.org?;node=blog</id>")
                .contains("<updated>2026-03-01T12:00:00Z</updated>")
                .contains("<author><name>pubsub.example.org</name></author>")
                .contains("<entry><title>Soliloquy</title></entry>")
                .contains("<content type='application/xml'><song xmlns='urn:example:music'>song</song></content>");
    }

    @Test
    void oneItemIsThereOrNot() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");

        assertThat(Web.text(web.get("music/items/one"))).startsWith("{\"id\":\"one\",");
        assertThat(Web.text(web.with("accept", "application/xml").get("music/items/one")))
                .startsWith("<item xmlns='http://jabber.org/protocol/pubsub' id='one'");
        assertThat(web.get("music/items/two").status()).isEqualTo(404);
    }

    @Test
    @Spec(value = "XEP-0335 §3", says = "what claims to be JSON and is not is never used as such")
    void jsonIsJsonOnlyIfItIsValid() {
        creates(hamlet, "data");
        hamlet.sends(set("<publish node='data'><item id='good'><json xmlns='urn:xmpp:json:0'>{\"a\":1}</json></item>"
                + "<item id='bad'><json xmlns='urn:xmpp:json:0'>{\"a\":1},{</json></item></publish>"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");

        assertThat(Web.text(web.get("data/items/good"))).contains("\"json\":{\"a\":1}");
        assertThat(Web.text(web.get("data/items/bad"))).doesNotContain("\"json\":");
    }

    @Test
    void whoMayNotIsAskedForAPasswordOrRefused() {
        creates(hamlet, "approved", "access_model=authorize");
        publishes(hamlet, "approved", "one");
        stage.account("horatio");

        assertThat(web.get("approved/items").status()).isEqualTo(401);
        assertThat(web.as("horatio").get("approved/items").status()).isEqualTo(403);
        assertThat(web.as("hamlet").get("approved/items").status()).isEqualTo(200);
        assertThat(web.as("hamlet").get("approved/items").headers())
                .containsEntry("Cache-Control", "private, no-cache");
    }

    @Test
    void aStrangerCannotTellAClosedNodeFromNone() {
        creates(hamlet, "closed", "access_model=whitelist");
        publishes(hamlet, "closed", "one");
        stage.account("horatio");

        for (Web stranger : List.of(web, web.as("horatio"))) {
            for (String path : List.of("items", "items/one", "events")) {
                assertThat(stranger.get("closed/" + path))
                        .usingRecursiveComparison()
                        .isEqualTo(stranger.get("missing/" + path));
            }
            assertThat(stranger.send("POST", "closed/items", "application/json", "{}"))
                    .usingRecursiveComparison()
                    .isEqualTo(stranger.send("POST", "missing/items", "application/json", "{}"));
        }
    }

    @Test
    void anOwnerKeepsThoseWithoutAPasswordOut() {
        Actor anybody = stage.client("anybody");
        creates(hamlet, "music");
        affiliates(hamlet, "music", anybody, "outcast");

        assertThat(web.as("anybody").get("music/items").status()).isEqualTo(403);
        hamlet.sends(PubSubTesting.ownerSet("<affiliations node='music'>"
                + "<affiliation jid='anonymous.invalid' affiliation='outcast'/></affiliations>"));
        hamlet.receives(PubSubTesting.done());
        assertThat(web.get("music/items").status()).isEqualTo(401);
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatThereAre() {
        HttpAnswer.Whole answer = web.send("DELETE", "music/items", "text/plain", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, POST, OPTIONS");
        assertThat(web.get("music/nothing").status()).isEqualTo(404);
    }

    @Test
    void anOperatorDecidesWhoComesIn() {
        for (HttpAccess access : List.of(HttpAccess.ACCOUNTS, HttpAccess.NOBODY)) {
            try (Stage other =
                    open(new PubSubOptions(Creators.ACCOUNTS, false, 10, 10, 1000, 10, 10, 10, false, 1, 1, access))) {
                creates(other.client("hamlet"), "music");
                if (access == HttpAccess.NOBODY) {
                    assertThat(other.server().contributions(HttpRoute.class)).isEmpty();
                } else {
                    assertThat(Web.of(other).get("music/items").status()).isEqualTo(401);
                    assertThat(Web.of(other).as("hamlet").get("music/items").status())
                            .isEqualTo(200);
                }
            }
        }
    }
}
