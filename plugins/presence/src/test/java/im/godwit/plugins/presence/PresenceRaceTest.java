package im.godwit.plugins.presence;

import im.godwit.plugin.Host;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.stanza.Presence;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens on another thread while presence is on its way, made to happen at the worst moment. */
class PresenceRaceTest {
    /** Does something once, just before the next presence is delivered. */
    private static final class Interruption implements Plugin {
        private final AtomicReference<Runnable> next = new AtomicReference<>(() -> {});

        @Override
        public void start(Host host) {
            host.incoming(Phase.GUARD, Presence.class, passage -> {
                next.getAndSet(() -> {}).run();
                return Verdict.pass();
            });
        }
    }

    private final Interruption interruption = new Interruption();

    private Stage stage() {
        return Stage.builder()
                .plugins(List.of(new RosterPlugin(), new PresencePlugin(), interruption))
                .build();
    }

    @Test
    void aSessionThatEndsWhileItBecomesAvailableLeavesNoGhost() {
        try (Stage stage = stage()) {
            stage.friends("romeo", "juliet");
            Actor juliet = stage.online("juliet");
            Actor romeo = stage.client("romeo");
            interruption.next.set(romeo::vanishes);

            romeo.sends("<presence/>");

            juliet.receives("<presence from='{romeo/}' type='unavailable'/>");
            juliet.receives("<presence from='{romeo/}'/>");
            juliet.receives("<presence from='{romeo/}' type='unavailable'/>").receivesNothing();
        }
    }

    @Test
    void anAnswerToAProbeDoesNotUndoAnUpdate() {
        try (Stage stage = stage()) {
            stage.friends("romeo", "juliet");
            Actor juliet = stage.online("juliet");
            Actor romeo = stage.online("romeo");
            interruption.next.set(
                    () -> interruption.next.set(() -> romeo.sends("<presence><show>dnd</show></presence>")));

            juliet.sends("<presence to='{romeo}' type='probe'/>"); // the first presence is the probe itself

            juliet.receives("<presence from='{romeo/}'><show>dnd</show></presence>");
            juliet.receives("<presence from='{romeo/}'/>");
            juliet.receives("<presence from='{romeo/}'><show>dnd</show></presence>")
                    .receivesNothing();
        }
    }

    @Test
    void anAnswerToAProbeDoesNotBringBackWhoLeft() {
        try (Stage stage = stage()) {
            stage.friends("romeo", "juliet");
            Actor juliet = stage.online("juliet");
            Actor romeo = stage.online("romeo");
            interruption.next.set(() -> interruption.next.set(romeo::vanishes));

            juliet.sends("<presence to='{romeo}' type='probe'/>");

            juliet.receives("<presence from='{romeo/}' type='unavailable'/>");
            juliet.receives("<presence from='{romeo/}'/>");
            juliet.receives("<presence from='{romeo/}' type='unavailable'/>").receivesNothing();
        }
    }
}
