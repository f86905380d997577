package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Held requests cost memory only. */
class ManySessionsTest {
    private static final int SESSIONS = 200;

    private static long gatewayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateway"))
                .count();
    }

    @Test
    void twoHundredHeldRequestsNeedNoThreads() throws IOException {
        try (GatewayStand stand = GatewayStand.start()) {
            List<BoshClient> clients = new ArrayList<>();
            List<CompletableFuture<Reply>> held = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                BoshClient client = stand.client();
                clients.add(client);
                held.add(client.send(""));
            }
            clients.getFirst().awaitHeld(SESSIONS);

            assertThat(gatewayThreads()).isLessThanOrEqualTo(20);
            for (int i = 0; i < SESSIONS; i++) {
                clients.get(i).transport().send(message("m" + i));
                assertThat(await(held.get(i)).payload()).containsExactly(message("m" + i));
            }
        }
    }
}
