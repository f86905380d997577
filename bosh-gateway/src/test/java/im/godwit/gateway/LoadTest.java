package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.BoshClient.messageXml;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.xml.Element;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many stanzas at the same time on several threads: none is lost, none comes twice, none overtakes another. */
class LoadTest {
    private static final int STANZAS = 500;

    private static List<Element> all() {
        return IntStream.range(0, STANZAS).mapToObj(i -> message("m" + i)).toList();
    }

    @Test
    void stanzasReachTheClientOnceAndInOrder() throws IOException, InterruptedException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client();
            Thread sender = Thread.ofVirtual().start(() -> all().forEach(client.transport()::send));

            List<Element> received = new ArrayList<>();
            while (received.size() < STANZAS) {
                received.addAll(await(client.send("")).payload());
            }

            assertThat(received).isEqualTo(all());
            sender.join();
        }
    }

    @Test
    void requestsOnTwoConnectionsReachTheStreamOnceAndInOrderWhileStanzasComeBack()
            throws IOException, InterruptedException {
        try (GatewayStand stand = GatewayStand.start()) {
            BoshClient client = stand.client();
            Thread echo = Thread.ofVirtual().start(() -> {
                for (Element expected : all()) {
                    assertThat(client.stream().nextElement()).isEqualTo(expected);
                    client.transport().send(expected);
                    stand.timers().advance(Duration.ofMillis(20));
                }
            });

            List<Element> received = new ArrayList<>();
            ArrayDeque<CompletableFuture<Reply>> open = new ArrayDeque<>();
            for (int i = 0; i < STANZAS; i++) {
                open.add(client.send(messageXml("m" + i)));
                if (open.size() == 2) {
                    received.addAll(await(open.poll()).payload());
                }
            }
            while (received.size() < STANZAS) {
                received.addAll(
                        await(open.isEmpty() ? client.send("") : open.poll()).payload());
            }

            assertThat(received).isEqualTo(all());
            echo.join();
        }
    }
}
