package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.session.ManagementOptions;
import im.godwit.plugins.pubsub.CursorTest.Told;
import im.godwit.store.Database;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions that streams confirm (XEP-0198), and that outlive the server. */
class CursorStreamTest {
    private static final ManagementOptions OPTIONS = new ManagementOptions(
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60), 100, 64 * 1024);

    private final List<Stage> stages = new ArrayList<>();
    private final AtomicReference<Database> kept = new AtomicReference<>();
    private Stage stage;
    private Actor hamlet;

    /** A server on what the first one has kept. */
    private Stage start() {
        Stage started = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new PubSubPlugin()))
                .management(OPTIONS)
                .database(own -> kept.updateAndGet(first -> first == null ? own : first))
                .build();
        stages.add(started);
        return started;
    }

    @BeforeEach
    void create() {
        stage = start();
        hamlet = stage.client("hamlet");
        Actor bot = stage.client("bot");
        creates(hamlet, "news");
        bot.sends(CursorTest.durably(bot, "news"));
        bot.receives("<iq type='result' id='ask'>{any}</iq>");
        bot.losesConnection();
    }

    @AfterEach
    void close() {
        stages.reversed().forEach(Stage::close);
    }

    private Wire reads(String attributes) {
        Wire bot = stage.wire("bot").binds("phone");
        bot.enables();
        bot.sends(CursorTest.request("open", "news", attributes));
        Element answer = bot.receives();
        assertThat(answer.attribute("type")).as(answer.toString()).contains("result");
        return bot;
    }

    private static String next(Wire bot) {
        Element element = bot.receives();
        while (element.local().equals("r")) {
            element = bot.receives();
        }
        return Told.of(element).what();
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "what a stream acknowledged need not be delivered again")
    void aStreamConfirms() {
        Wire bot = reads("confirm='stream'");
        publishes(hamlet, "news", "one");
        publishes(hamlet, "news", "two");
        assertThat(next(bot)).isEqualTo("+one");
        assertThat(next(bot)).isEqualTo("+two");
        bot.acknowledges(2); // the answer, and the first
        bot.closes();

        assertThat(next(reads("confirm='stream'"))).isEqualTo("+two");
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "a stream that only carries confirms nothing")
    void aStreamDoesNotConfirmForAReader() {
        Wire bot = reads("");
        publishes(hamlet, "news", "one");
        assertThat(next(bot)).isEqualTo("+one");
        bot.acknowledges(2);
        bot.closes();

        assertThat(next(reads(""))).isEqualTo("+one");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "positions, names and what waits outlive a server that was killed")
    void aServerThatComesBackGoesOn() {
        Actor bot = stage.client("bot");
        bot.sends(CursorTest.request("open", "news", ""));
        bot.receives();
        publishes(hamlet, "news", "one");
        publishes(hamlet, "news", "two");
        Told one = Told.of(bot.receives());
        Told two = Told.of(bot.receives());
        bot.sends(CursorTest.request("confirm", "news", "id='" + one.id() + "'"));
        bot.receives("<iq type='result' id='ask'/>");

        stage = start(); // the first one did not get to end anything
        bot = stage.client("bot");
        bot.sends(CursorTest.request("open", "news", ""));
        assertThat(bot.receives().elements().getFirst().attribute("position")).contains(one.id());
        assertThat(Told.of(bot.receives())).isEqualTo(two);
        bot.receivesNothing();
    }
}
