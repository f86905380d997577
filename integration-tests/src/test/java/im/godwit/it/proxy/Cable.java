package im.godwit.it.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The network between a client and a port of the server, which a test can break in several ways. */
public final class Cable implements BeforeEachCallback, AfterEachCallback {
    private final IntSupplier target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private volatile boolean pulled;

    /** Leads to a port of this machine. */
    public Cable(IntSupplier target) {
        this.target = target;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pulled = false;
        Thread.startVirtualThread(this::accept);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        listener.close();
        pairs.forEach(Pair::close);
    }

    /** An address at this end, over HTTP. */
    public URI url(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** The port at this end. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Everything breaks, and nothing gets through any more. */
    public void pull() {
        pulled = true;
        pairs.forEach(Pair::close);
    }

    /** New connections get through again. */
    public void plug() {
        pulled = false;
    }

    /** WebSockets stay connected, but carry nothing any more, as after a sleep or in another network. */
    public void deafen() {
        pairs.stream().filter(pair -> pair.webSocket).forEach(pair -> pair.deaf = true);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                if (pulled) {
                    near.close();
                } else {
                    new Pair(near, new Socket(InetAddress.getLoopbackAddress(), target.getAsInt())).carry();
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private final class Pair {
        private final Socket near;
        private final Socket far;
        private volatile boolean webSocket;
        private volatile boolean deaf;

        Pair(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry() {
            pairs.add(this);
            if (pulled) {
                close();
            }
            Thread.startVirtualThread(() -> copy(near, far));
            Thread.startVirtualThread(() -> copy(far, near));
        }

        private void copy(Socket from, Socket to) {
            byte[] buffer = new byte[16_384];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    webSocket |=
                            new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("Upgrade: websocket");
                    if (!deaf) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException broken) {
                // by one of both ends
            } finally {
                close();
            }
        }

        void close() {
            pairs.remove(this);
            try {
                near.close();
                far.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
