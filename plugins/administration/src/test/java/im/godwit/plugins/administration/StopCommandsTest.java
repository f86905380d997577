package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.service.Operations.Stop;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopCommandsTest extends AdministrationStage {
    private void isAskedTo(Stop how) {
        assertThat(stage.server().stopRequest())
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(how);
    }

    @Test
    @Spec(value = "XEP-0133 §4.30", says = "the form offers delays and an announcement")
    void theFormOffersDelays() {
        asks(prince, "restart");

        var form = prince.receives().firstChild().flatMap(command -> command.child(DataForm.NAME));

        assertThat(DataForm.of(form.orElseThrow()).field("delay").orElseThrow().options())
                .extracting(option -> option.value())
                .containsExactly("0", "30", "60", "90", "120", "180", "240", "300");
    }

    @Test
    @Spec(value = "XEP-0133 §4.30", says = "an administrator restarts the service")
    void theServerIsAskedToRestart() {
        Actor juliet = stage.online("juliet");

        runs("restart", field("delay", "0") + field("announcement", "Back in a minute"))
                .receives(completed("restart"));

        isAskedTo(Stop.RESTART);
        juliet.receives("""
                <message from='example.org' type='headline'>
                  <subject>Announcement</subject>
                  <body>Back in a minute</body>
                </message>""");
    }

    @Test
    @Spec(value = "XEP-0133 §4.31", says = "an administrator shuts the service down")
    void theServerIsAskedToShutDown() {
        runs("shutdown", field("delay", "0")).receives(completed("shutdown"));

        isAskedTo(Stop.SHUT_DOWN);
    }
}
