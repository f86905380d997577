package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.AttachmentTesting.NOTICED;
import static im.godwit.plugins.pubsub.AttachmentTesting.SUMMARY;
import static im.godwit.plugins.pubsub.AttachmentTesting.attaches;
import static im.godwit.plugins.pubsub.AttachmentTesting.attachment;
import static im.godwit.plugins.pubsub.AttachmentTesting.attachments;
import static im.godwit.plugins.pubsub.AttachmentTesting.detaches;
import static im.godwit.plugins.pubsub.AttachmentTesting.findsSummary;
import static im.godwit.plugins.pubsub.AttachmentTesting.reactions;
import static im.godwit.plugins.pubsub.AttachmentTesting.summary;
import static im.godwit.plugins.pubsub.AttachmentTesting.to;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.preconditions;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** What is attached to items, and what is told of it. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class AttachmentTest {
    private static final String NOBODY = error("cancel", "item-not-found");

    /** A node where everybody publishes, with one item. */
    private static Actor hamletWithMusic(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "music", "publish_model=open");
        publishes(hamlet, "music", "one");
        return hamlet;
    }

    @Test
    @Spec(value = "XEP-0470 §6", says = "a compliant service MUST include the discovery feature")
    void theServiceSaysSo(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        hamlet.sends("<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(hamlet.receives().firstChild().orElseThrow().elements())
                .contains(Element.builder("http://jabber.org/protocol/disco#info", "feature")
                        .attribute("var", "urn:xmpp:pubsub-attachments:1")
                        .build());
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "if the attachment node doesn't exist, the service MUST create it")
    void nodesAreMadeWhenTheyAreNeeded(Stage stage) {
        hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");

        attaches(horatio, "one", NOTICED);

        horatio.sends(get("<items node='%s'/>".formatted(to("one"))));
        horatio.receives(result(
                "<items node='%s'><item id='{horatio}'>%s</item></items>".formatted(to("one"), attachments(NOTICED))));
    }

    @Test
    @Spec(value = "XEP-0470 §4.3", says = "publishing options are ignored")
    void publishingOptionsAreIgnored(Stage stage) {
        hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");

        horatio.sends(set("<publish node='%s'><item id='%s'>%s</item></publish>"
                        .formatted(to("one"), horatio.jid().bare(), attachments(NOTICED))
                + preconditions("access_model=whitelist", "no_such_setting=1")));

        horatio.receives("<iq type='result' id='ask'>{any}</iq>");
        findsSummary(stage.client("ophelia"), summary("one", "<noticed count='1'/>"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.1.1", says = "if the node doesn't exist, the service SHOULD answer item-not-found")
    void thereIsNothingToAttachTo(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        for (String node : new String[] {
            to("two"),
            to("one").replace("node=music", "node=silence"),
            to("one").replace("pubsub.example.org", "pubsub.example.com"),
            to("one").replace("one", "%6Fne"),
            to("one").replace("one", "%zz"),
            "urn:xmpp:pubsub-attachments:1/one",
            "urn:xmpp:pubsub-attachments:1/xmpp:pubsub.example.org?;node=;item=one"
        }) {
            hamlet.sends(set("<publish node='%s'><item id='%s'>%s</item></publish>"
                    .formatted(node, hamlet.jid().bare(), attachments(NOTICED))));
            hamlet.receives(NOBODY);
        }
    }

    @Test
    @Spec(value = "XEP-0470 §4.1.1", says = "an item whose name needs escapes has a node of its own")
    void namesAreEscaped(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        creates(hamlet, "urn:x/ü");
        publishes(hamlet, "urn:x/ü", "a b;c");

        hamlet.sends(set(
                "<publish node='urn:xmpp:pubsub-attachments:1/xmpp:pubsub.example.org?;node=urn%%3Ax%%2F%%C3%%BC;item=a%%20b%%3Bc'><item id='%s'>%s</item></publish>"
                        .formatted(hamlet.jid().bare(), attachments(NOTICED))));

        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0470 §4.4", says = "who tries to create such a node manually MUST be rejected: not-allowed")
    void nobodyMakesThem(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        for (String node : new String[] {to("one"), SUMMARY, "urn:xmpp:pubsub-attachments:1/x"}) {
            hamlet.sends(set("<create node='%s'/>".formatted(node)));
            hamlet.receives(error("cancel", "not-allowed"));
        }
    }

    @Test
    @Spec(value = "XEP-0470 §4.5", says = "an item of another name, or that is no attachments, is a bad-request")
    void onlyOnesOwnAttachmentsAreTaken(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");
        String own = horatio.jid().bare().toString();
        String invalid = explained("modify", "bad-request");

        horatio.sends(attachment("one", hamlet.jid().bare().toString(), attachments(NOTICED)));
        horatio.receives(invalid);
        horatio.sends(attachment("one", horatio.jid().toString(), attachments(NOTICED)));
        horatio.receives(invalid);
        horatio.sends(set("<publish node='%s'><item>%s</item></publish>".formatted(to("one"), attachments(NOTICED))));
        horatio.receives(invalid);
        horatio.sends(attachment("one", own, "<attachments xmlns='urn:example:other'/>"));
        horatio.receives(invalid);
        horatio.sends(attachment("one", own, "<noticed xmlns='urn:xmpp:pubsub-attachments:1'/>"));
        horatio.receives(invalid);

        attaches(horatio, "one", NOTICED);
        horatio.sends(attachment("one", hamlet.jid().bare().toString(), attachments(NOTICED)));
        horatio.receives(invalid);
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "the summary MUST contain an item of the same id for what has attachments")
    void theSummaryCounts(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");
        publishes(hamlet, "music", "two");

        attaches(hamlet, "one", NOTICED);
        attaches(horatio, "one", NOTICED + reactions("🎉", "🩰"));
        attaches(hamlet, "one", NOTICED + reactions("🩰"));
        attaches(hamlet, "two", reactions("🥳"));

        findsSummary(
                horatio,
                summary(
                                "one",
                                "<noticed count='2'/><reactions><reaction count='2'>🩰</reaction>"
                                        + "<reaction>🎉</reaction></reactions>")
                        + summary("two", "<reactions><reaction>🥳</reaction></reactions>"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.8.2", says = "a reaction that one JID sends several times MUST be counted once")
    void nobodyReactsTwice(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);

        attaches(hamlet, "one", reactions("🎉", "🎉") + reactions(" 🎉 ") + NOTICED + NOTICED);

        findsSummary(hamlet, summary("one", "<noticed count='1'/><reactions><reaction>🎉</reaction></reactions>"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "an attachment that the service cannot summarize SHOULD be ignored")
    void whatIsUnknownIsKeptButNotCounted(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        String rating = "<rating xmlns='urn:example:rating'>5</rating>";

        attaches(hamlet, "one", rating);
        hamlet.sends(get("<items node='%s'/>".formatted(SUMMARY)));
        hamlet.receives(NOBODY);
        attaches(hamlet, "one", rating + NOTICED);

        findsSummary(hamlet, summary("one", "<noticed count='1'/>"));
        hamlet.sends(get("<items node='%s'/>".formatted(to("one"))));
        hamlet.receives(result("<items node='%s'><item id='{hamlet}'>%s</item></items>"
                .formatted(to("one"), attachments(rating + NOTICED))));
    }

    @Test
    @Spec(value = "XEP-0470 §4.1.1", says = "all attachments of a JID are deleted by retracting the item")
    void attachmentsAreTakenBack(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");
        attaches(hamlet, "one", NOTICED);
        attaches(horatio, "one", NOTICED);

        horatio.sends(set("<retract node='%s'><item id='{hamlet}'/></retract>".formatted(to("one"))));
        horatio.receives(error("auth", "forbidden"));
        detaches(horatio, "one");
        findsSummary(hamlet, summary("one", "<noticed count='1'/>"));
        attaches(horatio, "one", NOTICED);
        hamlet.sends(set("<retract node='%s'><item id='{horatio}'/></retract>".formatted(to("one"))));
        hamlet.receives(done());
        detaches(hamlet, "one");

        findsSummary(hamlet, "");
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "an event is sent with the new item to every subscriber")
    void subscribersOfTheSummaryAreTold(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");
        attaches(hamlet, "one", NOTICED);
        subscribesInFull(horatio, SUMMARY);

        attaches(hamlet, "one", "<noticed timestamp='2027-03-01T12:00:00Z'/>");
        horatio.receivesNothing();
        attaches(hamlet, "one", reactions("🎉"));
        horatio.receives(event(
                "{horatio/}",
                "<items node='%s'>%s</items>"
                        .formatted(SUMMARY, summary("one", "<reactions><reaction>🎉</reaction></reactions>"))));
        detaches(hamlet, "one");

        horatio.receives(event("{horatio/}", "<items node='%s'><retract id='one'/></items>".formatted(SUMMARY)));
    }

    @Test
    @Spec(value = "XEP-0470 §4.1", says = "subscribers of the node are told what is attached")
    void subscribersOfAttachmentsAreTold(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        Actor horatio = stage.client("horatio");
        attaches(hamlet, "one", "");
        subscribesInFull(horatio, to("one"));

        attaches(hamlet, "one", NOTICED);

        horatio.receives(event(
                "{horatio/}",
                "<items node='%s'><item id='{hamlet}'>%s</item></items>".formatted(to("one"), attachments(NOTICED))));
    }

    @Test
    @Spec(value = "XEP-0470 §4.6", says = "nobody is allowed to publish directly to the summary")
    void theSummaryIsTheServicesOwn(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        String publication =
                set("<publish node='%s'><item id='one'>%s</item></publish>".formatted(SUMMARY, attachments(NOTICED)));
        hamlet.sends(publication);
        hamlet.receives(error("auth", "forbidden"));
        attaches(hamlet, "one", NOTICED);

        hamlet.sends(publication);
        hamlet.receives(error("auth", "forbidden"));
        hamlet.sends(set("<retract node='%s'><item id='one'/></retract>".formatted(SUMMARY)));
        hamlet.receives(error("auth", "forbidden"));
        hamlet.sends(ownerSet("<purge node='%s'/>".formatted(SUMMARY)));
        hamlet.receives(error("auth", "forbidden"));
        hamlet.sends(ownerSet("<delete node='%s'/>".formatted(SUMMARY)));
        hamlet.receives(error("cancel", "not-allowed"));

        findsSummary(hamlet, summary("one", "<noticed count='1'/>"));
    }

    @Test
    @Spec(value = "XEP-0470 §4.2", says = "attachments cannot be made to be forgotten, as they are counted")
    void attachmentsAreKept(Stage stage) {
        Actor hamlet = hamletWithMusic(stage);
        attaches(hamlet, "one", NOTICED);

        hamlet.sends(ownerSet(
                "<configure node='%s'>%s</configure>".formatted(to("one"), PubSubTesting.form("persist_items=0"))));
        hamlet.receives(explained("modify", "not-acceptable"));
        configures(hamlet, to("one"), "title=Applause");
    }
}
