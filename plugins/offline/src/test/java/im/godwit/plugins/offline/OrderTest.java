package im.godwit.plugins.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one sends comes in the order in which it was sent, whether it waited or not. */
class OrderTest {
    private final Interlude interlude = new Interlude();
    private final Stage stage = Stage.builder()
            .plugins(List.of(new AvailabilityPlugin(), interlude, new OfflinePlugin()))
            .build();

    /** Hears of available sessions before what has waited is delivered. */
    private static final class Interlude implements Plugin {
        private Runnable action = () -> {};

        @Override
        public void start(Host host) {
            host.on(Event.SessionAvailable.class, _ -> action.run());
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static void say(Actor sender, String body) {
        sender.sends("<message to='{juliet}' type='chat'><body>" + body + "</body></message>");
    }

    private static List<String> bodies(Actor receiver, int number) {
        return Stream.generate(receiver::receives)
                .limit(number)
                .map(message -> message.child("body").map(Element::text))
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    @Spec(value = "RFC 6120 §10.1", says = "stanzas between two entities are processed in order")
    void whatIsSaidWhileTheReceiverArrivesComesAfterWhatHasWaited() {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        say(romeo, "1");
        say(romeo, "2");
        interlude.action = () -> say(romeo, "3");

        Actor juliet = stage.client("juliet").sends("<presence/>");

        assertThat(bodies(juliet, 3)).containsExactly("1", "2", "3");
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §10.1", says = "stanzas between two entities are processed in order")
    void whatWaitsKeepsItsOrderWhenTheClockIsSetBack() {
        Actor romeo = stage.online("romeo");
        stage.account("juliet");
        say(romeo, "1");
        stage.clock().jump(Duration.ofHours(-1));
        say(romeo, "2");
        stage.clock().jump(Duration.ofHours(2));
        say(romeo, "3");

        Actor juliet = stage.client("juliet").sends("<presence/>");

        assertThat(bodies(juliet, 3)).containsExactly("1", "2", "3");
    }
}
