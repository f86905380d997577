package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.preconditions;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class PublishOptionsTest {
    private static final String PUBLISHED = result("<publish node='music'><item id='one'/></publish>");

    private static String publication(String... preconditions) {
        return set("<publish node='music'>" + song("one") + "</publish>" + preconditions(preconditions));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "a publication whose preconditions are met succeeds")
    void publishesWhereTheNodeIsAsWanted(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "access_model=whitelist", "max_items=10", "notify_sub=1");

        hamlet.sends(publication("access_model=whitelist", "max_items=10", "persist_items=true", "notify_sub=true"));

        hamlet.receives(PUBLISHED);
    }

    /** Each differs from the default in one field, of whatever kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "title=Songs",
                "type=urn:example:music",
                "language=en",
                "contact=hamlet@example.org",
                "access_model=whitelist",
                "publish_model=open",
                "roster_groups_allowed=Friends,Court",
                "subscribe=0",
                "persist_items=0",
                "max_items=3",
                "item_expire=60",
                "publish_node_full=reject",
                "max_payload_size=100",
                "deliver_notifications=0",
                "deliver_payloads=false",
                "presence_based_delivery=1",
                "notification_type=normal",
                "send_last_published_item=on_sub_and_presence",
                "itemreply=publisher",
                "purge_offline=1",
                "tempsub=1",
                "notify_config=1",
                "notify_delete=0",
                "notify_retract=0",
                "notify_sub=1"
            })
    @Spec(value = "XEP-0060 §7.1.5", says = "a precondition of any field that is not met is a conflict")
    void refusesWhereTheNodeIsNotAsWanted(String precondition, Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(publication("description=", precondition));

        hamlet.receives(error("cancel", "conflict", "precondition-not-met"));
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "unknown fields are never met")
    void refusesUnknownPreconditions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        hamlet.sends(publication("from_the_future=1"));
        hamlet.receives(error("cancel", "conflict", "precondition-not-met"));
        hamlet.sends(publication("access_model=telepathy"));
        hamlet.receives(error("cancel", "conflict", "precondition-not-met"));
        hamlet.sends(publication("title=a").replace("pubsub#title", "title"));
        hamlet.receives(error("cancel", "conflict", "precondition-not-met"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "max means as many as the service keeps")
    void takesTheMostForTheMost(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "max_items=1000");

        hamlet.sends(publication("max_items=max"));

        hamlet.receives(PUBLISHED);
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.1", says = "who may not publish does not learn the configuration")
    void strangersLearnNothingByPreconditions(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(publication("title=no"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(publication("access_model=open"));
        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "publish-options contain a submitted form of their type")
    void refusesOptionsWithoutTheirForm(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music");

        for (String wrong : List.of("", form("access_model=open"), "<x xmlns='jabber:x:data' type='cancel'/>")) {
            hamlet.sends(set("<publish node='music'>" + song("one") + "</publish><publish-options>" + wrong
                    + "</publish-options>"));
            hamlet.receives(explained("modify", "bad-request"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "without auto-create a publication to no node fails")
    void refusesWhereThereIsNoNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(publication("access_model=whitelist"));

        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "a node that is made is the default but for the preconditions")
    void createsTheNodeAsWanted() {
        try (Stage stage = autoCreating()) {
            Actor hamlet = stage.client("hamlet");
            hamlet.sends(publication("access_model=whitelist", "max_items=max", "persist_items=1"));
            hamlet.receives(PUBLISHED);

            hamlet.sends(ownerGet("<configure node='music'/>"));

            String configuration = hamlet.receives().toString();
            assertThat(configuration).contains("<value>whitelist</value>", "<value>max</value>");
            hamlet.sends(publication("access_model=whitelist", "max_items=max", "persist_items=1"));
            hamlet.receives(PUBLISHED);
        }
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "a node that cannot be as wanted is not made")
    void createsNoNodeThatCannotBeAsWanted() {
        try (Stage stage = autoCreating()) {
            Actor hamlet = stage.client("hamlet");

            hamlet.sends(publication("max_items=100000"));
            hamlet.receives(explained("modify", "not-acceptable"));
            hamlet.sends(publication("from_the_future=1"));
            hamlet.receives(error("cancel", "conflict", "precondition-not-met"));

            hamlet.sends(get("<items node='music'/>"));
            hamlet.receives(error("cancel", "item-not-found"));
        }
    }

    private static Stage autoCreating() {
        PubSubOptions options =
                new PubSubOptions(Creators.ACCOUNTS, true, 10, 100, 1000, 10, 10, 100, false, 9, 1, HttpAccess.ANYONE);
        return Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin()))
                .options("pubsub", options)
                .build();
    }
}
