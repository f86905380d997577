package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;

/** Clients that come in the moment in which the gateway stops. */
class StopTest {
    @RepeatedTest(10)
    void noConnectionStaysOpenWithNobodyAtTheOtherEnd() throws IOException, InterruptedException {
        List<Socket> sockets = new CopyOnWriteArrayList<>();
        GatewayStand stand = GatewayStand.start();
        int port = stand.gateway().port().orElseThrow();
        Thread clients = Thread.ofVirtual().start(() -> connect(port, sockets));
        while (sockets.size() < 5) {
            Thread.onSpinWait();
        }

        stand.close();
        clients.join();

        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoTimeout((int) GatewayStand.PATIENCE.toMillis());
                assertThat(isClosedAtTheOtherEnd(socket)).isTrue();
            }
        }
    }

    /** Opens connections until there is nobody to take them. */
    private static void connect(int port, List<Socket> sockets) {
        try {
            while (sockets.size() < 2000) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException refused) {
            // the gateway has stopped
        }
    }

    private static boolean isClosedAtTheOtherEnd(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nobody) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
