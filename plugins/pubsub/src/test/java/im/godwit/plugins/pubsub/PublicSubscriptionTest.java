package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who lets others see that they are subscribed. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class PublicSubscriptionTest {
    private static final String LIST = "urn:xmpp:pps:subscribers:0/music";

    private Actor hamlet;
    private Actor horatio;
    private Actor ophelia;

    @BeforeEach
    void createNode(Stage stage) {
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
        ophelia = stage.client("ophelia");
        creates(hamlet, "music");
    }

    private static void subscribesPublicly(Actor who) {
        subscribesPublicly(who, "subscribed");
    }

    private static void subscribesPublicly(Actor who, String state) {
        who.sends(set("<subscribe node='music' jid='%s'><public xmlns='urn:xmpp:pps:0'/></subscribe>"
                .formatted(who.jid().bare())));
        who.receives(result("<subscription node='music' jid='%s' subscription='%s'/>"
                .formatted(who.jid().bare(), state)));
    }

    private static String subscriber(Actor who) {
        return "<item id='%1$s'><subscriber xmlns='urn:xmpp:pps:0' jid='%1$s'/></item>"
                .formatted(who.jid().bare());
    }

    private void finds(Actor who, String... subscribers) {
        who.sends(get("<items node='" + LIST + "'/>"));
        who.receives(result("<items node='%s'>%s</items>".formatted(LIST, String.join("", subscribers))));
    }

    @Test
    @Spec(value = "XEP-0465 §6", says = "support MUST be advertised")
    void theServiceSaysThatSubscriptionsMayBePublic() {
        hamlet.sends("<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(hamlet.receives().firstChild().orElseThrow().elements())
                .anyMatch(feature -> feature.attribute("var")
                        .filter("urn:xmpp:pps:0"::equals)
                        .isPresent());
    }

    @Test
    @Spec(value = "XEP-0465 §4.4", says = "a generic pubsub service MUST return the public subscribers")
    void publicSubscribersAreFound() {
        subscribesPublicly(horatio);
        subscribesPublicly(ophelia);

        finds(hamlet, subscriber(horatio), subscriber(ophelia));
    }

    @Test
    @Spec(value = "XEP-0465 §4.1", says = "without the element a subscription is not public")
    void othersAreNotFound() {
        subscribes(ophelia, "music");
        subscribesPublicly(horatio);

        finds(ophelia, subscriber(horatio));
    }

    @Test
    @Spec(value = "XEP-0465 §4.3", says = "who subscribes again without the element is public no more")
    void whoSubscribesAgainOtherwiseIsNotFound() {
        subscribesPublicly(horatio);

        subscribes(horatio, "music");

        finds(hamlet);
        subscribesPublicly(horatio);
        finds(hamlet, subscriber(horatio));
    }

    @Test
    @Spec(value = "XEP-0465 §4.3", says = "nor is who unsubscribes")
    void whoUnsubscribesIsNotFound() {
        subscribesPublicly(horatio);
        subscribesPublicly(ophelia);

        horatio.sends(set("<unsubscribe node='music' jid='{horatio}'/>"));
        horatio.receives("<iq type='result' id='ask'>{any}</iq>");

        finds(hamlet, subscriber(ophelia));
    }

    @Test
    @Spec(value = "XEP-0465 §2", says = "public subscriptions are kept synchronized, whoever ends them")
    void whoLosesTheSubscriptionIsNotFound() {
        subscribesPublicly(horatio);
        subscribesPublicly(ophelia);

        affiliates(hamlet, "music", horatio, "outcast");
        hamlet.sends(ownerSet("<subscriptions node='music'><subscription jid='{ophelia}' subscription='none'/>"
                + "</subscriptions>"));
        hamlet.receives(done());

        finds(hamlet);
    }

    @Test
    @Spec(value = "XEP-0465 §4.4", says = "those are subscribers whom the owner has approved")
    void whoWaitsIsNotFoundYet() {
        configures(hamlet, "music", "access_model=authorize");
        subscribesPublicly(horatio, "pending");
        hamlet.ignoresAll();
        hamlet.sends(get("<items node='" + LIST + "'/>"));
        hamlet.receives(error("cancel", "item-not-found"));

        hamlet.sends(ownerSet("<subscriptions node='music'><subscription jid='{horatio}' subscription='subscribed'/>"
                + "</subscriptions>"));
        hamlet.receives(done());

        finds(hamlet, subscriber(horatio));
    }

    @Test
    @Spec(value = "XEP-0465 §4.4", says = "the node can be subscribed to normally")
    void whoSubscribesToTheListIsTold() {
        subscribesPublicly(ophelia);
        subscribesInFull(hamlet, LIST);

        subscribesPublicly(horatio);
        hamlet.receives(event("{hamlet/}", "<items node='%s'>%s</items>".formatted(LIST, subscriber(horatio))));
        horatio.sends(set("<unsubscribe node='music' jid='{horatio}'/>"));
        horatio.receives("<iq type='result' id='ask'>{any}</iq>");
        hamlet.receives(event("{hamlet/}", "<items node='%s'><retract id='{horatio}'/></items>".formatted(LIST)));
    }

    @Test
    @Spec(value = "XEP-0465 §4.4", says = "result sets apply normally")
    void theListIsReadByPages() {
        subscribesPublicly(horatio);
        subscribesPublicly(ophelia);

        hamlet.sends(
                get("<items node='" + LIST + "'/>" + "<set xmlns='http://jabber.org/protocol/rsm'><max>1</max></set>"));

        hamlet.receives(result("""
                <items node='%s'>%s</items>
                <set xmlns='http://jabber.org/protocol/rsm'>
                  <first index='0'>{horatio}</first><last>{horatio}</last><count>2</count>
                </set>""".formatted(LIST, subscriber(horatio))));
    }

    @Test
    @Spec(value = "XEP-0465 §5", says = "create, purge, delete, publish and retract MUST be refused as forbidden")
    void theListIsForTheServiceAlone() {
        hamlet.sends(set("<create node='" + LIST + "'/>"));
        hamlet.receives(error("auth", "forbidden"));
        subscribesPublicly(horatio);

        for (String request : new String[] {
            set("<create node='" + LIST + "'/>"),
            publication(LIST, "one"),
            set("<retract node='" + LIST + "'><item id='{horatio}'/></retract>"),
            ownerSet("<purge node='" + LIST + "'/>"),
            ownerSet("<delete node='" + LIST + "'/>")
        }) {
            hamlet.sends(request);
            hamlet.receives(error("auth", "forbidden"));
        }
        finds(hamlet, subscriber(horatio));
    }

    @Test
    @Spec(value = "XEP-0060 §14.3", says = "who may not see the node does not see its subscribers")
    void theListIsAsClosedAsTheNode() {
        subscribesPublicly(horatio);
        configures(hamlet, "music", "access_model=whitelist");

        ophelia.sends(get("<items node='" + LIST + "'/>"));
        ophelia.receives(error("cancel", "not-allowed", "closed-node"));
        ophelia.sends("<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        ophelia.receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        hamlet.sends(ownerSet(
                "<configure node='%s'>%s</configure>".formatted(LIST, PubSubTesting.form("access_model=open"))));
        hamlet.receives("<iq type='error' id='ask'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0465 §4.4", says = "a list is of the subscribers of a node that is there")
    void theListGoesWithTheNode() {
        subscribesPublicly(horatio);

        hamlet.sends(ownerSet("<delete node='music'/>"));
        hamlet.receives(done());
        creates(hamlet, "music");

        hamlet.sends(get("<items node='" + LIST + "'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.5", says = "subscribers change options, this one too")
    void theOptionsSayWhetherItIsPublic() {
        subscribes(horatio, "music");
        String field = "<field var='{urn:xmpp:pps:0}public'><value>%s</value></field>";
        String configure =
                "<options node='music' jid='{horatio}'><x xmlns='jabber:x:data' type='submit'>%s</x></options>";

        horatio.sends(set(configure.formatted(field.formatted("true"))));
        horatio.receives(done());

        finds(hamlet, subscriber(horatio));
        horatio.sends(set(configure.formatted(field.formatted("false"))));
        horatio.receives(done());
        finds(hamlet);
    }
}
