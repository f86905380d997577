package im.godwit.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection whose bytes the test writes itself. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(GatewayStand stand) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), stand.port());
        socket.setSoTimeout((int) GatewayStand.PATIENCE.toMillis());
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** All until the other end closes. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The status and the headers of an answer. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** One answer that tells its length. */
    String readAnswer() throws IOException {
        String head = readHead();
        int length = head.indexOf("Content-Length: ") + 16;
        int size = Integer.parseInt(head.substring(length, head.indexOf("\r\n", length)));
        return head + new String(socket.getInputStream().readNBytes(size), StandardCharsets.UTF_8);
    }

    /** How many bytes have come and were not read. */
    int available() throws IOException {
        return socket.getInputStream().available();
    }

    /** Whether the other end closed; reads what came before. */
    boolean isClosed() throws IOException {
        socket.getInputStream().skipNBytes(available());
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
