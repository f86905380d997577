package im.godwit.plugins.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other plugins hear of presence. */
class PresenceEventsTest {
    private static final class Listener implements Plugin {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void start(Host host) {
            host.on(
                    Event.SessionAvailable.class,
                    e -> heard.add((e.initial() ? "came " : "changed ")
                            + e.session().jid().local() + " " + e.presence().priority()));
            host.on(
                    Event.SessionUnavailable.class,
                    e -> heard.add("left " + e.session().jid().local() + " "
                            + e.session().presence().isPresent()));
        }
    }

    @Test
    void pluginsHearOfEachChange() {
        Listener listener = new Listener();
        try (Stage stage = Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), listener))
                .build()) {
            Actor romeo = stage.client("romeo");

            romeo.sends("<presence><priority>3</priority></presence>")
                    .sends("<presence/>")
                    .sends("<presence to='example.org'/>")
                    .sends("<presence type='unavailable'/>")
                    .sends("<presence type='unavailable'/>")
                    .sends("<presence/>");
            romeo.vanishes(); // which is the event of its session's end

            assertThat(listener.heard)
                    .containsExactly("came romeo 3", "changed romeo 0", "left romeo false", "came romeo 0");
        }
    }
}
