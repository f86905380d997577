package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.collects;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.unsupported;
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
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes as archives (XEP-0442, XEP-0313). */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class ArchiveTest {
    private Stage stage;
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
    }

    /** One answer: what was sent, as texts such as {@code +one}, and what ended it. */
    private record Read(List<String> told, List<String> ids, Element fin) {
        boolean complete() {
            return fin.attribute("complete").equals(Optional.of("true"));
        }
    }

    private static String query(String node, String content) {
        return """
                <iq type='set' id='ask' to='pubsub.example.org'>
                  <query xmlns='urn:xmpp:mam:2' queryid='q' node='%s'>%s</query>
                </iq>""".formatted(node, content);
    }

    private static String filter(String... fields) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>");
        for (String field : fields) {
            String[] parts = field.split("=", 2);
            form.append("<field var='%s'>".formatted(parts[0]));
            for (String value : parts[1].split(",")) {
                form.append("<value>%s</value>".formatted(value));
            }
            form.append("</field>");
        }
        return form.append("</x>").toString();
    }

    private static String page(String content) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>%s</set>".formatted(content);
    }

    private static Read reads(Actor who, String node, String content) {
        who.sends(query(node, content));
        List<String> told = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Element next = who.receives();
        while (next.local().equals("message")) {
            Element result = next.elements().getFirst();
            assertThat(result.attribute("queryid")).contains("q");
            ids.add(result.attribute("id").orElseThrow());
            Element message = result.elements().getFirst().elements().getLast();
            Element event = message.elements().getFirst().elements().getFirst();
            told.add(text(event));
            next = who.receives();
        }
        assertThat(next.attribute("type")).as(next.toString()).contains("result");
        return new Read(told, ids, next.elements().getFirst());
    }

    private static String text(Element event) {
        if (event.local().equals("purge")) {
            return "purged";
        }
        assertThat(event.elements()).as("§3: one in each message").hasSize(1);
        Element child = event.elements().getFirst();
        return (child.local().equals("item") ? "+" : "-")
                + child.attribute("id").orElseThrow();
    }

    private void retracts(String node, String id) {
        hamlet.sends(set("<retract node='%s' notify='true'><item id='%s'/></retract>".formatted(node, id)));
        hamlet.receives(done());
    }

    @Test
    @Spec(value = "XEP-0442 §2", says = "a query that names a node is answered with its items")
    void aNodeIsAnArchive() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        stage.clock().advance(Duration.ofSeconds(1));
        publishes(hamlet, "music", "two");

        horatio.sends(query("music", page("<max>1</max>")));

        horatio.receives("""
                <message from='pubsub.example.org' to='{horatio/}' id='{any}'>
                  <result xmlns='urn:xmpp:mam:2' queryid='q' id='{any}'>
                    <forwarded xmlns='urn:xmpp:forward:0'>
                      <delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'/>
                      <message xmlns='jabber:client' from='pubsub.example.org'>
                        <event xmlns='http://jabber.org/protocol/pubsub#event'>
                          <items node='music'>%s</items>
                        </event>
                      </message>
                    </forwarded>
                  </result>
                </message>""".formatted(song("one")));
        horatio.receives("""
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <fin xmlns='urn:xmpp:mam:2'>
                    <set xmlns='http://jabber.org/protocol/rsm'>
                      <first index='0'>{any}</first><last>{any}</last><count>2</count>
                    </set>
                  </fin>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0313 §3.1", says = "the order is the one in which subscribers were told")
    void retractionsAndNewVersionsStandWhereTheyHappened() {
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "three");
        retracts("music", "two");
        publishes(hamlet, "music", "one");

        Read read = reads(horatio, "music", "");
        assertThat(read.told()).containsExactly("+three", "-two", "+one");
        assertThat(read.complete()).isTrue();

        hamlet.sends(ownerSet("<purge node='music'/>"));
        hamlet.receives(done());
        assertThat(reads(
                                horatio,
                                "music",
                                page("<after>%s</after>".formatted(read.ids().getLast())))
                        .told())
                .as("the place of what is gone is still known (§3.2)")
                .containsExactly("purged");
    }

    @Test
    @Spec(value = "XEP-0059 §2", says = "pages forwards, backwards, by index, and the count alone")
    void historyIsReadInPages() {
        creates(hamlet, "music");
        for (String id : List.of("a", "b", "c", "d", "e")) {
            publishes(hamlet, "music", id);
        }
        Read first = reads(horatio, "music", page("<max>2</max>"));
        assertThat(first.told()).containsExactly("+a", "+b");
        assertThat(first.complete()).isFalse();
        Read next = reads(
                horatio,
                "music",
                page("<max>3</max><after>%s</after>".formatted(first.ids().getLast())));
        assertThat(next.told()).containsExactly("+c", "+d", "+e");
        assertThat(next.complete()).isTrue();
        Read last = reads(horatio, "music", page("<max>2</max><before/>"));
        assertThat(last.told()).containsExactly("+d", "+e");
        Read before = reads(
                horatio,
                "music",
                page("<max>9</max><before>%s</before>".formatted(last.ids().getFirst())));
        assertThat(before.told()).containsExactly("+a", "+b", "+c");
        assertThat(before.complete()).isTrue();
        assertThat(reads(horatio, "music", page("<max>2</max><index>3</index>")).told())
                .containsExactly("+d", "+e");
        assertThat(reads(horatio, "music", page("<max>0</max>")).told()).isEmpty();
        assertThat(reads(horatio, "music", page("<max>2</max><before/>") + "<flip-page/>")
                        .told())
                .containsExactly("+e", "+d");
    }

    @Test
    @Spec(value = "XEP-0313 §4.1", says = "by time, by id, and single entries")
    void formsNarrowAQuery() {
        creates(hamlet, "music");
        for (String id : List.of("a", "b", "c", "d")) {
            publishes(hamlet, "music", id);
            stage.clock().advance(Duration.ofMinutes(1));
        }
        List<String> ids = reads(horatio, "music", "").ids();

        assertThat(reads(horatio, "music", filter("start=2026-03-01T12:01:00Z", "end=2026-03-01T12:02:00Z"))
                        .told())
                .containsExactly("+b", "+c");
        assertThat(reads(horatio, "music", filter("after-id=" + ids.get(0), "before-id=" + ids.get(3)))
                        .told())
                .containsExactly("+b", "+c");
        Read named = reads(horatio, "music", filter("ids=" + ids.get(2) + "," + ids.get(0)));
        assertThat(named.told()).containsExactly("+a", "+c");
        assertThat(named.complete()).isTrue();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.1", says = "with: whom a message is from")
    void itemsAreFoundByTheirPublisherWhereThatIsShown() {
        creates(hamlet, "music", "itemreply=publisher", "publish_model=open");
        creates(hamlet, "discreet", "itemreply=owner", "publish_model=open");
        for (String node : List.of("music", "discreet")) {
            publishes(hamlet, node, "one");
            publishes(horatio, node, "two");
        }
        assertThat(reads(horatio, "music", filter("with=pubsub.example.org")).told())
                .containsExactly("+one", "+two");
        assertThat(reads(horatio, "music", filter("with=horatio@example.org")).told())
                .containsExactly("+two");
        assertThat(reads(horatio, "discreet", filter("with=horatio@example.org"))
                        .told())
                .as("whose items they are is not told there")
                .isEmpty();
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.3", says = "an id that is not in the archive is an error")
    void onlyItsOwnIdsAreKnownToANode() {
        creates(hamlet, "music");
        creates(hamlet, "other");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "other", "one");
        String foreign = reads(horatio, "other", "").ids().getFirst();
        String own = reads(horatio, "music", "").ids().getFirst();

        for (String wrong : List.of(foreign, "none", "zz-00", own + "0", own.toUpperCase(Locale.ROOT) + "!")) {
            horatio.sends(query("music", page("<after>%s</after>".formatted(wrong))));
            horatio.receives(error("cancel", "item-not-found"));
            horatio.sends(query("music", filter("ids=" + wrong)));
            horatio.receives(error("cancel", "item-not-found"));
        }
    }

    @Test
    @Spec(value = "XEP-0313 §3.2", says = "who asks after something older than all that is kept is told so")
    void anIdOlderThanTheArchiveIsNotThere() {
        creates(hamlet, "music", "max_items=2");
        publishes(hamlet, "music", "one");
        String one = reads(horatio, "music", "").ids().getFirst();
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "three");

        horatio.sends(query("music", filter("after-id=" + one)));
        horatio.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0313 §7.1", says = "who may not read the items may not read the archive")
    void theArchiveIsForThoseWhoMayRetrieve() {
        creates(hamlet, "secret", "access_model=whitelist");
        publishes(hamlet, "secret", "one");

        for (String request : List.of(
                query("secret", ""), query("secret", "").replace("type='set'", "type='get'"), metadata("secret"))) {
            horatio.sends(request);
            horatio.receives(error("cancel", "not-allowed", "closed-node"));
        }
        affiliates(hamlet, "secret", horatio, "member");
        horatio.sends(query("secret", ""));
        horatio.receives(error("auth", "not-authorized", "not-subscribed"));
        subscribes(horatio, "secret");
        assertThat(reads(horatio, "secret", "").told()).containsExactly("+one");
        affiliates(hamlet, "secret", horatio, "outcast");
        horatio.sends(query("secret", ""));
        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0442 §2", says = "archives are those of nodes that keep items")
    void whatHasNoArchiveSaysSo() {
        creates(hamlet, "pulse", "persist_items=false");
        collects(hamlet, "all");

        horatio.sends(query("pulse", ""));
        horatio.receives(unsupported("persistent-items"));
        horatio.sends(query("all", ""));
        horatio.receives(unsupported("persistent-items"));
        horatio.sends(query("none", ""));
        horatio.receives(error("cancel", "item-not-found"));
        horatio.sends(query("", ""));
        horatio.receives(error("modify", "bad-request", "nodeid-required"));
    }

    @Test
    @Spec(value = "XEP-0313 §4.1.5", says = "the form, and what is not in it")
    void theFormSaysWhatCanBeAsked() {
        creates(hamlet, "music");
        horatio.sends(query("music", "").replace("type='set'", "type='get'"));
        Element form = horatio.receives().elements().getFirst().elements().getFirst();
        assertThat(form.elements().stream().map(field -> field.attribute("var").orElse("")))
                .containsExactly("FORM_TYPE", "with", "start", "end", "before-id", "after-id", "ids");

        horatio.sends(query("music", filter("include-groupchat=true")));
        horatio.receives(explained("cancel", "feature-not-implemented"));
        horatio.sends(query("music", filter("start=yesterday")));
        horatio.receives(explained("modify", "bad-request"));
    }

    private static String metadata(String node) {
        return """
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <metadata xmlns='urn:xmpp:mam:2' node='%s'/>
                </iq>""".formatted(node);
    }

    @Test
    @Spec(value = "XEP-0313 §5", says = "the ends of an archive; none of an empty one")
    void theEndsOfAnArchiveAreKnown() {
        creates(hamlet, "music");
        horatio.sends(metadata("music"));
        horatio.receives("<iq type='result' id='ask'><metadata xmlns='urn:xmpp:mam:2'/></iq>");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        List<String> ids = reads(horatio, "music", "").ids();

        horatio.sends(metadata("music"));
        horatio.receives("""
                <iq type='result' id='ask' from='pubsub.example.org'>
                  <metadata xmlns='urn:xmpp:mam:2'>
                    <start id='%s' timestamp='2026-03-01T12:00:00Z'/>
                    <end id='%s' timestamp='2026-03-01T12:00:00Z'/>
                  </metadata>
                </iq>""".formatted(ids.getFirst(), ids.getLast()));
    }
}
