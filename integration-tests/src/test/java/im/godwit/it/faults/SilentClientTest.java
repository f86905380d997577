package im.godwit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.cli.Installation;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that is connected and never reads: nobody waits for it, and nothing is lost. */
class SilentClientTest {
    /** Together far more than what is kept for a session (stream-management.max-unacknowledged-bytes). */
    private static final int MESSAGES = 60;

    private static final String PADDING = "x".repeat(100 * 1024);

    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void whatASilentClientDoesNotReadIsInItsArchive() throws Exception {
        installation.configure("\nhttp { port = 0, tls-port = 0 }\n");
        installation.run();
        int port = installation.ports().directTls();
        for (String user : List.of("nurse", "juliet")) {
            try (Line line = new Line(port)) {
                line.register(user);
            }
        }
        Ledger ledger = new Ledger();
        Receiver juliet = new Receiver("juliet", Receiver.Habit.STAYS, ledger, 1);

        try (CountedStream silent = juliet.arrive(port);
                CountedStream nurse = CountedStream.begin(port, "nurse")) {
            send(nurse, ledger);

            // a stream that the server has ended is not resumed (XEP-0198 §5)
            assertThat(silent.isOver(port, "juliet")).isTrue();
            assertThat(new Proof(ledger, List.of("nurse"), List.of(juliet)).findings(port))
                    .isEmpty();
        }
        assertThat(ledger.acknowledgements()).isEqualTo(MESSAGES);
        assertThat(ledger.refusals()).isZero();
    }

    private static void send(CountedStream nurse, Ledger ledger) throws IOException {
        List<Note> notes = IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(number -> new Note("nurse", "juliet", number))
                .toList();
        for (Note note : notes) {
            ledger.tried(note);
            nurse.sendAndAsk(note.stanza(PADDING));
        }
        while (nurse.acknowledged() < MESSAGES) {
            nurse.receive();
        }
        notes.forEach(ledger::acknowledged);
    }
}
