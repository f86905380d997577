package im.godwit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.cli.Installation;
import im.godwit.it.cli.Launched;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that a server lives through: nobody loses a session, and nothing that was acknowledged is lost. */
class FaultyMachineTest {
    @RegisterExtension
    final Installation installation = new Installation();

    private Machine machine;
    private Launched server;
    private Load load;

    @BeforeEach
    void start() throws Exception {
        machine = new Machine(installation.data());
        installation.configure(Load.CONFIGURATION);
        server = installation.run(machine.environment());
        load = new Load(installation.ports().directTls(), 1);
        load.register();
        load.start();
        load.awaitAcknowledged(100);
    }

    @AfterEach
    void stop() {
        load.close();
    }

    private void expectNothingLost() throws Exception {
        load.finishTalking();
        server.kill();
        load.serverWasKilled();
        server = installation.run(machine.environment());
        assertThat(load.findings()).isEmpty();
    }

    @Test
    void whileTheDiskIsFullSendersAreToldToWait() throws Exception {
        machine.fullDisk(true);
        load.awaitRefused(100);
        machine.fullDisk(false);

        load.awaitAccepted(200);
        expectNothingLost();
        assertThat(load.ledger().refusalsBut("resource-constraint wait")).isEmpty();
    }

    @Test
    void aSlowDiskAndAClockThatIsSetMakeNothingWrong() throws Exception {
        machine.slowDisk(Duration.ofMillis(200));
        load.awaitAccepted(100);
        machine.slowDisk(Duration.ZERO);
        machine.clock(Duration.ofHours(1));
        load.awaitAccepted(200);
        machine.clock(Duration.ofHours(-1));
        load.awaitAccepted(200);

        expectNothingLost();
        assertThat(load.ledger().refusals()).isZero();
    }
}
