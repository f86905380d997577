package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.AttachmentTesting.NOTICED;
import static im.godwit.plugins.pubsub.AttachmentTesting.SUMMARY;
import static im.godwit.plugins.pubsub.AttachmentTesting.attaches;
import static im.godwit.plugins.pubsub.AttachmentTesting.attachment;
import static im.godwit.plugins.pubsub.AttachmentTesting.attachments;
import static im.godwit.plugins.pubsub.AttachmentTesting.findsSummary;
import static im.godwit.plugins.pubsub.AttachmentTesting.summary;
import static im.godwit.plugins.pubsub.AttachmentTesting.to;
import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what with attachments and summaries is decided by the target, at each moment. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class AttachmentRightsTest {
    private static final String CLOSED = error("cancel", "not-allowed", "closed-node");
    private static final String ONCE = summary("one", "<noticed count='1'/>");

    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void publish(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        creates(hamlet, "music");
        publishes(hamlet, "music", "one");
    }

    private void horatioAttaches(String answer) {
        horatio.sends(attachment("one", horatio.jid().bare().toString(), attachments(NOTICED)));
        horatio.receives(answer);
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "the publish_model MUST be the target's, also when that is changed later")
    void whoMayPublishThereMayAttach() {
        horatioAttaches(error("auth", "forbidden"));
        attaches(hamlet, "one", NOTICED);
        horatioAttaches(error("auth", "forbidden"));
        affiliates(hamlet, "music", horatio, "publisher");
        attaches(horatio, "one", NOTICED);
        affiliates(hamlet, "music", horatio, "none");
        horatioAttaches(error("auth", "forbidden"));
        configures(hamlet, "music", "publish_model=subscribers");
        horatioAttaches(error("auth", "forbidden"));
        subscribesInFull(horatio, "music");

        attaches(horatio, "one", NOTICED);
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "the access_model MUST be the target's, also when that is changed later")
    void whoMayReadThereMayReadHere() {
        attaches(hamlet, "one", NOTICED);
        findsSummary(horatio, ONCE);

        configures(hamlet, "music", "access_model=whitelist");

        for (String node : new String[] {SUMMARY, to("one")}) {
            horatio.sends(get("<items node='%s'/>".formatted(node)));
            horatio.receives(CLOSED);
            horatio.sends(ownerGet("<configure node='%s'/>".formatted(node)));
            horatio.receives(error("auth", "forbidden"));
            hamlet.sends(ownerGet("<configure node='%s'/>".formatted(node)));
            assertThat(hamlet.receives().toString())
                    .containsPattern("var=.pubsub#access_model.[^>]*><value>whitelist</value>");
        }
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "a summary has the same access model: who lost it is told nothing more")
    void whoIsShutOutHearsNothing() {
        attaches(hamlet, "one", NOTICED);
        subscribesInFull(horatio, SUMMARY);
        affiliates(hamlet, "music", horatio, "outcast");

        attaches(hamlet, "one", "");

        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "whom an owner let subscribe to the target need not be let again")
    void subscribersOfTheTargetNeedNotAskAgain() {
        affiliates(hamlet, "music", horatio, "member");
        configures(hamlet, "music", "access_model=authorize");
        attaches(hamlet, "one", NOTICED);
        horatio.sends(get("<items node='%s'/>".formatted(SUMMARY)));
        horatio.receives(error("auth", "not-authorized", "not-subscribed"));
        subscribesInFull(horatio, "music");
        affiliates(hamlet, "music", horatio, "none");

        findsSummary(horatio, ONCE);
        subscribesInFull(horatio, SUMMARY);
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "rights are not changed but at the target")
    void rightsAreNotConfiguredHere() {
        attaches(hamlet, "one", NOTICED);

        hamlet.sends(
                ownerSet("<configure node='%s'>%s</configure>".formatted(to("one"), form("access_model=whitelist"))));
        hamlet.receives(explained("modify", "not-acceptable"));
        hamlet.sends(ownerSet("<affiliations node='%s'><affiliation jid='%s' affiliation='publisher'/></affiliations>"
                .formatted(to("one"), horatio.jid().bare())));
        hamlet.receives(error("cancel", "not-allowed"));
        configures(hamlet, to("one"), "access_model=open", "title=Applause");
    }
}
