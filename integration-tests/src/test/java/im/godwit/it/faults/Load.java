package im.godwit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.faults.Receiver.Habit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Everybody who uses the server: senders who all write to receivers of every habit. */
final class Load implements AutoCloseable {
    /** Options for a server that many clients of one address use, who say more than people do. */
    static final String CONFIGURATION = """

            http { port = 0, tls-port = 0 }
            options.registration { accounts-per-hour = 0, attempts-per-hour = 0 }
            options.offline { max-messages = 100000, max-bytes = 67108864 }
            """;

    private static final List<String> TALKERS = List.of("benvolio", "mercutio", "nurse");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final Ledger ledger = new Ledger();
    private final List<Sender> senders;
    private final List<Receiver> receivers;
    private final Proof proof;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private List<Future<String>> receiving = List.of();
    private List<Future<String>> sending = List.of();
    private volatile boolean talking;

    Load(int port, long seed) {
        this.port = port;
        receivers = List.of(
                new Receiver("juliet", Habit.STAYS, ledger, seed),
                new Receiver("romeo", Habit.WAVERS, ledger, seed),
                new Receiver("paris", Habit.VISITS, ledger, seed));
        List<String> addressed = receivers.stream().map(Receiver::user).toList();
        senders = TALKERS.stream()
                .map(user -> new Sender(user, addressed, ledger, seed))
                .toList();
        proof = new Proof(ledger, TALKERS, receivers);
    }

    /** Makes the accounts. */
    void register() throws IOException {
        List<String> users = new ArrayList<>(TALKERS);
        receivers.forEach(receiver -> users.add(receiver.user()));
        for (String user : users) {
            try (Line line = new Line(port)) {
                line.register(user);
            }
        }
    }

    /** Everybody comes, and the senders begin to talk. */
    void start() throws IOException {
        talking = true;
        List<Future<String>> begun = new ArrayList<>();
        for (Receiver receiver : receivers) {
            if (receiver.habit() == Habit.VISITS) {
                begun.add(run(() -> receiver.comeAndGo(port)));
            } else {
                CountedStream stream = receiver.arrive(port);
                begun.add(run(() -> receiver.receive(stream, port)));
            }
        }
        receiving = begun;
        sending = senders.stream()
                .map(sender -> run(() -> sender.talk(port, () -> talking)))
                .toList();
    }

    private interface Part {
        void play() throws IOException;
    }

    /** A broken connection ends a part, and is what the faults are about; everything else is an error. */
    private Future<String> run(Part part) {
        Callable<String> play = () -> {
            try {
                part.play();
                return "";
            } catch (IOException broken) {
                return broken.toString();
            }
        };
        return threads.submit(play);
    }

    /** Waits until the server has acknowledged so many messages more, refused or not. */
    void awaitAcknowledged(int more) {
        awaitMore(more, ledger::acknowledgements);
    }

    /** Waits until the server has accepted so many messages more. */
    void awaitAccepted(int more) {
        awaitMore(more, () -> ledger.acknowledgements() - ledger.refusals());
    }

    /** Waits until the server has answered so many messages more with errors. */
    void awaitRefused(int more) {
        awaitMore(more, ledger::refusals);
    }

    private void awaitMore(int more, IntSupplier number) {
        int target = number.getAsInt() + more;
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> number.getAsInt() >= target
                        || Stream.concat(sending.stream(), receiving.stream()).anyMatch(Future::isDone));
        requireNobodyLost();
    }

    /** While there is a server, nobody loses a session, and nobody is told what should not be. */
    private void requireNobodyLost() {
        Stream.concat(sending.stream(), receiving.stream())
                .filter(Future::isDone)
                .forEach(part ->
                        assertThat(end(part)).as("a client lost its session").isEmpty());
    }

    private static String end(Future<String> part) {
        try {
            return part.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("a client found what should not be", failed);
        }
    }

    /** The senders stop, and have all acknowledged. */
    void finishTalking() {
        talking = false;
        sending.forEach(Load::end);
        requireNobodyLost();
    }

    /** The server is gone; everybody has noticed when this returns. */
    void serverWasKilled() {
        talking = false;
        sending.forEach(Load::end);
        receiving.forEach(Load::end);
        receivers.forEach(Receiver::serverWasKilled);
    }

    /** What is wrong, as far as it can be seen while nobody sends. */
    List<String> findings() throws IOException {
        return proof.findings(port);
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
