package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions whose subscriber confirms what it got ({@code docs/pubsub.md}). */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class CursorTest {
    private Stage stage;
    private Actor hamlet;
    private Actor bot;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.client("hamlet");
        bot = stage.client("bot");
    }

    /** A notification as a bot sees it. */
    record Told(String what, String id, boolean gap) {
        static Told of(Element message) {
            Element event = message.elements().getFirst().elements().getFirst();
            boolean gap =
                    message.elements().stream().anyMatch(child -> child.local().equals("gap"));
            String id = message.elements().stream()
                    .filter(child -> child.local().equals("stanza-id"))
                    .findFirst()
                    .flatMap(child -> child.attribute("id"))
                    .orElseThrow();
            return new Told(what(event), id, gap);
        }

        private static String what(Element event) {
            if (event.local().equals("purge")) {
                return "purged";
            }
            Element child = event.elements().getFirst();
            return (child.local().equals("item") ? "+" : "-")
                    + child.attribute("id").orElseThrow();
        }
    }

    static String durably(Actor bot, String node) {
        return set("""
                <subscribe node='%s' jid='%s'/>
                <options>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#subscribe_options</value>
                    </field>
                    <field var='x-pubsub#durable'><value>true</value></field>
                  </x>
                </options>""".formatted(node, bot.jid().bare()));
    }

    private void subscribesDurably(String node) {
        bot.sends(durably(bot, node));
        bot.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    static String request(String request, String node, String attributes) {
        return """
                <iq type='set' id='ask' to='pubsub.example.org'>
                  <%s xmlns='urn:godwit:pubsub:cursor:0' node='%s' %s/>
                </iq>""".formatted(request, node, attributes);
    }

    private static Element opens(Actor reader, String node, String attributes) {
        reader.sends(request("open", node, attributes));
        Element answer = reader.receives();
        assertThat(answer.attribute("type")).as(answer.toString()).contains("result");
        return answer.elements().getFirst();
    }

    private static boolean isGap(Element opened) {
        return opened.attribute("gap").equals(Optional.of("true"));
    }

    private static List<Told> told(Actor reader, int count) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            told.add(Told.of(reader.receives()));
        }
        return told;
    }

    private static List<String> reads(Actor reader, int count) {
        return told(reader, count).stream().map(Told::what).toList();
    }

    private static void confirms(Actor reader, String node, String id) {
        reader.sends(request("confirm", node, "id='" + id + "'"));
        reader.receives(done());
    }

    private void retracts(String node, String id) {
        hamlet.sends(set("<retract node='%s' notify='true'><item id='%s'/></retract>".formatted(node, id)));
        hamlet.receives(done());
    }

    private void purges(String node) {
        hamlet.sends(ownerSet("<purge node='%s'/>".formatted(node)));
        hamlet.receives(done());
    }

    @Test
    @Spec(
            value = "docs/pubsub.md",
            says = "what happens waits for whoever reads, and is a notification with its name and time")
    void whatHappensWaitsForAReader() {
        creates(hamlet, "news");
        publishes(hamlet, "news", "before");
        subscribesDurably("news");
        publishes(hamlet, "news", "one");
        bot.receivesNothing();
        stage.clock().advance(Duration.ofMinutes(5));

        bot.sends(request("open", "news", ""));
        bot.receives("""
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <opened xmlns='urn:godwit:pubsub:cursor:0' node='news' subid='{any}' position='{any}'/>
                </iq>""");
        bot.receives("""
                <message from='pubsub.example.org' to='{bot/}' type='headline' id='{any}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='news'>%s</items></event>
                  <stanza-id xmlns='urn:xmpp:sid:0' by='pubsub.example.org' id='{any}'/>
                  <delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'/>
                </message>""".formatted(song("one")));
        publishes(hamlet, "news", "two");
        assertThat(reads(bot, 1)).containsExactly("+two");
        bot.receivesNothing();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "what was delivered and not confirmed is delivered again, by the same name")
    void aCrashBeforeTheConfirmationRepeatsWhatWasNotConfirmed() {
        creates(hamlet, "news");
        subscribesDurably("news");
        opens(bot, "news", "");
        publishes(hamlet, "news", "one");
        publishes(hamlet, "news", "two");
        List<Told> first = told(bot, 2);
        confirms(bot, "news", first.getFirst().id());
        bot.losesConnection();
        publishes(hamlet, "news", "three");

        bot = stage.client("bot");
        Element opened = opens(bot, "news", "");
        assertThat(opened.attribute("position")).contains(first.getFirst().id());
        List<Told> again = told(bot, 2);
        assertThat(again.getFirst()).isEqualTo(first.getLast());
        assertThat(again.getLast().what()).isEqualTo("+three");
        confirms(bot, "news", again.getLast().id());
        opens(bot, "news", "");
        bot.receivesNothing();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "retractions and purges have their place among the items")
    void whatWasTakenAwayWhileAwayIsTold() {
        creates(hamlet, "news");
        subscribesDurably("news");
        publishes(hamlet, "news", "one");
        publishes(hamlet, "news", "two");
        publishes(hamlet, "news", "one");
        retracts("news", "two");
        publishes(hamlet, "news", "three");
        opens(bot, "news", "");
        assertThat(reads(bot, 3)).containsExactly("+one", "-two", "+three");
        bot.losesConnection();

        purges("news");
        publishes(hamlet, "news", "four");
        bot = stage.client("bot");
        opens(bot, "news", "");
        assertThat(reads(bot, 3)).containsExactly("-two", "purged", "+four");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "one resource reads: the one that asked last")
    void oneResourceReadsAndAnyConfirms() {
        creates(hamlet, "news");
        subscribesDurably("news");
        Actor other = stage.client("bot/other");
        opens(bot, "news", "");
        publishes(hamlet, "news", "one");
        String one = told(bot, 1).getFirst().id();

        opens(other, "news", "");
        bot.receives("""
                <message from='pubsub.example.org' to='{bot/}' type='headline'>
                  <closed xmlns='urn:godwit:pubsub:cursor:0' node='news'/>
                </message>""");
        assertThat(told(other, 1).getFirst().id()).isEqualTo(one);
        confirms(bot, "news", one);
        publishes(hamlet, "news", "two");
        assertThat(reads(other, 1)).containsExactly("+two");
        bot.sends(request("close", "news", ""));
        bot.receives(done());
        publishes(hamlet, "news", "three");
        assertThat(reads(other, 1)).as("who does not read closes nothing").containsExactly("+three");
        other.sends(request("close", "news", ""));
        other.receives(done());
        publishes(hamlet, "news", "four");
        other.receivesNothing();
        bot.receivesNothing();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "who missed what the node does not keep any more is told so")
    void aGapIsTold() {
        creates(hamlet, "news", "max_items=2");
        subscribesDurably("news");
        publishes(hamlet, "news", "one");
        publishes(hamlet, "news", "two");
        assertThat(isGap(opens(bot, "news", ""))).isFalse();
        assertThat(told(bot, 2)).extracting(Told::gap).containsOnly(false);
        bot.losesConnection();
        publishes(hamlet, "news", "three");
        publishes(hamlet, "news", "four");
        publishes(hamlet, "news", "five");

        bot = stage.client("bot");
        assertThat(isGap(opens(bot, "news", ""))).isTrue();
        List<Told> told = told(bot, 2);
        assertThat(told).extracting(Told::what).containsExactly("+four", "+five");
        assertThat(told).extracting(Told::gap).containsExactly(true, false);
        confirms(bot, "news", told.getFirst().id());
        bot.losesConnection();
        bot = stage.client("bot");
        assertThat(isGap(opens(bot, "news", ""))).isFalse();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "so much is on the way, and more when some of it is confirmed")
    void whoConfirmsNothingGetsNoMore() {
        creates(hamlet, "news");
        subscribesDurably("news");
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            items.append(song("item" + i));
        }
        hamlet.sends(set("<publish node='news'>" + items + "</publish>"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");

        opens(bot, "news", "");
        List<Told> window = told(bot, 50);
        bot.receivesNothing();
        confirms(bot, "news", window.get(3).id());
        assertThat(reads(bot, 4)).containsExactly("+item50", "+item51", "+item52", "+item53");
        bot.receivesNothing();
        confirms(bot, "news", window.getLast().id());
        assertThat(reads(bot, 6)).last().isEqualTo("+item59");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "no more bytes are on the way than a client's queue takes")
    void largeEntriesFillTheWindowSooner() {
        creates(hamlet, "news");
        subscribesDurably("news");
        String large = "x".repeat(60_000);
        for (int i = 0; i < 12; i++) {
            hamlet.sends(set(
                    "<publish node='news'><item id='%d'><a xmlns='urn:a'>%s</a></item></publish>".formatted(i, large)));
            hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
        }
        opens(bot, "news", "");
        List<Told> window = told(bot, 9);
        bot.receivesNothing();
        confirms(bot, "news", window.getLast().id());
        assertThat(reads(bot, 3)).containsExactly("+9", "+10", "+11");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "to begin anew after an entry or at a time, also before the subscription")
    void aReaderMayBeginElsewhere() {
        creates(hamlet, "news");
        publishes(hamlet, "news", "before");
        stage.clock().advance(Duration.ofMinutes(1));
        publishes(hamlet, "news", "one");
        stage.clock().advance(Duration.ofMinutes(1));
        publishes(hamlet, "news", "two");
        subscribesDurably("news");

        opens(bot, "news", "since='2026-03-01T12:01:00Z'");
        List<Told> told = told(bot, 2);
        assertThat(told).extracting(Told::what).containsExactly("+one", "+two");
        confirms(bot, "news", told.getLast().id());
        bot.losesConnection();

        bot = stage.client("bot");
        opens(bot, "news", "after='" + told.getFirst().id() + "'");
        assertThat(reads(bot, 1)).containsExactly("+two");
        bot.losesConnection();
        bot = stage.client("bot");
        opens(bot, "news", "since='2027-01-01T00:00:00Z'");
        bot.receivesNothing();
        publishes(hamlet, "news", "three");
        assertThat(reads(bot, 1)).containsExactly("+three");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "what others are told does not change")
    void othersAreToldAsBefore() {
        Actor horatio = stage.client("horatio");
        creates(hamlet, "news");
        PubSubTesting.subscribesInFull(horatio, "news");
        subscribesDurably("news");
        publishes(hamlet, "news", "one");

        horatio.receives(event("{horatio/}", "<items node='news'>" + song("one") + "</items>"));
        bot.receivesNothing();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "nobody reads what they may not see, and it waits")
    void rightsAreLookedAtEachTime() {
        creates(hamlet, "news");
        subscribesDurably("news");
        opens(bot, "news", "");
        configures(hamlet, "news", "access_model=whitelist");
        publishes(hamlet, "news", "secret");
        bot.receivesNothing();
        bot.sends(request("open", "news", ""));
        bot.receives(error("cancel", "not-allowed", "closed-node"));

        affiliates(hamlet, "news", bot, "member");
        publishes(hamlet, "news", "two");
        assertThat(reads(bot, 2)).containsExactly("+secret", "+two");
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "reading ends with the subscription and with the node")
    void readingEndsWithWhatIsRead() {
        creates(hamlet, "news");
        subscribesDurably("news");
        opens(bot, "news", "");
        bot.sends(set("<unsubscribe node='news' jid='{bot}'/>"));
        bot.receives("<iq type='result' id='ask'>{any}</iq>");
        publishes(hamlet, "news", "one");
        bot.receivesNothing();

        subscribesDurably("news");
        opens(bot, "news", "");
        hamlet.sends(ownerSet("<delete node='news'/>"));
        hamlet.receives(done());
        creates(hamlet, "news");
        publishes(hamlet, "news", "two");
        bot.receivesNothing();
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "each wrong request has its error")
    void wrongRequestsAreRefused() {
        creates(hamlet, "news");
        creates(hamlet, "pulse", "persist_items=false");
        creates(hamlet, "other");
        publishes(hamlet, "other", "one");

        refuses(request("open", "none", ""), error("cancel", "item-not-found"));
        refuses(request("open", "", ""), error("modify", "bad-request", "nodeid-required"));
        refuses(request("open", "news", ""), error("modify", "unexpected-request", "not-subscribed"));
        refuses(durably(bot, "pulse"), error("modify", "bad-request", "invalid-options"));
        subscribes(bot, "other");
        refuses(request("open", "other", ""), error("modify", "unexpected-request", "not-subscribed"));
        subscribesDurably("news");
        refuses(request("open", "news", "after='none'"), error("cancel", "item-not-found"));
        refuses(request("open", "news", "since='yesterday'"), explained("modify", "bad-request"));
        refuses(request("open", "news", "since='+999999999-01-01T00:00:00Z'"), explained("modify", "bad-request"));
        refuses(request("open", "news", "after='a' since='2026-03-01T12:01:00Z'"), explained("modify", "bad-request"));
        refuses(request("open", "news", "confirm='never'"), explained("modify", "bad-request"));
        refuses(request("confirm", "news", ""), explained("modify", "bad-request"));
        refuses(request("confirm", "news", "id='1-00'"), error("cancel", "item-not-found"));
        creates(hamlet, "club", "access_model=authorize");
        bot.sends(durably(bot, "club"));
        bot.receives("<iq type='result' id='ask'>{any}</iq>");
        refuses(request("open", "club", ""), error("auth", "not-authorized", "pending-subscription"));
    }

    private void refuses(String request, String error) {
        bot.sends(request);
        bot.receives(error);
    }
}
