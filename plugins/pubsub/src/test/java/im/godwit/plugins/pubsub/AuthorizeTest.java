package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.affiliates;
import static im.godwit.plugins.pubsub.PubSubTesting.configures;
import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerGet;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerResult;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribes;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@XmppTest(
        plugins = {RosterPlugin.class, PresencePlugin.class},
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class AuthorizeTest {
    private Stage stage;
    private Actor hamlet;
    private Actor horatio;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.online("hamlet");
        horatio = stage.online("horatio");
        creates(hamlet, "plans", "access_model=authorize");
    }

    private void asks() {
        horatio.sends(set("<subscribe node='plans' jid='{horatio}'/>"));
        horatio.receives(result("<subscription node='plans' jid='{horatio}' subscription='pending'/>"));
    }

    /** Asks, and lets the owner read the question. */
    private void asksAndIsHeard() {
        asks();
        hamlet.receives("<message to='{hamlet}' type='normal'>{any}</message>");
    }

    private static String answer(String allow) {
        return """
                <message to='pubsub.example.org' id='approve1'>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#subscribe_authorization</value>
                    </field>
                    <field var='pubsub#node'><value>plans</value></field>
                    <field var='pubsub#subscriber_jid'><value>horatio@example.org</value></field>
                    <field var='pubsub#allow'><value>%s</value></field>
                  </x>
                </message>""".formatted(allow);
    }

    private static String told(String state) {
        return event("{horatio}", "<subscription node='plans' jid='{horatio}' subscription='%s'/>".formatted(state));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.4, §8.6", says = "the request is pending, and the owners are asked")
    void subscribingAsksTheOwners() {
        asks();

        hamlet.receives("""
                <message from='pubsub.example.org' to='{hamlet}' type='normal' id='{any}'>
                  <body>{any}</body>
                  <x xmlns='jabber:x:data' type='form'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#subscribe_authorization</value>
                    </field>
                    <field var='pubsub#subid' type='hidden'><value>{any}</value></field>
                    <field var='pubsub#node' type='text-single'><value>plans</value></field>
                    <field var='pubsub#subscriber_jid' type='jid-single'><value>horatio@example.org</value></field>
                    <field var='pubsub#allow' type='boolean'><value>0</value></field>
                  </x>
                </message>""");
    }

    @Test
    @Spec(value = "XEP-0060 §8.6", says = "an approved subscriber is told, and notified from then on")
    void whomAnOwnerApprovesIsSubscribed() {
        asksAndIsHeard();

        hamlet.sends(answer("true"));

        horatio.receives(told("subscribed"));
        publishes(hamlet, "plans", "one");
        horatio.receives(event("{horatio}", "<items node='plans'>" + song("one") + "</items>"));
        horatio.sends(get("<items node='plans'/>"));
        horatio.receives(result("<items node='plans'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.10", says = "an approved subscriber gets the last item where the node sends it")
    void whomAnOwnerApprovesMayGetTheLastItem() {
        configures(hamlet, "plans", "send_last_published_item=on_sub");
        publishes(hamlet, "plans", "one");
        asksAndIsHeard();
        horatio.receivesNothing();

        hamlet.sends(answer("1"));

        horatio.receives(told("subscribed"));
        horatio.receives("""
                <message from='pubsub.example.org' to='{horatio}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='plans'>%s</items></event>
                  <delay xmlns='urn:xmpp:delay'/>
                </message>""".formatted(song("one")));
    }

    @Test
    @Spec(value = "XEP-0060 §8.6", says = "a denied subscriber is told")
    void whomAnOwnerDeniesIsNotSubscribed() {
        asksAndIsHeard();

        hamlet.sends(answer("false"));

        horatio.receives(told("none"));
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions/>"));
        asks();
    }

    @Test
    @Spec(value = "XEP-0060 §8.6", says = "a cancelled form leaves the request pending")
    void whoCancelsDoesNotDecide() {
        asksAndIsHeard();

        hamlet.sends("""
                <message to='pubsub.example.org' id='approve1'>
                  <x xmlns='jabber:x:data' type='cancel'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#subscribe_authorization</value>
                    </field>
                  </x>
                </message>""");

        horatio.receivesNothing();
        horatio.sends(get("<subscriptions/>"));
        horatio.receives(result("<subscriptions>"
                + "<subscription node='plans' jid='{horatio}' subscription='pending'/></subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §14.2", says = "nobody but owners approves")
    void nobodyApprovesThemselves() {
        asksAndIsHeard();

        horatio.sends(answer("true"));

        horatio.receives("""
                <message type='error' from='pubsub.example.org' id='approve1'>
                  {any}
                </message>""");
        publishes(hamlet, "plans", "one");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §12.13", says = "the first owner who answers decides")
    void aSecondAnswerChangesNothing() {
        Actor gertrude = stage.client("gertrude");
        affiliates(hamlet, "plans", gertrude, "owner");
        asksAndIsHeard();
        hamlet.sends(answer("true"));
        horatio.receives(told("subscribed"));

        gertrude.sends(answer("false"));

        gertrude.receivesNothing();
        horatio.receivesNothing();
        publishes(hamlet, "plans", "one");
        horatio.receives("<message to='{horatio}'>{any}</message>");
    }

    @Test
    @Spec(value = "XEP-0060 §8.6", says = "an answer says which node, who, and whether")
    void answersThatSayTooLittleAreRefused() {
        asksAndIsHeard();

        for (String wrong : new String[] {
            answer("perhaps"),
            answer("true").replace("#subscriber_jid", "#jid"),
            answer("1").replace("#node", "#n")
        }) {
            hamlet.sends(wrong);
            hamlet.receives("<message type='error' from='pubsub.example.org' id='approve1'>{any}</message>");
        }
        hamlet.sends(answer("true").replace("plans", "nowhere"));
        hamlet.receives("<message type='error' from='pubsub.example.org' id='approve1'>{any}</message>");
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.7", says = "who waits does not ask again")
    void whoWaitsDoesNotAskAgain() {
        asksAndIsHeard();

        horatio.sends(set("<subscribe node='plans' jid='{horatio}'/>"));

        horatio.receives(error("auth", "not-authorized", "pending-subscription"));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §4.2, §6.5.9.3", says = "who waits is not notified and does not retrieve")
    void whoWaitsSeesNothing() {
        asksAndIsHeard();

        publishes(hamlet, "plans", "one");

        horatio.receivesNothing();
        horatio.sends(get("<items node='plans'/>"));
        horatio.receives(error("auth", "not-authorized", "not-subscribed"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.2", says = "who waits may take the request back")
    void whoWaitsMayUnsubscribe() {
        asksAndIsHeard();

        horatio.sends(set("<unsubscribe node='plans' jid='{horatio}'/>"));

        horatio.receives(result("<subscription node='plans' jid='{horatio}' subscription='none'/>"));
        hamlet.sends(answer("true"));
        horatio.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.4", says = "members need not ask")
    void membersNeedNotAsk() {
        affiliates(hamlet, "plans", horatio, "member");

        subscribes(horatio, "plans");

        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.1.2", says = "those who wait are not among the subscriptions")
    void ownersAreNotListedWhoWaits() {
        asksAndIsHeard();

        hamlet.sends(ownerGet("<subscriptions node='plans'/>"));

        hamlet.receives(ownerResult("<subscriptions node='plans'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.2", says = "an owner may also approve by changing the subscription")
    void ownersMayApproveByManagingSubscriptions() {
        asksAndIsHeard();

        hamlet.sends(ownerSet("<subscriptions node='plans'>"
                + "<subscription jid='{horatio}' subscription='subscribed'/></subscriptions>"));

        hamlet.receives(done());
        horatio.receives(told("subscribed"));
    }

    @Test
    @Spec(value = "XEP-0060 §4.5", says = "a node that opens lets those in who waited")
    void whoWaitsGetsInWhenTheNodeOpens() {
        asksAndIsHeard();
        configures(hamlet, "plans", "access_model=open");

        subscribes(horatio, "plans");

        publishes(hamlet, "plans", "one");
        horatio.receives(event("{horatio}", "<items node='plans'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.4.2", says = "those who wait are told that the node is gone")
    void whoWaitsIsToldOfTheEnd() {
        asksAndIsHeard();

        hamlet.sends(ownerSet("<delete node='plans'/>"));

        hamlet.receives(done());
        horatio.receives(event("{horatio}", "<delete node='plans'/>"));
    }
}
