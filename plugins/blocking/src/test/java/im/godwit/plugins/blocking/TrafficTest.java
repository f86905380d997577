package im.godwit.plugins.blocking;

import static im.godwit.plugins.blocking.Exchange.blocks;
import static im.godwit.plugins.blocking.Exchange.error;
import static im.godwit.plugins.blocking.Exchange.refused;
import static im.godwit.plugins.blocking.Exchange.unblocks;

import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between a user and a blocked address: nothing, and how it is said (XEP-0191 §3.3). */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, OfflinePlugin.class, BlockingPlugin.class})
class TrafficTest {
    private static final String UNAVAILABLE = "service-unavailable";

    @ParameterizedTest
    @CsvSource({"chat, {romeo}", "chat, {romeo/}", "normal, {romeo}", "headline, {romeo/}", "groupchat, {romeo/}"})
    @Spec(value = "XEP-0191 §3.3", says = "messages of a blocked sender: service-unavailable")
    void messageFromABlockedAddressBounces(String type, String to, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");

        juliet.sends("<message to='%s' type='%s' id='m'><body>hello?</body></message>".formatted(to, type))
                .receives(error("message", "m", to, "cancel", UNAVAILABLE));

        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "requests of a blocked sender: the same error as from who is offline")
    void requestFromABlockedAddressIsRefused(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");

        for (String to : new String[] {"{romeo}", "{romeo/}"}) {
            for (String type : new String[] {"get", "set"}) {
                juliet.sends("<iq type='%s' id='q' to='%s'><q xmlns='urn:example'/></iq>".formatted(type, to))
                        .receives(error("iq", "q", to, "cancel", UNAVAILABLE));
            }
        }
        romeo.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='result' id='q' to='{romeo/}'/>",
                "<iq type='error' id='q' to='{romeo/}'/>",
                "<message type='error' id='q' to='{romeo/}'/>",
                "<presence to='{romeo}'/>",
                "<presence to='{romeo/}'/>",
                "<presence type='unavailable' to='{romeo/}'/>",
                "<presence type='subscribe' to='{romeo}'/>",
                "<presence type='subscribed' to='{romeo}'/>",
                "<presence type='unsubscribe' to='{romeo}'/>",
                "<presence type='unsubscribed' to='{romeo}'/>",
                "<presence type='probe' to='{romeo}'/>",
                "<presence type='error' to='{romeo/}'/>",
            })
    @Spec(value = "XEP-0191 §3.3", says = "IQs of other types and presence are dropped without an answer")
    void otherStanzasFromABlockedAddressAreDropped(String stanza, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        stage.friends("romeo", "juliet");
        blocks(romeo, "{juliet}");
        juliet.ignoresAll();

        juliet.sends(stanza).receivesNothing();

        romeo.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message  | <message to='{juliet}' type='chat' id='x'/>",
                "message  | <message to='{juliet}' type='groupchat' id='x'/>",
                "iq       | <iq type='get' id='x' to='{juliet}'><q xmlns='urn:example'/></iq>",
                "presence | <presence to='{juliet}' id='x'/>",
                "presence | <presence to='{juliet}' type='unavailable' id='x'/>",
                "presence | <presence to='{juliet}' type='subscribe' id='x'/>",
                "presence | <presence to='{juliet}' type='subscribed' id='x'/>",
                "presence | <presence to='{juliet}' type='unsubscribe' id='x'/>",
                "presence | <presence to='{juliet}' type='probe' id='x'/>",
            })
    @Spec(value = "XEP-0191 §3.3", says = "what the user sends is refused as not-acceptable with <blocked/>")
    void stanzaToABlockedAddressIsRefused(String kind, String stanza, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");

        romeo.sends(stanza).receives(refused(kind, "x", "{juliet}")).receivesNothing();

        juliet.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='{juliet/}' type='error' id='x'/>",
                "<iq to='{juliet/}' type='result' id='x'/>",
                "<iq to='{juliet/}' type='error' id='x'/>",
            })
    @Spec(value = "RFC 6120 §8.3.1", says = "errors and results are not answered, whomever they go to")
    void answerToABlockedAddressGoesNowhere(String stanza, Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");

        romeo.sends(stanza).receivesNothing();

        juliet.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "{juliet/}, true, false",
        "{juliet}, true, true",
        "example.org/home, false, false",
        "example.org, true, true",
        "example.com, false, false",
    })
    @Spec(value = "XEP-0191 §5", says = "a resource, any resource of an account, anybody of a domain")
    void whatAnItemCovers(String item, boolean home, boolean balcony, Stage stage) {
        Actor romeo = stage.online("romeo");
        blocks(romeo, item);

        reaches(stage.online("juliet/home"), romeo, !home);
        reaches(stage.online("juliet/balcony"), romeo, !balcony);
    }

    private static void reaches(Actor sender, Actor receiver, boolean expected) {
        receiver.ignoresAll();
        sender.ignoresAll();
        sender.sends("<message to='{romeo/}' type='chat' id='m'/>");
        if (expected) {
            receiver.receives("<message id='m'/>");
            sender.receivesNothing();
        } else {
            receiver.receivesNothing();
            sender.receives(error("message", "m", "{romeo/}", "cancel", UNAVAILABLE));
        }
    }

    @Test
    @Spec(value = "XEP-0191 §5", says = "an account's own resources are never blocked, nor is the own server")
    void ownResourcesAndTheOwnServerStayInReach(Stage stage) {
        Actor home = stage.online("romeo/home");
        Actor garden = stage.online("romeo/garden");
        blocks(home, "example.org");
        garden.ignoresAll();

        home.sends("<message to='{romeo/garden}' id='m'/>");
        garden.receives("<message from='{romeo/home}' id='m'/>");
        home.sends("<iq type='get' id='q' to='example.org'><q xmlns='urn:example'/></iq>")
                .receives(error("iq", "q", "example.org", "cancel", UNAVAILABLE));
        home.sends("<presence><show>away</show></presence>");
        garden.receives("<presence from='{romeo/home}'><show>away</show></presence>");
        home.ignoresAll();
        unblocks(home, "example.org");
    }

    @Test
    @Spec(value = "XEP-0191 §3.4", says = "after it was unblocked, an address is heard and reached")
    void unblockedAddressIsHeardAgain(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        unblocks(romeo, "{juliet}");

        juliet.sends("<message to='{romeo}' type='chat' id='1'/>");
        romeo.receives("<message from='{juliet/}' id='1'/>");
        romeo.sends("<message to='{juliet}' type='chat' id='2'/>");
        juliet.receives("<message from='{romeo/}' id='2'/>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "the block applies across sessions, and while there is none")
    void nothingOfABlockedAddressIsKeptForLater(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        romeo.vanishes();

        juliet.sends("<message to='{romeo}' type='chat' id='m'><body>hello?</body></message>")
                .receives(error("message", "m", "{romeo}", "cancel", UNAVAILABLE));
        juliet.sends("<presence to='{romeo}' type='subscribe'/>").receivesNothing();

        Actor again = stage.client("romeo");
        again.sends("<presence/>").receives("<presence from='{romeo/}'/>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "what waited for the user before the block is not delivered after it")
    void whatWaitedIsNotDelivered(Stage stage) {
        Actor juliet = stage.online("juliet");
        Actor paris = stage.online("paris");
        Actor romeo = stage.client("romeo");
        juliet.sends("<message to='{romeo}' type='chat' id='1'><body>hello?</body></message>");
        paris.sends("<message to='{romeo}' type='chat' id='2'><body>hello?</body></message>");
        juliet.sends("<presence to='{romeo}' type='subscribe'/>");
        blocks(romeo, "{juliet}");

        romeo.sends("<presence/>");

        romeo.receives("<presence from='{romeo/}'/>").receives("""
                        <message from='{paris/}' id='2'>
                          <body>hello?</body><delay xmlns='urn:xmpp:delay'/>
                        </message>""").receivesNothing();
        unblocks(romeo, "{juliet}");
        romeo.sends("<presence type='unavailable'/>").ignoresAll();
        romeo.sends("<presence/>")
                .receives("<presence from='{romeo/}'/>")
                .receives("<presence from='{juliet}' type='subscribe'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0045 §7.8.2", says = "a room's invitation names who invites: nobody blocked")
    void invitationByABlockedAddressIsDropped(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor room = stage.online("room");
        blocks(romeo, "{juliet}");
        String invitation = """
                <message to='{romeo}' id='i'>
                  <x xmlns='http://jabber.org/protocol/muc#user'><invite from='%s'/></x>
                </message>""";

        room.sends(invitation.formatted("{juliet/}")).receivesNothing();
        romeo.receivesNothing();
        room.sends(invitation.formatted("{paris/}"));
        romeo.receives(invitation.formatted("{paris/}"));
    }
}
