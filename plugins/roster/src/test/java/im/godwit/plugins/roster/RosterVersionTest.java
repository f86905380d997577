package im.godwit.plugins.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** RFC 6121 §2.6, XEP-0237. */
@XmppTest(plugins = RosterPlugin.class)
class RosterVersionTest {
    private static Actor gets(Actor actor, String ver) {
        return actor.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster' ver='" + ver + "'/></iq>");
    }

    private static void adds(Actor actor, String... names) {
        for (String name : names) {
            actor.sends(
                    "<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='{" + name + "}'/></query></iq>");
        }
        actor.ignoresAll();
    }

    private static void removes(Actor actor, String name) {
        actor.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='{" + name
                        + "}' subscription='remove'/></query></iq>")
                .ignoresAll();
    }

    private static String version(Actor actor) {
        gets(actor, "");
        Element query = actor.receives().firstChild().orElseThrow();
        return query.attribute("ver").orElseThrow();
    }

    @Test
    @Spec(value = "RFC 6121 §2.6.1", says = "the server offers versions after authentication")
    void versionsAreOffered(Stage stage) {
        List<Element> features = stage.server()
                .find(Stage.DOMAIN)
                .orElseThrow()
                .features(Host.Moment.AFTER_AUTHENTICATION, new Peer(InetAddress.getLoopbackAddress(), true));

        assertThat(features).extracting(f -> f.name().toString()).contains("{urn:xmpp:features:rosterver}ver");
    }

    @Test
    @Spec(value = "RFC 6121 §2.6.3", says = "a client that is up to date gets an empty result")
    void aCurrentVersionGetsAnEmptyResult(Stage stage) {
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse");
        String version = version(romeo);

        gets(stage.client("romeo/work"), version)
                .receives("<iq type='result' id='g'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §2.6.3", says = "a client that is a little behind gets an empty result, then pushes")
    void anOldVersionIsBroughtUpToDateByPushes(Stage stage) {
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse", "benvolio", "mercutio");
        String old = version(romeo);
        adds(romeo, "juliet");
        String current = version(romeo);

        Actor work = gets(stage.client("romeo/work"), old);

        work.receives("<iq type='result' id='g'/>");
        work.receives("<iq type='set' id='{any}'><query xmlns='jabber:iq:roster' ver='" + current
                + "'><item jid='{juliet}' subscription='none'/></query></iq>");
        work.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0237 §4.3", says = "after a removal the whole roster is sent")
    void aVersionBeforeARemovalGetsTheWholeRoster(Stage stage) {
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse", "paris");
        String old = version(romeo);
        removes(romeo, "paris");

        Actor work = gets(stage.client("romeo/work"), old);

        work.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster' ver='{any}'>"
                + "<item jid='{nurse}'/></query></iq>");
        work.receivesNothing();
    }

    @Test
    void aVersionOfAnEarlierAccountIsNotTaken(Stage stage) {
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse", "paris");
        String old = version(romeo);
        stage.service(im.godwit.service.Accounts.class).delete(romeo.jid().bare());
        stage.account("romeo");
        Actor heir = stage.client("romeo/heir");
        adds(heir, "juliet", "benvolio");

        gets(heir, old);

        heir.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster'>"
                + "<item jid='{juliet}'/><item jid='{benvolio}'/></query></iq>");
    }

    @Test
    void aVersionThatIsNoneOfOursGetsTheWholeRoster(Stage stage) {
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse");
        String future = version(romeo).replaceAll(":.*", ":99999");

        for (String unknown : List.of("x", ":", "0", future, future + "x")) {
            gets(romeo, unknown);
            romeo.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster' ver='{any}'>"
                    + "<item jid='{nurse}'/></query></iq>");
        }
    }

    @Test
    @Spec(value = "XEP-0237 §2.4", says = "each push has a version of its own")
    void everyPushHasAVersionOfItsOwn(Stage stage) {
        Actor watcher = stage.client("romeo/watcher");
        gets(watcher, "").ignoresAll();
        Actor romeo = stage.client("romeo");
        adds(romeo, "nurse", "paris");
        removes(romeo, "nurse");

        Set<String> versions = List.of(watcher.receives(), watcher.receives(), watcher.receives()).stream()
                .map(push -> push.firstChild().orElseThrow().attribute("ver").orElseThrow())
                .collect(Collectors.toSet());

        assertThat(versions).hasSize(3).contains(version(romeo));
    }
}
