package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.done;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.get;
import static im.godwit.plugins.pubsub.PubSubTesting.options;
import static im.godwit.plugins.pubsub.PubSubTesting.ownerSet;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.result;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.song;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several subscriptions of one JID, where the service has them. */
class MultiSubscribeTest {
    private Stage stage;
    private Actor hamlet;

    @BeforeEach
    void open() {
        PubSubOptions options =
                new PubSubOptions(Creators.ACCOUNTS, false, 10, 100, 1000, 10, 10, 100, true, 3, 1, HttpAccess.ANYONE);
        stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin()))
                .options("pubsub", options)
                .build();
        hamlet = stage.client("hamlet");
        creates(hamlet, "music");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Subscribes once more; answers the identifier. */
    private String subscribed(String... options) {
        hamlet.sends(set("<subscribe node='music' jid='{hamlet/}'/><options>" + options(options) + "</options>"));
        Element subscription =
                hamlet.receives().firstChild().orElseThrow().elements().getFirst();
        assertThat(subscription.attribute("subscription")).contains("subscribed");
        return subscription.attribute("subid").orElseThrow();
    }

    private static String notification(String content, String... subids) {
        String headers = Stream.of(subids)
                .sorted()
                .map("<header name='SubID'>%s</header>"::formatted)
                .collect(Collectors.joining());
        return """
                <message from='pubsub.example.org' to='{hamlet/}'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'><items node='music'>%s</items></event>
                  <headers xmlns='http://jabber.org/protocol/shim'>%s</headers>
                </message>""".formatted(content, headers);
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.6, §7.1.2.4", says = "one notification that says to which subscriptions it belongs")
    void severalSubscriptionsAreNotifiedOnce() {
        String one = subscribed();
        String two = subscribed();
        assertThat(one).isNotEqualTo(two);

        publishes(hamlet, "music", "a");

        hamlet.receives(notification(song("a"), one, two));
        hamlet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.9", says = "an account has only so many subscriptions at a node")
    void anAccountHasOnlySoManySubscriptions() {
        subscribed();
        subscribed();
        subscribed();

        hamlet.sends(set("<subscribe node='music' jid='{hamlet/elsewhere}'/>"));

        hamlet.receives(error("wait", "policy-violation", "too-many-subscriptions"));
    }

    @Test
    @Spec(value = "XEP-0060 §10, XEP-0131 §4", says = "several subscriptions, and headers, are advertised")
    void theServiceSaysThatItTakesSeveral() {
        hamlet.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");

        assertThat(hamlet.receives().toString())
                .contains("http://jabber.org/protocol/pubsub#multi-subscribe", "'http://jabber.org/protocol/shim'");
    }

    @Test
    @Spec(value = "XEP-0060 §12.3", says = "the options of each subscription count")
    void aSubscriptionThatIsOffIsNotAReason() {
        String on = subscribed();
        subscribed("deliver=0");

        publishes(hamlet, "music", "a");

        hamlet.receives(notification(song("a"), on));
    }

    @Test
    @Spec(value = "XEP-0060 §7.2.2.2", says = "retractions say it too")
    void retractionsSayToWhichSubscriptionsTheyBelong() {
        String one = subscribed();
        String two = subscribed();
        publishes(hamlet, "music", "a");
        hamlet.ignoresAll();

        hamlet.sends(set("<retract node='music'><item id='a'/></retract>"));

        hamlet.receives(done());
        hamlet.receives(notification("<retract id='a'/>", one, two));
    }

    @Test
    @Spec(value = "XEP-0060 §12.16", says = "what is the same for all subscriptions has no headers")
    void purgesHaveNoHeaders() {
        subscribed();
        subscribed();

        hamlet.sends(ownerSet("<purge node='music'/>"));

        hamlet.receives(done());
        hamlet.receives(PubSubTesting.event("{hamlet/}", "<purge node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.2.4", says = "a single subscription needs no headers")
    void oneSubscriptionHasNoHeaders() {
        subscribed();

        publishes(hamlet, "music", "a");

        hamlet.receives(PubSubTesting.event("{hamlet/}", "<items node='music'>" + song("a") + "</items>"));
    }

    @Test
    @Spec(value = "XEP-0060 §5.6", says = "subscriptions are listed with their identifiers")
    void subscriptionsAreListedWithTheirIdentifiers() {
        String one = subscribed();
        String two = subscribed();

        hamlet.sends(get("<subscriptions/>"));

        hamlet.receives(result("<subscriptions>"
                + "<subscription node='music' jid='{hamlet/}' subscription='subscribed' subid='" + one + "'/>"
                + "<subscription node='music' jid='{hamlet/}' subscription='subscribed' subid='" + two + "'/>"
                + "</subscriptions>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.2.3.1, §6.2.3.5", says = "unsubscribing says from which")
    void unsubscribingSaysFromWhich() {
        String one = subscribed();
        String two = subscribed();

        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}'/>"));
        hamlet.receives(error("modify", "bad-request", "subid-required"));
        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}' subid='wrong'/>"));
        hamlet.receives(error("modify", "not-acceptable", "invalid-subid"));
        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}' subid='" + one + "'/>"));
        hamlet.receives(result("<subscription node='music' jid='{hamlet/}' subscription='none' subid='" + one + "'/>"));

        hamlet.sends(set("<unsubscribe node='music' jid='{hamlet/}'/>"));
        hamlet.receives(result("<subscription node='music' jid='{hamlet/}' subscription='none' subid='" + two + "'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.3.4.4, §6.3.4.5", says = "options say of which")
    void optionsSayOfWhich() {
        subscribed();
        String two = subscribed();

        hamlet.sends(get("<options node='music' jid='{hamlet/}'/>"));
        hamlet.receives(error("modify", "bad-request", "subid-required"));
        hamlet.sends(get("<options node='music' jid='{hamlet/}' subid='wrong'/>"));
        hamlet.receives(error("modify", "not-acceptable", "invalid-subid"));
        hamlet.sends(get("<options node='music' jid='{hamlet/}' subid='" + two + "'/>"));
        hamlet.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    @Test
    @Spec(value = "XEP-0060 §6.5.9.1, §6.5.9.2", says = "retrieval says by which")
    void retrievalSaysByWhich() {
        subscribed();
        hamlet.sends(get("<items node='music' subid='wrong'/>"));
        hamlet.receives(error("modify", "not-acceptable", "invalid-subid"));
        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(result("<items node='music'/>"));
        String two = subscribed();

        hamlet.sends(get("<items node='music'/>"));
        hamlet.receives(error("modify", "bad-request", "subid-required"));
        hamlet.sends(get("<items node='music' subid='" + two + "'/>"));
        hamlet.receives(result("<items node='music'/>"));
    }

    @Test
    @Spec(value = "XEP-0060 §8.8.2.4", says = "owners change the subscriptions that they name")
    void ownersEndOneOfSeveral() {
        String one = subscribed();
        String two = subscribed();

        hamlet.sends(ownerSet("<subscriptions node='music'>"
                + "<subscription jid='{hamlet/}' subid='" + one + "' subscription='none'/>"
                + "<subscription jid='{hamlet/}' subid='wrong' subscription='none'/></subscriptions>"));

        hamlet.receives(PubSubTesting.event(
                "{hamlet/}", "<subscription node='music' jid='{hamlet/}' subscription='none' subid='" + one + "'/>"));
        hamlet.receives("""
                <iq type='error' from='pubsub.example.org'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                    <subscriptions node='music'><subscription jid='{hamlet/}' subscription='none'/></subscriptions>
                  </pubsub>
                  <error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
        hamlet.sends(get("<subscriptions/>"));
        hamlet.receives(result("<subscriptions>"
                + "<subscription node='music' jid='{hamlet/}' subscription='subscribed' subid='" + two + "'/>"
                + "</subscriptions>"));
    }

    private static String cursor(String request, String attributes) {
        return """
                <iq type='set' id='ask' to='pubsub.example.org'>
                  <%s xmlns='urn:godwit:pubsub:cursor:0' node='music' %s/>
                </iq>""".formatted(request, attributes);
    }

    @Test
    @Spec(value = "docs/pubsub.md", says = "each subscription has a position of its own")
    void severalSubscriptionsAreReadApart() {
        List<String> subids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String subid = subscribed();
            hamlet.sends(set("<options node='music' jid='{hamlet/}' subid='%s'>%s</options>"
                    .formatted(subid, options("deliver=1").replace("pubsub#deliver", "x-pubsub#durable"))));
            hamlet.receives(done());
            subids.add(subid);
        }
        publishes(hamlet, "music", "one");
        hamlet.sends(cursor("open", ""));
        hamlet.receives(error("modify", "bad-request", "subid-required"));
        hamlet.sends(cursor("open", "subid='none'"));
        hamlet.receives(error("modify", "not-acceptable", "invalid-subid"));

        for (String subid : subids) {
            hamlet.sends(cursor("open", "subid='" + subid + "'"));
            assertThat(hamlet.receives().elements().getFirst().attribute("subid"))
                    .contains(subid);
            hamlet.receives("""
                    <message from='pubsub.example.org' to='{hamlet/}'>
                      <event xmlns='http://jabber.org/protocol/pubsub#event'>{any}</event>
                      <headers xmlns='http://jabber.org/protocol/shim'><header name='SubID'>%s</header></headers>
                      <stanza-id xmlns='urn:xmpp:sid:0' by='pubsub.example.org' id='{any}'/>
                      <delay xmlns='urn:xmpp:delay' stamp='{any}'/>
                    </message>""".formatted(subid));
        }
        hamlet.receivesNothing();
    }
}
