package im.godwit.plugins.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.plugins.roster.RosterOptions;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Accounts;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 6121 §3, with local users on both sides. */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class})
class SubscriptionTest {
    /** A client that asked for its roster and is available. */
    private static Actor arrives(Stage stage, String name) {
        Actor actor = stage.online(name);
        return actor.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .ignoresAll();
    }

    private static String push(String item) {
        return "<iq type='set' id='{any}'><query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
    }

    private static void removes(Actor actor, String contact) {
        actor.sends("<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='" + contact
                        + "' subscription='remove'/></query></iq>")
                .receives(push("<item jid='" + contact + "' subscription='remove'/>"));
        actor.receives("<iq type='result' id='r'/>");
    }

    private static Optional<Contact> entry(Stage stage, String account, String contact) {
        return stage.service(Rosters.class).contact(stage.account(account), stage.account(contact));
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.2", says = "a request is stamped with the bare JID, and pushed as 'ask'")
    void aRequestIsPushedAndDelivered(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");

        romeo.sends("<presence to='{juliet/}' type='subscribe' id='x1'><status>It is I</status></presence>");

        romeo.receives(push("<item jid='{juliet}' subscription='none' ask='subscribe'/>"));
        juliet.receives("<presence from='{romeo}' to='{juliet}' type='subscribe' id='x1'>"
                + "<status>It is I</status></presence>");
        romeo.receivesNothing();
        juliet.receivesNothing(); // a request alone is no item of her roster
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.5", says = "approval, push, then the presence of each available resource")
    void anApprovalBringsPresence(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        Actor balcony = arrives(stage, "juliet/balcony");
        romeo.sends("<presence to='{juliet}' type='subscribe'/>").ignoresAll();
        List.of(juliet, balcony).forEach(Actor::ignoresAll);

        juliet.sends("<presence to='{romeo/}' type='subscribed'/>");

        juliet.receives(push("<item jid='{romeo}' subscription='from'/>")).receivesNothing();
        balcony.receives(push("<item jid='{romeo}' subscription='from'/>")).receivesNothing();
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='subscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='to'/>"));
        romeo.receives("<presence from='{juliet/}' to='{romeo}'/>");
        romeo.receives("<presence from='{juliet/balcony}' to='{romeo}'/>");
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.6", says = "an approval nobody asked for is not delivered")
    void anApprovalNobodyAskedForIsNotDelivered(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");

        juliet.sends("<presence to='{romeo}' type='subscribed'/>");

        romeo.receivesNothing();
        assertThat(entry(stage, "romeo", "juliet")).isEmpty();
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.3", says = "requests are delivered at each login until they are answered")
    void aRequestWaitsWholeUntilItIsAnswered(Stage stage) {
        stage.account("juliet");
        arrives(stage, "romeo").sends("""
                <presence to='{juliet}' type='subscribe' id='x1'>
                  <status>It is I</status>
                  <nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>
                </presence>""");
        String request = """
                <presence from='{romeo}' to='{juliet}' type='subscribe' id='x1'>
                  <status>It is I</status>
                  <nick xmlns='http://jabber.org/protocol/nick'>Romeo</nick>
                </presence>""";

        Actor first = stage.client("juliet");
        first.sends("<presence/>").receives("<presence from='{juliet/}'/>");
        first.receives(request).receivesNothing();
        Actor second = stage.client("juliet/balcony");
        second.sends("<presence/>").receives("<presence from='{juliet/balcony}'/>");
        second.receives("<presence from='{juliet/}'/>");
        second.receives(request).receivesNothing();
        second.sends("<presence to='{romeo}' type='unsubscribed'/>");

        Actor third = stage.client("juliet/garden");
        third.sends("<presence><priority>-1</priority></presence>");
        assertThat(third.receives().attribute("type")).isEmpty();
        assertThat(third.receives().attribute("type")).isEmpty();
        assertThat(third.receives().attribute("type")).isEmpty();
        third.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §A.3.1", says = "a request that waits already is not delivered again")
    void aRepeatedRequestIsDeliveredOnce(Stage stage) {
        Actor juliet = arrives(stage, "juliet");
        Actor romeo = arrives(stage, "romeo");

        romeo.sends("<presence to='{juliet}' type='subscribe' id='1'/>")
                .sends("<presence to='{juliet}' type='subscribe' id='2'/>");

        juliet.receives("<presence from='{romeo}' type='subscribe' id='1'/>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.3", says = "a request that was granted before is granted again by the server")
    void aGrantedRequestIsGrantedAgain(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        Rosters rosters = stage.service(Rosters.class);
        rosters.update(
                juliet.jid().bare(), romeo.jid().bare(), c -> c.withListed(true).withFrom(true));
        juliet.ignoresAll();

        romeo.sends("<presence to='{juliet}' type='subscribe'/>");

        juliet.receivesNothing();
        romeo.receives(push("<item jid='{juliet}' subscription='none' ask='subscribe'/>"));
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='subscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='to'/>"));
        romeo.receives("<presence from='{juliet/}'/>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.2", says = "a cancelled subscriber sees the user go before it is told")
    void aCancellationHidesTheUser(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        List.of(romeo, juliet).forEach(Actor::ignoresAll);

        juliet.sends("<presence to='{romeo/}' type='unsubscribed'/>");

        juliet.receives(push("<item jid='{romeo}' subscription='to'/>")).receivesNothing();
        romeo.receives("<presence from='{juliet/}' to='{romeo}' type='unavailable'/>");
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='unsubscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='from'/>")).receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.1.3", says = "a refused request is unsubscribed at the one who asked")
    void aRefusedRequestEnds(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        romeo.sends("<presence to='{juliet}' type='subscribe'/>").ignoresAll();
        juliet.ignoresAll();

        juliet.sends("<presence to='{romeo}' type='unsubscribed'/>");

        juliet.receivesNothing();
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='unsubscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='none'/>")).receivesNothing();
        assertThat(entry(stage, "juliet", "romeo")).isEmpty();
    }

    @Test
    @Spec(value = "RFC 6121 §3.3", says = "who unsubscribes sees the contact go")
    void anUnsubscriptionHidesTheContact(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        List.of(romeo, juliet).forEach(Actor::ignoresAll);

        romeo.sends("<presence to='{juliet}' type='unsubscribe'/>");

        romeo.receives(push("<item jid='{juliet}' subscription='from'/>"));
        juliet.receives("<presence from='{romeo}' to='{juliet}' type='unsubscribe'/>");
        juliet.receives(push("<item jid='{romeo}' subscription='to'/>")).receivesNothing();
        romeo.receives("<presence from='{juliet/}' to='{romeo}' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.3.2", says = "who takes a request back leaves none waiting")
    void aRequestCanBeTakenBack(Stage stage) {
        stage.account("juliet");
        Actor romeo = arrives(stage, "romeo");
        romeo.sends("<presence to='{juliet}' type='subscribe'/>").ignoresAll();

        romeo.sends("<presence to='{juliet}' type='unsubscribe'/>");

        romeo.receives(push("<item jid='{juliet}' subscription='none'/>"));
        assertThat(entry(stage, "juliet", "romeo")).isEmpty();
    }

    @Test
    @Spec(value = "RFC 6121 §3.4.1", says = "pre-approval is offered after authentication")
    void preApprovalIsOffered(Stage stage) {
        assertThat(stage.server()
                        .find(Stage.DOMAIN)
                        .orElseThrow()
                        .features(Host.Moment.AFTER_AUTHENTICATION, new Peer(InetAddress.getLoopbackAddress(), true)))
                .extracting(f -> f.name().toString())
                .contains("{urn:xmpp:features:pre-approval}sub");
    }

    @Test
    @Spec(value = "RFC 6121 §3.4.2", says = "who is approved in advance is granted without a question")
    void anAdvanceApprovalGrantsTheRequest(Stage stage) {
        Actor juliet = arrives(stage, "juliet");
        Actor romeo = arrives(stage, "romeo");

        juliet.sends("<presence to='{romeo}' type='subscribed'/>");
        juliet.receives(push("<item jid='{romeo}' subscription='none' approved='true'/>"));
        romeo.receivesNothing();
        romeo.sends("<presence to='{juliet}' type='subscribe'/>");

        romeo.receives(push("<item jid='{juliet}' subscription='none' ask='subscribe'/>"));
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='subscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='to'/>"));
        romeo.receives("<presence from='{juliet/}'/>").receivesNothing();
        juliet.receives(push("<item jid='{romeo}' subscription='from' approved='true'/>"))
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §3.4.2", says = "an advance approval is taken back by 'unsubscribed'")
    void anAdvanceApprovalCanBeTakenBack(Stage stage) {
        Actor juliet = arrives(stage, "juliet");
        Actor romeo = arrives(stage, "romeo");
        juliet.sends("<presence to='{romeo}' type='subscribed'/>").ignoresAll();

        juliet.sends("<presence to='{romeo}' type='unsubscribed'/>");

        assertThat(juliet.receives()
                        .firstChild()
                        .orElseThrow()
                        .firstChild()
                        .orElseThrow()
                        .attribute("approved"))
                .isEmpty();
        romeo.receivesNothing();
        romeo.sends("<presence to='{juliet}' type='subscribe'/>");
        juliet.receives("<presence from='{romeo}' type='subscribe'/>");
    }

    @Test
    @Spec(value = "RFC 6121 §2.5.2", says = "a removal ends both subscriptions")
    void aRemovalEndsBothSubscriptions(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = arrives(stage, "romeo");
        Actor juliet = arrives(stage, "juliet");
        List.of(romeo, juliet).forEach(Actor::ignoresAll);

        romeo.sends("<iq type='set' id='r'><query xmlns='jabber:iq:roster'>"
                + "<item jid='{juliet}' subscription='remove'/></query></iq>");

        juliet.receives("<presence from='{romeo}' to='{juliet}' type='unsubscribe'/>");
        juliet.receives(push("<item jid='{romeo}' subscription='to'/>"));
        juliet.receives("<presence from='{romeo/}' to='{juliet}' type='unavailable'/>");
        juliet.receives("<presence from='{romeo}' to='{juliet}' type='unsubscribed'/>");
        juliet.receives(push("<item jid='{romeo}' subscription='none'/>")).receivesNothing();
        romeo.receives(push("<item jid='{juliet}' subscription='remove'/>"));
        romeo.receives("<presence from='{juliet/}' to='{romeo}' type='unavailable'/>");
        romeo.receives("<iq type='result' id='r'/>").receivesNothing();
    }

    @Test
    void aRemovalTakesARequestBack(Stage stage) {
        stage.account("juliet");
        Actor romeo = arrives(stage, "romeo");
        romeo.sends("<presence to='{juliet}' type='subscribe'/>").ignoresAll();

        removes(romeo, "{juliet}");

        assertThat(entry(stage, "juliet", "romeo")).isEmpty();
    }

    @Test
    void anAccountThatIsGoneIsNobodysContact(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = arrives(stage, "romeo");

        stage.service(Accounts.class).delete(stage.account("juliet"));

        romeo.receives("<presence from='{juliet}' type='unsubscribe'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='to'/>"));
        romeo.receives("<presence from='{juliet}' type='unsubscribed'/>");
        romeo.receives(push("<item jid='{juliet}' subscription='none'/>")).receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §8.5.1", says = "a request to no account looks like one that is not answered")
    void aRequestToNobodyLooksUnanswered(Stage stage) {
        Actor romeo = arrives(stage, "romeo");

        romeo.sends("<presence to='{nobody}' type='subscribe'/>");

        romeo.receives(push("<item jid='{nobody}' subscription='none' ask='subscribe'/>"))
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §10.4", says = "a domain that cannot be reached bounces")
    void aRequestToAnUnknownDomainBounces(Stage stage) {
        Actor romeo = arrives(stage, "romeo");

        romeo.sends("<presence to='juliet@elsewhere.example' type='subscribe' id='x'/>");

        romeo.receives(push("<item jid='juliet@elsewhere.example' subscription='none' ask='subscribe'/>"));
        romeo.receives("""
                <presence from='juliet@elsewhere.example' type='error' id='x'>
                  <error type='cancel'>
                    <remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </presence>""");
    }

    @Test
    void nobodySubscribesToThemselves(Stage stage) {
        Actor romeo = arrives(stage, "romeo");

        romeo.sends("<presence to='{romeo}' type='subscribe'/>");

        romeo.receives("""
                <presence type='error'>
                  <error type='cancel'>
                    <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </presence>""").receivesNothing();
        assertThat(entry(stage, "romeo", "romeo")).isEmpty();
    }

    @Test
    void aRequestWithoutAnAddressIsRefused(Stage stage) {
        Actor romeo = arrives(stage, "romeo");

        for (String type : List.of("subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe")) {
            romeo.sends("<presence type='" + type + "'/>");
            romeo.receives("""
                    <presence type='error'>
                      <error type='modify'>
                        <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </presence>""").receivesNothing();
        }
    }

    @Test
    void anOversizedRequestIsRefused(Stage stage) {
        Actor romeo = arrives(stage, "romeo");
        Jid juliet = stage.account("juliet");

        romeo.sends("<presence to='{juliet}' type='subscribe'><status>" + "a".repeat(17_000) + "</status></presence>");

        assertThat(romeo.receives().attribute("type")).contains("error");
        romeo.receivesNothing();
        assertThat(stage.service(Rosters.class).contacts(juliet)).isEmpty();
    }

    @Test
    void aFloodOfRequestsIsBoundedAndLearnsNothing() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin()))
                .options("roster", new RosterOptions(100, 2, 256, 50, 1000))
                .build()) {
            Jid juliet = stage.account("juliet");
            for (String name : List.of("a", "b", "c", "d")) {
                Actor stranger = arrives(stage, name);
                stranger.sends("<presence to='{juliet}' type='subscribe'/>");
                stranger.receives(push("<item jid='{juliet}' subscription='none' ask='subscribe'/>"))
                        .receivesNothing();
            }

            assertThat(stage.service(Rosters.class).contacts(juliet)).hasSize(2);
        }
    }
}
