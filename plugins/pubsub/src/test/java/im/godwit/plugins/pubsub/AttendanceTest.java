package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What depends on who is there. */
@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class AttendanceTest {
    private Stage stage;
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.client("hamlet");
        horatio = stage.client("horatio");
    }

    private static void becomes(Actor who, String presence) {
        who.sends(presence);
        who.ignoresAll();
    }

    private static String items(String to, String id) {
        return event(to, "<items node='music'>" + song(id) + "</items>");
    }

    private static String late(String to, String id) {
        return """
                <message from='pubsub.example.org' to='%s'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='music'>%s</items></event>
                  <delay xmlns='urn:xmpp:delay'/>
                </message>""".formatted(to, song(id));
    }

    @Test
    @Spec(value = "XEP-0060 §12.6", says = "notifications are for those who are available")
    void presenceBasedNodesNotifyThoseWhoAreThere() {
        creates(hamlet, "music", "presence_based_delivery=1");
        subscribesInFull(horatio, "music");

        publishes(hamlet, "music", "one");
        horatio.receivesNothing();
        becomes(horatio, "<presence/>");
        publishes(hamlet, "music", "two");
        horatio.receives(items("{horatio/}", "two"));
        becomes(horatio, "<presence type='unavailable'/>");
        publishes(hamlet, "music", "three");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §12.6", says = "a bare JID is there with any of its resources, a full JID with its own")
    void anotherResourceIsNotTheSubscribedOne() {
        creates(hamlet, "music", "presence_based_delivery=1");
        Actor phone = stage.online("horatio/phone");
        subscribesInFull(horatio, "music");
        subscribes(phone, "music");

        publishes(hamlet, "music", "one");

        phone.receives(items("{horatio}", "one"));
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.2", says = "subscribers choose the presence in which they want to hear of it")
    void showValuesChooseThePresence() {
        creates(hamlet, "music");
        subscribesInFull(horatio, "music", options("show-values=online,chat"));

        publishes(hamlet, "music", "one");
        becomes(horatio, "<presence><show>dnd</show></presence>");
        publishes(hamlet, "music", "two");
        horatio.receivesNothing();
        becomes(horatio, "<presence/>");
        publishes(hamlet, "music", "three");
        horatio.receives(items("{horatio/}", "three"));
        becomes(horatio, "<presence><show>chat</show></presence>");
        publishes(hamlet, "music", "four");
        horatio.receives(items("{horatio/}", "four"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "on_sub_and_presence: the last item when the subscriber comes online")
    void theLastItemComesWithPresence() {
        creates(hamlet, "music", "send_last_published_item=on_sub_and_presence");
        subscribes(horatio, "music");
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        horatio.ignoresAll();

        horatio.sends("<presence/>");

        horatio.receives("<presence/>");
        horatio.receives(late("{horatio/}", "two"));
        horatio.sends("<presence><show>away</show></presence>");
        horatio.receives("<presence><show>away</show></presence>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "on_sub: not when the subscriber comes online")
    void theLastItemDoesNotComeWithPresenceWhereItShallNot() {
        creates(hamlet, "music", "send_last_published_item=on_sub");
        publishes(hamlet, "music", "one");
        subscribesInFull(horatio, "music");
        horatio.receives(late("{horatio/}", "one"));

        horatio.sends("<presence/>");

        horatio.receives("<presence/>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §14.3", says = "who may not retrieve gets no last item either")
    void theLastItemIsNotForThoseWhoLostAccess() {
        creates(hamlet, "music", "send_last_published_item=on_sub_and_presence");
        subscribesInFull(horatio, "music");
        publishes(hamlet, "music", "one");
        horatio.ignoresAll();
        PubSubTesting.configures(hamlet, "music", "access_model=whitelist");

        horatio.sends("<presence/>");

        horatio.receives("<presence/>");
        horatio.receivesNothing();
    }

    private void isNotSubscribed() {
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.5", says = "a temporary subscription ends with the presence")
    void temporarySubscriptionsEndWithThePresence() {
        creates(hamlet, "music");
        becomes(horatio, "<presence/>");
        subscribesInFull(horatio, "music", options("expire=presence"));

        becomes(horatio, "<presence type='unavailable'/>");

        isNotSubscribed();
    }

    @Test
    @Spec(value = "XEP-0060 §12.5", says = "all subscriptions of such a node are temporary")
    void anOwnerMakesSubscriptionsTemporary() {
        creates(hamlet, "music", "tempsub=1");
        Actor phone = stage.client("horatio/phone");
        becomes(phone, "<presence/>");
        becomes(horatio, "<presence/>");
        phone.ignoresAll();
        subscribes(phone, "music");

        phone.vanishes();
        publishes(hamlet, "music", "one");
        horatio.receives("<presence type='unavailable'/>");
        horatio.receives(items("{horatio}", "one"));
        becomes(horatio, "<presence type='unavailable'/>");

        isNotSubscribed();
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "purge_offline: the items of a publisher who goes are purged, others stay")
    void itemsOfThoseWhoLeaveArePurged() {
        creates(hamlet, "music", "purge_offline=1");
        affiliates(hamlet, "music", horatio, "publisher");
        subscribesInFull(hamlet, "music");
        becomes(horatio, "<presence/>");
        publishes(horatio, "music", "one");
        hamlet.ignoresAll();
        publishes(hamlet, "music", "two");
        hamlet.ignoresAll();

        becomes(horatio, "<presence type='unavailable'/>");

        hamlet.receives(event("{hamlet/}", "<items node='music'><retract id='one'/></items>"));
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'>" + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "purge_offline: not while another resource of the publisher is there")
    void itemsOfThoseWhoAreStillThereStay() {
        creates(hamlet, "music", "purge_offline=1");
        becomes(hamlet, "<presence/>");
        Actor phone = stage.online("hamlet/phone");
        publishes(phone, "music", "one");

        becomes(phone, "<presence type='unavailable'/>");

        hamlet.ignoresAll();
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "item_expire: items are gone after so many seconds")
    void itemsExpire() {
        creates(hamlet, "music", "item_expire=60", "send_last_published_item=on_sub");
        publishes(hamlet, "music", "one");
        stage.clock().advance(Duration.ofSeconds(59));
        publishes(hamlet, "music", "two");

        stage.clock().advance(Duration.ofSeconds(1));

        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'>" + song("two") + "</items>"));
        hamlet.sends(get("<items node='music'><item id='one'/></items>"));
        hamlet.receives(result("<items node='music'/>"));
        stage.clock().advance(Duration.ofSeconds(59));
        subscribesInFull(horatio, "music");
        horatio.receivesNothing();
    }

    private static String ago(long seconds) {
        return "<presence><ago xmlns='urn:xmpp:ago:0' secs='%d'/></presence>".formatted(seconds);
    }

    private static String retracted(String to, String id) {
        return event(to, "<items node='music'><retract id='%s'/></items>".formatted(id));
    }

    /** Horatio was there, and hamlet published this and that since. */
    private void isAwayForAWhile(String... settings) {
        creates(hamlet, "music", settings);
        publishes(hamlet, "music", "early");
        subscribes(horatio, "music");
        horatio.ignoresAll();
        stage.clock().advance(Duration.ofMinutes(10));
        publishes(hamlet, "music", "one");
        publishes(hamlet, "music", "two");
        publishes(hamlet, "music", "one");
        hamlet.sends(set("<retract node='music' notify='true'><item id='early'/></retract>"));
        hamlet.receives(done());
        stage.clock().advance(Duration.ofMinutes(10));
        horatio.ignoresAll();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "all that was stored since, only the final version of each, to the full JID")
    void whoSaysHowLongItWasAwayGetsWhatItMissed() {
        isAwayForAWhile();

        horatio.sends(ago(11 * 60));
        horatio.receives("<presence>{any}</presence>");
        horatio.receives(late("{horatio/}", "two"));
        horatio.receives(late("{horatio/}", "one"));
        horatio.receives(retracted("{horatio/}", "early"));
        horatio.sends(ago(11 * 60));
        horatio.receives("<presence>{any}</presence>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "what came before is not sent, nor the last item again")
    void whoMissedNothingGetsNothing() {
        isAwayForAWhile("send_last_published_item=on_sub_and_presence", "presence_based_delivery=1");

        horatio.sends(ago(5 * 60));
        horatio.receives("<presence>{any}</presence>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "it is for those who may see the node")
    void whoMayNotSeeTheNodeGetsNothing() {
        isAwayForAWhile();
        PubSubTesting.configures(hamlet, "music", "access_model=whitelist");

        horatio.sends(ago(11 * 60));
        horatio.receives("<presence>{any}</presence>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0312 §8", says = "secs is an unsigned number")
    void aTimeThatMakesNoSenseIsNone() {
        isAwayForAWhile("send_last_published_item=on_sub_and_presence");

        horatio.sends("<presence><ago xmlns='urn:xmpp:ago:0' secs='long'/></presence>");
        horatio.receives("<presence>{any}</presence>");
        horatio.receives(late("{horatio/}", "one"));
        horatio.sends("<presence type='unavailable'/>");
        horatio.ignoresAll();
        horatio.sends("<presence><ago xmlns='urn:xmpp:ago:0' secs='18446744073709551615'/></presence>");
        horatio.receives("<presence>{any}</presence>");
        horatio.receives(late("{horatio/}", "two"));
        horatio.receives(late("{horatio/}", "one"));
        horatio.receives(retracted("{horatio/}", "early"));
    }
}
