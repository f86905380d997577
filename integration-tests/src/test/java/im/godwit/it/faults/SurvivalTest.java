package im.godwit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.cli.Installation;
import im.godwit.it.cli.Launched;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The server is killed under load, or its power is cut, again and again. {@code ./godwit bench faults} does either
 * fifty times, and {@code ./godwit bench faults --seed 17} chooses as a run did that failed; where exactly in its work
 * a fault finds the server is chance.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES) // for many faults; each step is waited for much shorter
class SurvivalTest {
    private static final int KILLS = Integer.getInteger("faults.kills", 2);
    private static final int POWER_CUTS = Integer.getInteger("faults.power-cuts", 1);
    private static final long SEED = Long.getLong("faults.seed", 1);

    @RegisterExtension
    final Installation installation = new Installation();

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
        survive(KILLS, new Report("Kills under load", SEED), Map.of(), this::perhapsKillWhileItStarts);
    }

    @Test
    void nothingAcknowledgedIsLostWhenThePowerIsCut() throws Exception {
        Machine machine = new Machine(installation.data());
        survive(
                POWER_CUTS,
                new Report("Power cuts under load", SEED),
                machine.environment(),
                () -> machine.cutPower(random));
    }

    private interface Fault {
        void strike() throws IOException;
    }

    private void survive(int times, Report report, Map<String, String> environment, Fault fault) throws Exception {
        installation.configure(Load.CONFIGURATION);
        Launched server = installation.run(environment);
        try (Load load = new Load(installation.ports().directTls(), SEED)) {
            load.register();
            for (int round = 1; round <= times; round++) {
                load.start();
                load.awaitAcknowledged(random.nextInt(50, 1000));
                LockSupport.parkNanos(random.nextLong(20_000_000)); // anywhere within what it does then
                server.kill();
                load.serverWasKilled();
                assertThat(server.output()).as("clients went away, no more").doesNotContain("ERROR");
                fault.strike();
                Instant begun = Instant.now();
                server = installation.run(environment);
                Duration start = Duration.between(begun, Instant.now());
                assertThat(load.findings()).as("seed %d, round %d", SEED, round).isEmpty();
                report.survived(load.ledger(), start);
            }
            server.signal("TERM");
            assertThat(server.exit()).isZero();
            assertThat(DatabaseFile.check(installation.data())).isEqualTo("ok");
            report.end(load.ledger());
        }
    }

    private void perhapsKillWhileItStarts() {
        if (random.nextInt(5) == 0) {
            Launched starting = installation.launch("run");
            LockSupport.parkNanos(random.nextLong(3_000_000_000L));
            starting.kill();
        }
    }
}
