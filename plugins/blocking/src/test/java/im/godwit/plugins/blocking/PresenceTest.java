package im.godwit.plugins.blocking;

import static im.godwit.plugins.blocking.Exchange.blocks;
import static im.godwit.plugins.blocking.Exchange.unblocks;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Whom a user blocks sees it leave, and come back after that (XEP-0191 §3.3, §3.4). */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, BlockingPlugin.class})
class PresenceTest {
    @Test
    @Spec(value = "XEP-0191 §3.3", says = "unavailable presence of each available resource to the blocked subscriber")
    void blockedContactSeesTheUserLeave(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        stage.online("romeo/garden");
        stage.client("romeo/street");
        Actor juliet = stage.online("juliet");

        blocks(romeo, "{juliet}");

        juliet.receives("<presence from='{romeo/}' to='{juliet}' type='unavailable'/>")
                .receives("<presence from='{romeo/garden}' to='{juliet}' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.4", says = "current presence to the unblocked subscriber; and the user sees it again")
    void unblockedContactSeesTheUserComeBack(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        romeo.sends("<presence><show>away</show></presence>").ignoresAll();
        juliet.receives("<presence type='unavailable'/>").receivesNothing();

        unblocks(romeo);

        juliet.receives("<presence from='{romeo/}' to='{juliet}'><show>away</show></presence>")
                .receivesNothing();
    }

    @Test
    void unblockedContactIsSeenAgain(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        juliet.sends("<presence><show>dnd</show></presence>");
        romeo.receivesNothing();

        unblocks(romeo, "{juliet}");

        romeo.receives("<presence from='{juliet/}'><show>dnd</show></presence>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "only if the address is allowed to receive the user's presence")
    void strangerLearnsNothing(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        blocks(romeo, "{juliet}");
        unblocks(romeo, "{juliet}");

        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "presence of the user does not reach a blocked subscriber")
    void presenceDoesNotReachABlockedContact(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        juliet.ignoresAll();

        romeo.sends("<presence><show>away</show></presence>");
        stage.client("romeo/garden").sends("<presence/>");
        romeo.sends("<presence type='unavailable'/>");

        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "a blocked address is not probed, and gets no answer to a probe")
    void nobodyProbesTheOther(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor juliet = stage.online("juliet");
        Actor romeo = stage.client("romeo");
        blocks(romeo, "{juliet}");

        romeo.sends("<presence/>").receives("<presence from='{romeo/}'/>").receivesNothing();
        juliet.sends("<presence to='{romeo}' type='probe'/>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "nothing is routed to a blocked address, a roster's change included")
    void removedContactIsNotTold(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        blocks(romeo, "{juliet}");
        juliet.ignoresAll();

        romeo.sends("""
                <iq type='set' id='r'>
                  <query xmlns='jabber:iq:roster'><item jid='{juliet}' subscription='remove'/></query>
                </iq>""");

        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §4.6", says = "who was shown presence directly sees the user leave too")
    void directedPresenceIsTakenBack(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        romeo.sends("<presence to='{juliet/}'/>");
        juliet.receives("<presence from='{romeo/}'/>");

        blocks(romeo, "example.org");

        juliet.receives("<presence from='{romeo/}' to='{juliet/}' type='unavailable'/>")
                .receivesNothing();
        romeo.sends("<presence type='unavailable'/>");
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §5", says = "a domain covers its accounts, and an item may stand within another")
    void overlappingItemsCountOnce(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");

        blocks(romeo, "example.org");
        juliet.receives("<presence from='{romeo/}' type='unavailable'/>");
        blocks(romeo, "{juliet}");
        unblocks(romeo, "example.org");
        juliet.receivesNothing();
        unblocks(romeo, "{juliet}");
        juliet.receives("<presence from='{romeo/}'/>").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §5", says = "a resource of a subscriber")
    void blockedResourceSeesTheUserLeave(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = stage.online("romeo");
        Actor home = stage.online("juliet/home");
        Actor balcony = stage.online("juliet/balcony");

        blocks(romeo, "{juliet/balcony}");
        balcony.receives("<presence from='{romeo/}' to='{juliet/balcony}' type='unavailable'/>")
                .receivesNothing();
        unblocks(romeo, "{juliet/balcony}");
        balcony.receives("<presence from='{romeo/}' to='{juliet/balcony}'/>").receivesNothing();
        home.receivesNothing();
    }
}
