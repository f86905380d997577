package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class PagingTest {
    private static Actor owner(Stage stage, String... items) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");
        for (String item : items) {
            publishes(hamlet, "music", item);
        }
        return hamlet;
    }

    private static String set(String content) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
    }

    private static String order(String by, String desc) {
        return "<order xmlns='urn:xmpp:order-by:1' by='%s' desc='%s'/>".formatted(by, desc);
    }

    private static String get(String action, String beside) {
        return """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub'>%s%s</pubsub>
                </iq>""".formatted(action, beside);
    }

    private static String items(String beside) {
        return get("<items node='music'/>", beside);
    }

    /** What a page of items looks like. */
    private static String page(int index, int count, String... ids) {
        String items = Stream.of(ids).map(PubSubTesting::song).collect(Collectors.joining());
        return PubSubTesting.result("<items node='music'>" + items + "</items>" + summary(index, count, ids));
    }

    private static String summary(int index, int count, String... ids) {
        String span = ids.length == 0
                ? ""
                : "<first index='%d'>%s</first><last>%s</last>".formatted(index, ids[0], ids[ids.length - 1]);
        return set(span + "<count>" + count + "</count>");
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.4, XEP-0059 §2.2, §2.3, §2.5", says = "items by pages, forwards and backwards")
    void itemsAreGivenByPages(Stage stage) {
        Actor hamlet = owner(stage, "a", "b", "c", "d", "e");

        hamlet.sends(items(set("<max>2</max>")));
        hamlet.receives(page(0, 5, "a", "b"));
        hamlet.sends(items(set("<max>2</max><after>b</after>")));
        hamlet.receives(page(2, 5, "c", "d"));
        hamlet.sends(items(set("<max>2</max><after>d</after>")));
        hamlet.receives(page(4, 5, "e"));
        hamlet.sends(items(set("<max>2</max><before/>")));
        hamlet.receives(page(3, 5, "d", "e"));
        hamlet.sends(items(set("<max>2</max><before>d</before>")));
        hamlet.receives(page(1, 5, "b", "c"));
        hamlet.sends(items(set("<after>e</after>")));
        hamlet.receives(page(0, 5));
        hamlet.sends(items(set("<max>0</max>")));
        hamlet.receives(page(0, 5)); // §2.7
    }

    @Test
    @Spec(value = "XEP-0059 §2.4", says = "there is no page beside what is not there")
    void pagesThatCannotBeFound(Stage stage) {
        Actor hamlet = owner(stage, "a", "b");

        hamlet.sends(items(set("<after>z</after>")));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(items(set("<max>many</max>")));
        hamlet.receives(explained("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0059 §2.6", says = "a page begins at an index; beyond the last item it MUST be empty")
    void pagesBeginAtAnIndex(Stage stage) {
        Actor hamlet = owner(stage, "a", "b", "c");

        hamlet.sends(items(set("<max>2</max><index>0</index>")));
        hamlet.receives(page(0, 3, "a", "b"));
        hamlet.sends(items(set("<max>2</max><index>1</index>")));
        hamlet.receives(page(1, 3, "b", "c"));
        hamlet.sends(items(order("modification", "true") + set("<max>1</max><index>2</index>")));
        hamlet.receives(page(2, 3, "a"));
        hamlet.sends(items(set("<max>2</max><index>3</index>")));
        hamlet.receives(page(0, 3));
        hamlet.sends(disco("node='music'", set("<max>1</max><index>2</index>")));
        hamlet.receives(listed("node='music'", "<item jid='pubsub.example.org' name='c'/>" + summary(2, 3, "c")));
    }

    @Test
    @Spec(value = "XEP-0059 §2.6", says = "what would take looking at all nodes MAY be refused")
    void nodesAreNotCounted(Stage stage) {
        Actor hamlet = owner(stage, "a");

        hamlet.sends(disco("", set("<max>1</max><index>1</index>")));

        hamlet.receives(explained("cancel", "feature-not-implemented"));
    }

    @Test
    @Spec(value = "XEP-0413 §4", says = "an item keeps its date of creation when it is overwritten")
    void itemsAreOrdered(Stage stage) {
        Actor juliet = owner(stage, "A", "B", "C", "D");
        publishes(juliet, "music", "C");
        publishes(juliet, "music", "A");

        juliet.sends(items(order("modification", "false") + set("<max>2</max>")));
        juliet.receives(page(0, 4, "B", "D"));
        juliet.sends(items(order("modification", "false") + set("<max>2</max><after>D</after>")));
        juliet.receives(page(2, 4, "C", "A"));
        juliet.sends(items(order("creation", "true") + set("<max>2</max>")));
        juliet.receives(page(0, 4, "D", "C"));
        juliet.sends(items(order("creation", "1") + order("modification", "0") + set("<max>2</max><after>C</after>")));
        juliet.receives(page(2, 4, "B", "A"));
        juliet.sends(items(order("creation", "true") + set("<max>1</max><before>B</before>")));
        juliet.receives(page(1, 4, "C"));
        juliet.sends(get("<items node='music' max_items='3'/>", order("creation", "false")));
        juliet.receives(PubSubTesting.result("<items node='music'>" + song("A") + song("B") + song("C") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0413 §4", says = "creation and modification are the orders that there are")
    void unknownOrdersAreRefused(Stage stage) {
        Actor juliet = owner(stage, "A");

        juliet.sends(items(order("beauty", "false")));
        juliet.receives(explained("cancel", "feature-not-implemented"));
        juliet.sends(items("<order xmlns='urn:xmpp:order-by:1'/>"));
        juliet.receives(explained("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.9.8", says = "a page is for those who may have all of it")
    void pagesAreForThoseWhoMayRetrieve(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music", "access_model=whitelist");

        horatio.sends(items(set("<max>1</max>")));

        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.4", says = "a page holds what fits, and the next one the rest")
    void pagesAreBoundedInBytes(Stage stage) {
        Actor hamlet = owner(stage);
        String text = "x".repeat(60_000);
        for (int i = 0; i < 10; i++) {
            hamlet.sends(PubSubTesting.set(
                    "<publish node='music'><item id='%d'><a xmlns='b'>%s</a></item></publish>".formatted(i, text)));
            hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
        }

        hamlet.sends(items(set("<max>10</max>")));
        Element first = hamlet.receives().firstChild().orElseThrow();
        String last = last(first);
        assertThat(first.elements().getFirst().elements()).hasSizeBetween(5, 9);
        hamlet.sends(items(set("<max>10</max><after>" + last + "</after>")));
        Element second = hamlet.receives().firstChild().orElseThrow();

        assertThat(Stream.of(first, second)
                        .flatMap(answer -> answer.elements().getFirst().elements().stream())
                        .map(item -> item.attribute("id").orElseThrow()))
                .isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }

    @Test
    @Spec(value = "XEP-0060 §5.6, §5.7", says = "one's own subscriptions and affiliations by pages")
    void ownListsAreGivenByPages(Stage stage) {
        Actor hamlet = owner(stage);
        creates(hamlet, "news");
        subscribes(hamlet, "music");
        subscribes(hamlet, "news");

        hamlet.sends(get("<affiliations/>", set("<max>1</max><after>music</after>")));
        hamlet.receives(PubSubTesting.result(
                "<affiliations><affiliation node='news' affiliation='owner'/></affiliations>" + summary(1, 2, "news")));
        hamlet.sends(get("<subscriptions/>", set("<max>1</max>")));
        Element page = hamlet.receives().firstChild().orElseThrow();
        String last = last(page);
        hamlet.sends(get("<subscriptions/>", set("<max>1</max><after>" + last + "</after>")));

        assertThat(page.elements().getFirst().elements()).hasSize(1);
        hamlet.receives(PubSubTesting.result("""
                <subscriptions><subscription node='news' jid='%s' subscription='subscribed'/></subscriptions>
                <set xmlns='http://jabber.org/protocol/rsm'>
                  <first index='1'>{any}</first><last>{any}</last><count>2</count>
                </set>""".formatted(hamlet.jid().bare())));
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.1, §8.9.1", says = "the lists of an owner by pages")
    void ownersListsAreGivenByPages(Stage stage) {
        Actor hamlet = owner(stage);
        Actor horatio = stage.client("horatio");
        subscribesInFull(horatio, "music");
        affiliates(hamlet, "music", horatio, "member");

        hamlet.sends(owned("<affiliations node='music'/>", set("<max>1</max><before/>")));
        hamlet.receives(PubSubTesting.ownerResult("<affiliations node='music'><affiliation jid='"
                + horatio.jid().bare() + "' affiliation='member'/></affiliations>"
                + summary(1, 2, horatio.jid().bare().toString())));
        hamlet.sends(owned("<subscriptions node='music'/>", set("<max>0</max>")));
        hamlet.receives(PubSubTesting.ownerResult("<subscriptions node='music'/>" + summary(0, 1)));
    }

    private static String owned(String action, String beside) {
        return """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>%s%s</pubsub>
                </iq>""".formatted(action, beside);
    }

    @Test
    @Spec(value = "XEP-0060 §5.2, §5.5", says = "nodes and items are discovered by pages")
    void discoveryIsByPages(Stage stage) {
        Actor hamlet = owner(stage, "a", "b", "c");
        creates(hamlet, "dance");
        creates(hamlet, "poems");

        hamlet.sends(disco("", set("<max>2</max>")));
        hamlet.receives(
                listed("", node("dance") + node("music") + set("<first index='0'>dance</first><last>music</last>")));
        hamlet.sends(disco("", set("<max>2</max><after>music</after>")));
        hamlet.receives(listed("", node("poems") + set("<first>poems</first><last>poems</last>")));
        hamlet.sends(disco("", set("<max>2</max><before/>")));
        hamlet.receives(listed("", node("music") + node("poems") + set("<first>music</first><last>poems</last>")));
        hamlet.sends(disco("", set("<max>1</max><before>music</before>")));
        hamlet.receives(listed("", node("dance") + set("<first>dance</first><last>dance</last>")));
        hamlet.sends(disco("node='music'", set("<max>1</max><after>a</after>")));
        hamlet.receives(listed("node='music'", "<item jid='pubsub.example.org' name='b'/>" + summary(1, 3, "b")));
        hamlet.sends(disco("node='music'", set("<max>1</max><after>z</after>")));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(disco("node='nowhere'", set("<max>1</max>")));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    private static String node(String name) {
        return "<item jid='pubsub.example.org' node='%s'/>".formatted(name);
    }

    /** What the page says to be its last entry. */
    private static String last(Element answer) {
        return answer.elements().getLast().child("last").orElseThrow().text();
    }

    private static String disco(String node, String beside) {
        return """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' %s>%s</query>
                </iq>""".formatted(node, beside);
    }

    private static String listed(String node, String content) {
        return """
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#items' %s>%s</query>
                </iq>""".formatted(node, content);
    }
}
