package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket whose frames the test makes itself. */
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final String OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.com' version='1.0'/>";
    static final String CLOSED = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";

    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** A frame that came. */
    record Received(int opCode, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) GatewayStand.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** A WebSocket whose opening handshake is over. */
    static RawWebSocket connect(GatewayStand stand) throws IOException {
        return connect(stand, new Socket(InetAddress.getLoopbackAddress(), stand.port()), "");
    }

    /** The same with more headers. */
    static RawWebSocket connect(GatewayStand stand, Socket socket, String headers) throws IOException {
        RawWebSocket webSocket = new RawWebSocket(socket);
        webSocket.out.writeBytes(upgrade("/xmpp-websocket", "Sec-WebSocket-Protocol: xmpp\r\n" + headers));
        assertThat(webSocket.head()).startsWith("HTTP/1.1 101").contains("Sec-WebSocket-Protocol: xmpp");
        return webSocket;
    }

    /** A request to open a WebSocket. */
    static String upgrade(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n";
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Opens the stream and reads what a scripted stream answers. */
    RawWebSocket open() throws IOException {
        send(OPEN);
        assertThat(nextText()).startsWith("<open ");
        assertThat(nextText()).startsWith("<stream:features ");
        return this;
    }

    RawWebSocket send(String text) throws IOException {
        return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    RawWebSocket frame(int opCode, boolean fin, byte[] content) throws IOException {
        byte[] masked = content.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % 4];
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream bytes = new DataOutputStream(frame);
        bytes.write((fin ? 0x80 : 0) | opCode);
        if (content.length < 126) {
            bytes.write(0x80 | content.length);
        } else {
            bytes.write(0x80 | 127);
            bytes.writeLong(content.length);
        }
        bytes.write(MASK);
        bytes.write(masked);
        return raw(frame.toByteArray());
    }

    RawWebSocket raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    Received next() throws IOException {
        int opCode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Received(opCode, in.readNBytes((int) length));
    }

    String nextText() throws IOException {
        Received next = next();
        assertThat(next.opCode()).as("a text frame").isEqualTo(TEXT);
        return next.text();
    }

    /** The status code of the close frame that must come next. */
    int nextClose() throws IOException {
        Received next = next();
        assertThat(next.opCode()).as("a close frame, not %s", next.text()).isEqualTo(CLOSE);
        return (next.content()[0] & 0xff) << 8 | next.content()[1] & 0xff;
    }

    /** The condition of the stream error that must come next, after which the stream is closed. */
    String nextError() throws IOException {
        String error = nextText();
        assertThat(error).startsWith("<stream:error xmlns:stream='http://etherx.jabber.org/streams'>");
        assertThat(nextText()).isEqualTo(CLOSED);
        return error.replaceFirst("^<stream:error [^>]*><([a-z-]+) .*$", "$1");
    }

    /** Answers a close frame, where the other end waits for it. */
    void answerClose(int status) {
        try {
            closeWith(status);
        } catch (IOException closed) {
            // it need not wait after an error
        }
    }

    /** Sends a close frame. */
    RawWebSocket closeWith(int status) throws IOException {
        return frame(CLOSE, true, new byte[] {(byte) (status >> 8), (byte) status});
    }

    /** Whether the other end closed. */
    boolean isOver() throws IOException {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
