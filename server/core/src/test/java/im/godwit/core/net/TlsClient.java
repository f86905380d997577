package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A client whose TLS records leave when the test says so: what is written gathers until {@link #flush}, and goes out in
 * one write. One thread may read while another writes.
 */
final class TlsClient implements AutoCloseable {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket socket;
    private final SSLEngine engine;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final StringBuilder plain = new StringBuilder();
    private final ByteBuffer opened;
    private final ByteBuffer sealed;
    private ByteBuffer received;
    private boolean closeNotify;

    private TlsClient(Socket socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
        this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.sealed = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.received = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize())
                .limit(0);
    }

    /** A client that has not shaken hands; it trusts whoever answers. */
    static TlsClient over(Client clear, Consumer<SSLParameters> change) throws Exception {
        return over(clear, Client.trusting(), change);
    }

    /** The same with sessions that were kept in this context. */
    static TlsClient over(Client clear, SSLContext context, Consumer<SSLParameters> change) {
        SSLEngine engine = context.createSSLEngine("example.org", 5222);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
        return new TlsClient(clear.socket(), engine);
    }

    /** Shakes hands. */
    TlsClient handshake() throws IOException {
        agree();
        flush();
        return this;
    }

    /** Shakes hands, but keeps what the client has to send last. */
    void agree() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    flush();
                    assertThat(unwrap()).as("the handshake goes on").isTrue();
                }
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NOT_HANDSHAKING, FINISHED -> {
                    return;
                }
            }
        }
    }

    SSLEngine engine() {
        return engine;
    }

    ExtendedSSLSession session() {
        return (ExtendedSSLSession) engine.getSession();
    }

    void send(String text) throws IOException {
        write(text);
        flush();
    }

    /** Encrypts, and sends nothing yet. */
    void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            wrap(bytes);
        }
    }

    /** Encrypts our close_notify, and sends nothing yet. */
    void writeEnd() throws SSLException {
        engine.closeOutbound();
        wrap(NOTHING);
    }

    private void wrap(ByteBuffer bytes) throws SSLException {
        engine.wrap(bytes, sealed.clear());
        sealed.flip();
        unsent.write(sealed.array(), 0, sealed.limit());
    }

    void flush() throws IOException {
        socket.getOutputStream().write(unsent.toByteArray());
        unsent.reset();
    }

    /** Reads until this text has come; what came with it included. */
    String readUntil(String text) throws IOException {
        int from = 0;
        while (plain.indexOf(text, from) < 0) {
            from = Math.max(0, plain.length() - text.length());
            assertThat(unwrap()).as("more comes, after %s", plain).isTrue();
        }
        String read = plain.toString();
        plain.setLength(0);
        return read;
    }

    /** Reads so many characters. */
    String take(int length) throws IOException {
        while (plain.length() < length) {
            assertThat(unwrap())
                    .as("more comes, after %s characters", plain.length())
                    .isTrue();
        }
        String read = plain.substring(0, length);
        plain.delete(0, length);
        return read;
    }

    /** Sends what is no record of ours. */
    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads until the server has closed TLS or the connection. */
    String readToEnd() throws IOException {
        while (unwrap()) {}
        return plain.toString();
    }

    /** Whether TLS ended in order. */
    boolean gotCloseNotify() {
        return closeNotify;
    }

    /** Whether the connection ended too, with nothing after TLS. */
    boolean socketEnded() throws IOException {
        return !received.hasRemaining() && socket.getInputStream().read() < 0;
    }

    /** Takes one record; false after the last one. */
    private boolean unwrap() throws IOException {
        SSLEngineResult result = engine.unwrap(received, opened.clear());
        plain.append(StandardCharsets.UTF_8.decode(opened.flip()));
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> receive();
            case CLOSED -> {
                closeNotify = true;
                yield false;
            }
            case BUFFER_OVERFLOW -> throw new IllegalStateException("a record is larger than the engine said");
        };
    }

    private boolean receive() throws IOException {
        byte[] left = Arrays.copyOfRange(received.array(), received.position(), received.limit());
        System.arraycopy(left, 0, received.array(), 0, left.length);
        int more = socket.getInputStream().read(received.array(), left.length, received.capacity() - left.length);
        received = ByteBuffer.wrap(received.array(), 0, left.length + Math.max(0, more));
        return more > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
