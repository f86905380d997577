package im.godwit.plugins.blocking;

import static im.godwit.plugins.blocking.Exchange.error;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.service.DomainBlocklist;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With whom nobody of a host communicates. */
@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, BlockingPlugin.class})
class DomainBlocklistTest {
    private static void bars(Stage stage, String... addresses) {
        Set<Jid> items = Set.of(addresses).stream().map(Jid::parse).collect(Collectors.toSet());
        stage.service(DomainBlocklist.class).set(new Blocklist(items));
    }

    @Test
    @Spec(value = "XEP-0133 §4.11", says = "blocked from communications to or from the service")
    void nothingPasses(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        bars(stage, "juliet@example.org");

        romeo.sends("<iq type='get' id='q' to='{juliet/}'><q xmlns='urn:example'/></iq>")
                .receives(error("iq", "q", "{juliet/}", "cancel", "not-allowed"));
        juliet.sends("<iq type='get' id='q' to='{romeo/}'><q xmlns='urn:example'/></iq>")
                .receives(error("iq", "q", "{romeo/}", "cancel", "service-unavailable"));
        juliet.sends("<presence to='{romeo/}'/>").receivesNothing();
        romeo.receivesNothing();

        assertThat(stage.service(Blocklists.class).blocks(romeo.jid().bare(), juliet.jid()))
                .isTrue();
        assertThat(stage.service(Blocklists.class).blocks(juliet.jid().bare(), juliet.jid()))
                .isFalse();
    }

    @Test
    void presenceIsTakenBackAndGivenAgain(Stage stage) {
        Actor romeo = stage.online("romeo");
        Actor juliet = stage.online("juliet");
        stage.friends("romeo", "juliet");
        juliet.ignoresAll();

        bars(stage, "juliet@example.org");
        juliet.receives("<presence type='unavailable' from='{romeo/}'/>");
        bars(stage);
        juliet.receives("<presence from='{romeo/}'/>");
    }
}
