package im.godwit.plugins.blocking;

import static im.godwit.plugins.blocking.Exchange.DONE;
import static im.godwit.plugins.blocking.Exchange.blocks;
import static im.godwit.plugins.blocking.Exchange.error;
import static im.godwit.plugins.blocking.Exchange.explained;
import static im.godwit.plugins.blocking.Exchange.lists;
import static im.godwit.plugins.blocking.Exchange.push;
import static im.godwit.plugins.blocking.Exchange.set;
import static im.godwit.plugins.blocking.Exchange.unblocks;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.Accounts;
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listing, blocking and unblocking (XEP-0191 §3). */
@XmppTest(plugins = {BlockingPlugin.class, CommandTest.WatchingPlugin.class})
class CommandTest {
    /** What the other plugins see. */
    record Seen(Supplier<Set<String>> features, List<Blocklists.Changed> changes) {}

    /** Sees what other plugins see. */
    public static final class WatchingPlugin implements Plugin {
        @Override
        public void start(Host host) {
            Seen seen = new Seen(() -> host.features(Host.At.DOMAIN), new ArrayList<>());
            host.on(Blocklists.Changed.class, seen.changes()::add);
            host.provide(Seen.class, seen);
        }
    }

    @Test
    @Spec(value = "XEP-0191 §3.1, XEP-0377 §3", says = "support is advertised by the server")
    void supportIsAdvertised(Stage stage) {
        assertThat(stage.service(Seen.class).features().get()).contains("urn:xmpp:blocking", "urn:xmpp:reporting:1");
    }

    @Test
    @Spec(value = "XEP-0191 §3.2", says = "an empty list, and one with an item for each address")
    void listIsWhatWasBlocked(Stage stage) {
        Actor romeo = stage.client("romeo");

        lists(romeo);
        blocks(stage.client("romeo/garden"), "{juliet}", "capulet.example", "montague.example/x", "{tybalt/home}");

        romeo.receives(push("block", "{juliet}", "capulet.example", "montague.example/x", "{tybalt/home}"));
        lists(romeo, "capulet.example", "{juliet}", "montague.example/x", "{tybalt/home}");
    }

    @Test
    @Spec(value = "XEP-0191 §3.3", says = "a push to all resources that have requested the list, and to no other")
    void whoAskedForTheListHearsOfBlocks(Stage stage) {
        Actor home = lists(stage.client("romeo/home"));
        Actor garden = lists(stage.client("romeo/garden"));
        Actor street = stage.client("romeo/street");
        Actor juliet = lists(stage.client("juliet"));

        home.sends(set("block", "<item jid='{tybalt}'/><item jid='{paris}'/>"));

        home.receives(push("block", "{tybalt}", "{paris}")).receives(DONE).receivesNothing();
        garden.receives(push("block", "{tybalt}", "{paris}")).receivesNothing();
        street.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0191 §3.4", says = "a push of what was unblocked")
    void whoAskedForTheListHearsOfUnblocks(Stage stage) {
        Actor romeo = stage.client("romeo");
        blocks(romeo, "{tybalt}", "{paris}");
        Actor garden = lists(stage.client("romeo/garden"), "{paris}", "{tybalt}");

        unblocks(romeo, "{tybalt}", "{nobody}");

        garden.receives(push("unblock", "{tybalt}", "{nobody}"));
        lists(romeo, "{paris}");
    }

    @Test
    @Spec(value = "XEP-0191 §3.5", says = "an empty unblock empties the list, and its push is empty")
    void allIsUnblocked(Stage stage) {
        Actor romeo = stage.client("romeo");
        blocks(romeo, "{tybalt}", "{paris}");
        Actor garden = lists(stage.client("romeo/garden"), "{paris}", "{tybalt}");

        unblocks(romeo);

        garden.receives(push("unblock"));
        lists(romeo);
    }

    @Test
    void blockingTwiceChangesNothing(Stage stage) {
        Actor romeo = stage.client("romeo");
        blocks(romeo, "{tybalt}", "{tybalt}");
        blocks(romeo, "{tybalt}");

        lists(romeo, "{tybalt}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block   | '' | modify | bad-request",
                "block   | <other jid='a@example.org'/> | modify | bad-request",
                "block   | <item/> | modify | bad-request",
                "unblock | <item/> | modify | bad-request",
                "block   | <item jid='a@example.org'/><item jid='@'/> | modify | jid-malformed",
                "unblock | <item jid='two words@example.org'/> | modify | jid-malformed",
                "block   | <item jid='{romeo}'/> | cancel | not-allowed",
                "block   | <item jid='{romeo/garden}'/> | cancel | not-allowed",
            })
    @Spec(value = "XEP-0191 §3.3", says = "bad-request without an item; other errors apply")
    void badCommandIsRefusedWhole(String command, String content, String type, String condition, Stage stage) {
        Actor romeo = lists(stage.client("romeo"));

        romeo.sends(set(command, content)).receives(explained(type, condition));

        lists(romeo).receivesNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get | <blocklist xmlns='urn:xmpp:blocking'/>",
                "set | <block xmlns='urn:xmpp:blocking'><item jid='{tybalt}'/></block>",
                "set | <unblock xmlns='urn:xmpp:blocking'/>",
            })
    @Spec(value = "RFC 6120 §8.4", says = "others have no say, and learn nothing")
    void listsOfOthersAreOutOfReach(String type, String payload, Stage stage) {
        Actor romeo = stage.client("romeo");
        stage.account("juliet");

        for (String name : new String[] {"juliet", "nobody"}) {
            romeo.sends("<iq type='%s' id='b' to='%s@example.org'>%s</iq>".formatted(type, name, payload))
                    .receives(error("iq", "b", name + "@example.org", "cancel", "service-unavailable"));
        }
    }

    @Test
    void listIsBounded() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new BlockingPlugin()))
                .options("blocking", new BlockingOptions(2, 100, List.of()))
                .build()) {
            Actor romeo = stage.client("romeo");
            blocks(romeo, "{a}", "{b}");
            blocks(romeo, "{a}");

            romeo.sends(set("block", "<item jid='{c}'/>")).receives(explained("wait", "resource-constraint"));

            lists(romeo, "{a}", "{b}");
        }
    }

    @Test
    void otherPluginsHearOfChangesOnly(Stage stage) {
        Jid account = stage.account("romeo");
        Jid tybalt = Jid.of("tybalt", Stage.DOMAIN);
        Actor romeo = stage.client("romeo");

        blocks(romeo, "{tybalt}");
        blocks(romeo, "{tybalt}");
        unblocks(romeo, "{paris}");
        unblocks(romeo);

        Blocklist list = new Blocklist(Set.of(tybalt));
        assertThat(stage.service(Seen.class).changes())
                .containsExactly(
                        new Blocklists.Changed(account, Blocklist.EMPTY, list),
                        new Blocklists.Changed(account, list, Blocklist.EMPTY));
    }

    @Test
    void aNewAccountOfTheNameBlocksNobody(Stage stage) {
        blocks(stage.client("romeo"), "{tybalt}");
        stage.service(Accounts.class).delete(Jid.of("romeo", Stage.DOMAIN));

        lists(stage.client("romeo"));
    }
}
