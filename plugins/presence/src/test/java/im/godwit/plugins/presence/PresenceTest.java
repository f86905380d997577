package im.godwit.plugins.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6121 §4.2, §4.4, §4.5 and §4.7: broadcasts. */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class})
class PresenceTest {
    private static void follows(Stage stage, String follower, String followed) {
        Jid one = stage.account(follower);
        Jid other = stage.account(followed);
        Rosters rosters = stage.service(Rosters.class);
        rosters.update(one, other, c -> c.withListed(true).withTo(true));
        rosters.update(other, one, c -> c.withListed(true).withFrom(true));
    }

    @Test
    @Spec(value = "RFC 6121 §4.2.2", says = "initial presence goes to subscribers and brings the contacts' presence")
    void initialPresenceIsExchangedWithContacts(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        juliet.sends("<presence><show>dnd</show></presence>").ignoresAll();
        Actor romeo = stage.client("romeo");

        romeo.sends("<presence><show>away</show><priority>5</priority></presence>");

        juliet.receives("<presence from='{romeo/}' to='{juliet}'><show>away</show><priority>5</priority></presence>")
                .receivesNothing();
        romeo.receives("<presence from='{romeo/}' to='{romeo}'><show>away</show><priority>5</priority></presence>");
        romeo.receives("<presence from='{juliet/}' to='{romeo/}'><show>dnd</show></presence>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.2.2", says = "presence goes one way where the subscription does")
    void aSubscriptionToIsNotOneFrom(Stage stage) {
        follows(stage, "romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.client("romeo");

        romeo.sends("<presence/>");

        juliet.receivesNothing();
        romeo.receives("<presence from='{romeo/}'/>");
        romeo.receives("<presence from='{juliet/}'/>").receivesNothing();
        juliet.sends("<presence><show>xa</show></presence>");
        romeo.receives("<presence from='{juliet/}'><show>xa</show></presence>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.2.2", says = "own resources see each other")
    void ownResourcesSeeEachOther(Stage stage) {
        Actor home = stage.online("romeo");
        Actor work = stage.client("romeo/work");
        Actor silent = stage.client("romeo/silent");

        work.sends("<presence><priority>1</priority></presence>");

        home.receives("<presence from='{romeo/work}'><priority>1</priority></presence>")
                .receivesNothing();
        work.receives("<presence from='{romeo/work}'><priority>1</priority></presence>");
        work.receives("<presence from='{romeo/}' to='{romeo/work}'/>").receivesNothing();
        silent.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.4.2", says = "an update goes to subscribers and own resources, and probes nobody")
    void anUpdateIsBroadcast(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");
        Actor work = stage.online("romeo/work");

        romeo.sends("<presence><status>gone fishing</status></presence>");

        for (Actor one : List.of(juliet, romeo, work)) {
            one.receives("<presence from='{romeo/}'><status>gone fishing</status></presence>")
                    .receivesNothing();
        }
    }

    @Test
    @Spec(value = "RFC 6121 §4.5.2", says = "unavailable presence goes to all who saw it, and to the resource itself")
    void unavailablePresenceIsBroadcast(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");
        Actor work = stage.online("romeo/work");

        romeo.sends("<presence type='unavailable'><status>gone home</status></presence>");

        for (Actor one : List.of(juliet, work, romeo)) {
            one.receives("<presence from='{romeo/}' type='unavailable'><status>gone home</status></presence>")
                    .receivesNothing();
        }
        juliet.sends("<presence/>").ignoresAll();
        romeo.receivesNothing(); // §8.5.2.1.2: it is not available any more
    }

    @Test
    @Spec(value = "RFC 6121 §4.5.3", says = "the server says it for a client that went without a word")
    void aLostClientIsUnavailable(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");

        romeo.vanishes();

        juliet.receives("<presence from='{romeo/}' to='{juliet}' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    void aClientThatSaidGoodbyeGoesOnce(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence type='unavailable'/>").sends("<presence type='unavailable'/>");
        romeo.vanishes();

        juliet.receives("<presence from='{romeo/}' type='unavailable'/>").receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §7.7.2.2", says = "a replaced resource is gone before the new one comes")
    void aReplacedResourceGoesBeforeTheNewOneComes(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        stage.online("romeo");

        Actor again = stage.client("romeo");
        again.sends("<presence><show>chat</show></presence>");

        juliet.receives("<presence from='{romeo/}' type='unavailable'/>");
        juliet.receives("<presence from='{romeo/}'><show>chat</show></presence>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.5.2", says = "who comes back is available anew and sees its contacts again")
    void whoComesBackSeesItsContactsAgain(Stage stage) {
        stage.friends("romeo", "juliet");
        stage.online("juliet");
        Actor romeo = stage.online("romeo");
        romeo.sends("<presence type='unavailable'/>").ignoresAll();

        romeo.sends("<presence/>");

        romeo.receives("<presence from='{romeo/}'/>");
        romeo.receives("<presence from='{juliet/}'/>").receivesNothing();
    }

    @Test
    @Spec(
            value = "RFC 6121 §4.3.2",
            says = "a contact that granted nothing answers 'unsubscribed', which sets it right")
    void aSubscriptionThatTheContactDoesNotKnowEnds(Stage stage) {
        Jid account = stage.account("romeo");
        Actor juliet = stage.online("juliet");
        stage.service(Rosters.class)
                .update(account, juliet.jid().bare(), c -> c.withListed(true).withTo(true));
        Actor romeo = stage.client("romeo");
        romeo.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>")
                .ignoresAll();

        romeo.sends("<presence/>");

        romeo.receives("<presence from='{romeo/}'/>");
        romeo.receives("<presence from='{juliet}' to='{romeo}' type='unsubscribed'/>");
        romeo.receives("<iq type='set' id='{any}'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='{juliet}' subscription='none'/></query></iq>")
                .receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.7.1", says = "an unknown type is a bad request")
    void anUnknownTypeIsABadRequest(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.online("romeo");

        romeo.sends("<presence type='invisible' id='p'/>");

        romeo.receives("""
                <presence type='error' id='p'>
                  <error type='modify'>
                    <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </presence>""").receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.7.2.3", says = "a priority is from -128 to 127; another counts as none")
    void aBadPriorityCountsAsZero(Stage stage) {
        Actor juliet = stage.client("juliet");
        Actor romeo = stage.online("romeo");

        for (String bad : List.of("128", "-129", "high", "")) {
            romeo.sends("<presence><priority>" + bad + "</priority></presence>").ignoresAll();
            juliet.sends("<message to='{romeo}' type='chat'><body>hi</body></message>");
            romeo.receives("<message from='{juliet/}'><body>hi</body></message>")
                    .receivesNothing();
        }
        romeo.sends("<presence><priority>-1</priority></presence>").ignoresAll();
        juliet.sends("<message to='{romeo}' type='chat' id='m'><body>hi</body></message>");
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §8.1.2.1", says = "a false 'from' ends the stream; nobody sees the presence")
    void aFalseSenderEndsTheStream(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor paris = stage.online("paris");

        paris.sends("<presence from='{romeo/}' to='{juliet}'/>");

        paris.isClosedWith(StreamCondition.INVALID_FROM);
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.4.2", says = "presence to a domain that cannot be reached bounces to who sent it")
    void presenceToAnUnknownDomainBounces(Stage stage) {
        stage.service(Rosters.class)
                .update(
                        stage.account("romeo"),
                        Jid.of("nurse", "elsewhere.example"),
                        c -> c.withListed(true).withFrom(true));
        Actor romeo = stage.client("romeo");

        romeo.sends("<presence/>");

        romeo.receives("""
                <presence from='nurse@elsewhere.example' to='{romeo/}' type='error'>
                  <error type='cancel'>
                    <remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </presence>""");
        romeo.receives("<presence from='{romeo/}'/>").receivesNothing();
    }

    @Test
    void aClientNeedNotAskForItsRosterToSeePresence(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");

        Actor juliet = stage.client("juliet");
        juliet.sends("<presence/>");

        romeo.receives("<presence from='{juliet/}'/>").receivesNothing();
        assertThat(juliet.receives().attribute("from")).contains(juliet.jid().toString());
        assertThat(juliet.receives().attribute("from")).contains(romeo.jid().toString());
    }
}
