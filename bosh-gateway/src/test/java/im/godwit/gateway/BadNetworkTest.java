package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.SystemTimers;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client behind a network that delays, loses, cuts and doubles: every stanza arrives once and in order, both ways.
 * {@code ./godwit bench faults-bosh} tries thousands of networks, and {@code ./godwit bench faults-bosh --seed 17} the
 * one that failed.
 */
class BadNetworkTest {
    private static final int SEEDS = Integer.getInteger("bosh.seeds", 250);
    private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("bosh.seed"));
    private static final int STANZAS = 12;
    private static final int AT_A_TIME = 16;

    private static final List<Element> ALL =
            IntStream.range(0, STANZAS).mapToObj(i -> message("m" + i)).toList();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // for many seeds; an answer is waited for much shorter
    void everyStanzaArrivesOnceAndInOrder() throws Exception {
        EchoStreams streams = new EchoStreams();
        SystemTimers timers = SystemTimers.ofQuick("gateway-timer");
        GatewayOptions options = GatewayOptions.defaults(List.of("example.com"))
                .at("127.0.0.1", OptionalInt.of(0), Optional.empty())
                .withPerAddress(new AddressLimits(100_000, 100_000)); // nobody logs in, and all have one address
        try (Gateway gateway = Gateway.start(options, streams, Offers.NONE, new ChatPage(), timers, timers::close);
                ExecutorService threads = Executors.newFixedThreadPool(
                        AT_A_TIME, Thread.ofVirtual().factory())) {
            long[] seeds = SEED.map(seed -> new long[] {seed})
                    .orElseGet(() -> LongStream.range(0, SEEDS).toArray());
            List<Future<?>> runs = LongStream.of(seeds)
                    .<Future<?>>mapToObj(seed -> threads.submit(() -> survive(seed, gateway, streams)))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        }
    }

    private static Object survive(long seed, Gateway gateway, EchoStreams streams) {
        try (FaultProxy network = new FaultProxy(gateway.port().orElseThrow(), seed);
                PersistentClient client = new PersistentClient(network.port(), seed)) {
            List<PersistentClient.Lane> lanes = client.open();
            client.run(ALL);

            for (PersistentClient.Lane lane : lanes) {
                assertThat(lane.received()).isEqualTo(lane.sent());
                assertThat(streams.received(lane.id())).isEqualTo(lane.sent());
            }
            return seed;
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with -Dbosh.seed=" + seed, e);
        }
    }
}
