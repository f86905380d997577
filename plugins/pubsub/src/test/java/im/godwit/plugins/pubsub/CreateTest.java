package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerResult;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class CreateTest {
    @Test
    @Spec(value = "XEP-0060 §8.1", says = "who creates a node owns it")
    void theCreatorOwnsTheNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<create node='music'/>"));

        hamlet.receives(result("<create node='music'/>"));
        hamlet.sends(ownerGet("<affiliations node='music'/>"));
        hamlet.receives(ownerResult(
                "<affiliations node='music'><affiliation jid='{hamlet}' affiliation='owner'/>" + "</affiliations>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.1.1", says = "the service names a node that has no name yet")
    void instantNodesGetANameFromTheService(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<create/>"));
        String name = hamlet.receives()
                .firstChild()
                .flatMap(Element::firstChild)
                .flatMap(create -> create.attribute("node"))
                .orElseThrow();

        publishes(hamlet, name, "one");
    }

    @Test
    @Spec(value = "XEP-0060 §8.1.1", says = "the node is there already")
    void aNameIsTakenOnce(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");

        horatio.sends(set("<create node='music'/>"));

        horatio.receives(error("cancel", "conflict"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.6.2", says = "a node's name is a resourcepart")
    void impossibleNamesAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<create node='" + "n".repeat(65536) + "'/>"));

        hamlet.receives(explained("modify", "not-acceptable"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.1.2", says = "the access model can be chosen")
    void aNodeIsCreatedAsConfigured(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        Actor horatio = stage.client("horatio");
        creates(hamlet, "secret", "access_model=whitelist");

        horatio.sends(get("<items node='secret'/>"));

        horatio.receives(error("cancel", "not-allowed", "closed-node"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.1.2", says = "an access model that is not supported")
    void unknownAccessModelsAreRefused(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<create node='music'/><configure>" + form("access_model=telepathy") + "</configure>"));

        hamlet.receives(error("modify", "not-acceptable", "unsupported-access-model"));
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.1.3", says = "configure follows create and names no node")
    void configureStandsBehindCreateAndNamesNoNode(Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(set("<create node='music'/><configure node='music'>" + form() + "</configure>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(set("<configure>" + form() + "</configure><create node='music'/>"));
        hamlet.receives(explained("modify", "bad-request"));
    }
}
