package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.event;
import static im.godwit.plugins.pubsub.PubSubTesting.explained;
import static im.godwit.plugins.pubsub.PubSubTesting.form;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class OptionsTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private Stage stage;
    private Actor hamlet;

    @BeforeEach
    void create(Stage stage) {
        this.stage = stage;
        hamlet = stage.client("hamlet");
        creates(hamlet, "music");
    }

    private void configuresOptions(String... options) {
        hamlet.sends(set("<options node='music' jid='{hamlet/}'>" + options(options) + "</options>"));
        hamlet.receives(done());
    }

    private static String result(String deliver, String expire) {
        return """
                <x xmlns='jabber:x:data' type='result'>
                  <field var='FORM_TYPE' type='hidden'>
                    <value>http://jabber.org/protocol/pubsub#subscribe_options</value>
                  </field>
                  <field var='pubsub#deliver' type='boolean'><value>%s</value></field>
                  <field var='pubsub#digest' type='boolean'><value>0</value></field>
                  <field var='pubsub#digest_frequency' type='text-single'><value>86400000</value></field>
                  <field var='pubsub#expire' type='text-single'>%s</field>
                  <field var='pubsub#show-values' type='list-multi'/>
                  <field var='x-pubsub#durable' type='boolean'><value>0</value></field>
                  <field var='{urn:xmpp:pps:0}public' type='boolean'><value>0</value></field>
                </x>""".formatted(deliver, expire);
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.3", says = "the options as a form")
    void subscribersSeeTheirOptions() {
        subscribesInFull(hamlet, "music", options("deliver=0", "show-values=chat,online"));

        hamlet.sends(get("<options node='music' jid='{hamlet/}'/>"));

        hamlet.receives(PubSubTesting.result("""
                <options node='music' jid='{hamlet/}'>
                  <x xmlns='jabber:x:data' type='form'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>http://jabber.org/protocol/pubsub#subscribe_options</value>
                    </field>
                    <field var='pubsub#deliver' type='boolean'><value>0</value></field>
                    <field var='pubsub#digest' type='boolean'><value>0</value></field>
                    <field var='pubsub#digest_frequency' type='text-single'><value>86400000</value></field>
                    <field var='pubsub#expire' type='text-single'/>
                    <field var='pubsub#show-values' type='list-multi'>
                      <value>chat</value>
                      <value>online</value>
                      <option label='Away'><value>away</value></option>
                      <option label='Want to chat'><value>chat</value></option>
                      <option label='Do not disturb'><value>dnd</value></option>
                      <option label='Available'><value>online</value></option>
                      <option label='Extended away'><value>xa</value></option>
                    </field>
                    <field var='x-pubsub#durable' type='boolean'><value>0</value></field>
                    <field var='{urn:xmpp:pps:0}public' type='boolean'><value>0</value></field>
                  </x>
                </options>"""));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.5, §6.3.6.1", says = "options are changed, those that are not submitted stay")
    void subscribersChangeTheirOptions() {
        subscribesInFull(hamlet, "music", options("deliver=0"));
        publishes(hamlet, "music", "one");
        hamlet.receivesNothing();

        configuresOptions("deliver=true");

        publishes(hamlet, "music", "two");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("two") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.5", says = "a cancelled form changes nothing")
    void cancellingChangesNothing() {
        subscribesInFull(hamlet, "music", options("deliver=0"));

        hamlet.sends(set("<options node='music' jid='{hamlet/}'><x xmlns='jabber:x:data' type='cancel'/></options>"));

        hamlet.receives(done());
        publishes(hamlet, "music", "one");
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.4.1", says = "nobody sees or sets the options of others")
    void othersDoNotSeeOptions() {
        Actor horatio = stage.client("horatio");
        subscribesInFull(hamlet, "music");

        horatio.sends(get("<options node='music' jid='{hamlet/}'/>"));
        horatio.receives(error("auth", "forbidden"));
        horatio.sends(set("<options node='music' jid='{hamlet/}'>" + options("deliver=0") + "</options>"));
        horatio.receives(error("auth", "forbidden"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.4.2", says = "options need a subscription")
    void optionsNeedASubscription() {
        subscribesInFull(hamlet, "music");

        hamlet.sends(get("<options node='music' jid='{hamlet}'/>"));
        hamlet.receives(error("modify", "unexpected-request", "not-subscribed"));
        hamlet.sends(set("<options node='music' jid='{hamlet}'>" + options("deliver=0") + "</options>"));
        hamlet.receives(error("modify", "unexpected-request", "not-subscribed"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.4.3, §6.3.4.7", says = "options need a JID and a node that is there")
    void optionsNeedAJidAndANode() {
        hamlet.sends(get("<options node='music'/>"));
        hamlet.receives(error("modify", "bad-request", "jid-required"));
        hamlet.sends(get("<options node='nowhere' jid='{hamlet}'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
        hamlet.sends(get("<options jid='{hamlet}'/>")); // §6.3.1: of the root node
        hamlet.receives(error("modify", "unexpected-request", "not-subscribed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deliver=maybe",
                "deliver=1,0",
                "show-values=asleep",
                "expire=tomorrow",
                "expire=2026-02-30T00:00:00Z",
                "expire=2026-03-01T11:59:59Z",
                "include_body=1"
            })
    @Spec(value = "XEP-0060 §6.3.6.2", says = "options that cannot be")
    void wrongOptionsAreRefused(String wrong) {
        subscribesInFull(hamlet, "music");

        hamlet.sends(set("<options node='music' jid='{hamlet/}'>"
                + options("deliver=0", wrong)
                        .replaceFirst(
                                wrong.startsWith("deliver")
                                        ? "<field var='pubsub#deliver'><value>0</value></field>"
                                        : "^",
                                "")
                + "</options>"));

        hamlet.receives(error("modify", "bad-request", "invalid-options"));
        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.6.2", says = "a node that does not keep items has no digests of them")
    void transientNodesHaveNoDigests() {
        creates(hamlet, "fleeting", "persist_items=0");

        hamlet.sends(set("<subscribe node='fleeting' jid='{hamlet}'/><options>" + options("digest=1") + "</options>"));

        hamlet.receives(error("modify", "bad-request", "invalid-options"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.5", says = "options are submitted in a form of their type")
    void optionsAreAForm() {
        subscribesInFull(hamlet, "music");

        for (String wrong : new String[] {"", form("title=a"), "<x xmlns='jabber:x:data' type='result'/>"}) {
            hamlet.sends(set("<options node='music' jid='{hamlet/}'>" + wrong + "</options>"));
            hamlet.receives(explained("modify", "bad-request"));
        }
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.7", says = "who subscribes with options is told what they became")
    void subscribingMayBringOptions() {
        hamlet.sends(
                set("<subscribe node='music' jid='{hamlet/}'/><options>" + options("deliver=false") + "</options>"));

        hamlet.receives(PubSubTesting.result("<subscription node='music' jid='{hamlet/}' subscription='subscribed'/>"
                + "<options>" + result("0", "") + "</options>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.7", says = "the options do not name the node or the JID again")
    void optionsBesideASubscriptionNameNothing() {
        for (String again : new String[] {"node='music'", "jid='{hamlet/}'"}) {
            hamlet.sends(set("<subscribe node='music' jid='{hamlet/}'/><options %s/>".formatted(again)));
            hamlet.receives(explained("modify", "bad-request"));
        }
        hamlet.sends(set("<options/><subscribe node='music' jid='{hamlet/}'/>"));
        hamlet.receives(explained("modify", "bad-request"));
        hamlet.sends(get("<subscriptions/>"));
        hamlet.receives(PubSubTesting.result("<subscriptions/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.7", says = "wrong options make no subscription")
    void wrongOptionsMakeNoSubscription() {
        hamlet.sends(
                set("<subscribe node='music' jid='{hamlet/}'/><options>" + options("expire=never") + "</options>"));

        hamlet.receives(error("modify", "bad-request", "invalid-options"));
        hamlet.sends(get("<subscriptions/>"));
        hamlet.receives(PubSubTesting.result("<subscriptions/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.4.2", says = "the default options, of a node and of the service")
    void theDefaultOptionsAreTold() {
        hamlet.sends(get("<default node='music'/>"));
        hamlet.receives(PubSubTesting.result("<default node='music'>" + result("1", "") + "</default>"));
        creates(hamlet, "fleeting", "tempsub=1");
        hamlet.sends(get("<default node='fleeting'/>"));
        hamlet.receives(PubSubTesting.result(
                "<default node='fleeting'>" + result("1", "<value>presence</value>") + "</default>"));
        hamlet.sends(get("<default/>"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
        hamlet.sends(get("<default node='nowhere'/>"));
        hamlet.receives(error("cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.18", says = "a subscription ends with its lease")
    void aLeaseEnds() {
        subscribesInFull(hamlet, "music", options("expire=2026-03-01T14:00:00+01:00"));
        stage.clock().advance(Duration.ofMinutes(59));
        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));

        stage.clock().advance(Duration.ofMinutes(1));

        publishes(hamlet, "music", "two");
        hamlet.receivesNothing();
        hamlet.sends(get("<subscriptions/>"));
        hamlet.receives(PubSubTesting.result("<subscriptions/>"));
        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}'/>"));
        hamlet.receives(error("cancel", "unexpected-request", "not-subscribed"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.18", says = "a lease is renewed, and not longer than the service permits")
    void aLeaseIsRenewedWithinTheLimit() {
        subscribesInFull(hamlet, "music", options("expire=2026-03-01T13:00:00Z"));
        configuresOptions("expire=2100-01-01T00:00:00Z");

        hamlet.sends(get("<options node='music' jid='{hamlet/}'/>"));

        hamlet.receives(PubSubTesting.result("""
                <options node='music' jid='{hamlet/}'>
                  <x xmlns='jabber:x:data' type='form'>
                    <field var='FORM_TYPE' type='hidden'>{any}</field>
                    <field var='pubsub#deliver'>{any}</field>
                    <field var='pubsub#digest'>{any}</field>
                    <field var='pubsub#digest_frequency'>{any}</field>
                    <field var='pubsub#expire'><value>2027-03-01T12:00:00Z</value></field>
                    <field var='pubsub#show-values'>{any}</field>
                    <field var='x-pubsub#durable' type='boolean'><value>0</value></field>
                    <field var='{urn:xmpp:pps:0}public' type='boolean'><value>0</value></field>
                  </x>
                </options>"""));
        stage.clock().advance(Duration.ofHours(2));
        publishes(hamlet, "music", "one");
        hamlet.receives(event("{hamlet/}", "<items node='music'>" + song("one") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §12.8", says = "a body says what the payload says, to those who want it")
    void atomEntriesAreSaidInWords() {
        Actor horatio = stage.client("horatio");
        creates(hamlet, "blog", "type=" + ATOM);
        subscribesInFull(hamlet, "blog", options("include_body=1"));
        subscribesInFull(horatio, "blog");
        String entry = "<item id='one'><entry xmlns='" + ATOM + "'><title>Soliloquy</title>"
                + "<summary>To be, or not to be</summary><id>tag:1</id></entry></item>";

        hamlet.sends(set("<publish node='blog'>" + entry + "</publish>"));

        hamlet.receives("<iq type='result'>{any}</iq>");
        hamlet.receives("""
                <message from='pubsub.example.org' to='{hamlet/}'>
                  <body>Soliloquy

                To be, or not to be</body>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='blog'>%s</items></event>
                </message>""".formatted(entry));
        horatio.receives(event("{horatio/}", "<items node='blog'>" + entry + "</items>"));
    }
}
