package im.godwit.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * A bad network between an HTTP client and a server: it takes connections that carry one request each, up to the end of
 * the client's stream, and does to each what the next {@link Fault} says. The same seed makes the same faults.
 */
final class FaultProxy implements AutoCloseable {
    /** How long a request is left to the server before its client is gone: enough to be read. */
    private static final int ABANDONED_AFTER = 50;

    private static final int PIECE = 64;

    private final int port;
    private final SplittableRandom random;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param port where the server is, on this machine */
    FaultProxy(int port, long seed) throws IOException {
        this.port = port;
        random = new SplittableRandom(seed);
        threads.execute(this::accept);
    }

    /** Where clients connect. */
    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Fault fault = Fault.next(random);
                threads.execute(() -> serve(client, fault));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket client, Fault fault) {
        try (client) {
            byte[] request = client.getInputStream().readAllBytes();
            serve(client, request, fault);
        } catch (IOException | UncheckedIOException e) {
            // one of the ends is gone: so is the other one now
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket client, byte[] request, Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case NONE -> give(client, exchange(request));
            case REQUEST_DELAYED -> {
                Thread.sleep(fault.delay());
                give(client, exchange(request));
            }
            case ANSWER_DELAYED -> {
                byte[] answer = exchange(request);
                Thread.sleep(fault.delay());
                give(client, answer);
            }
            case REQUEST_LOST -> {}
            case ANSWER_LOST -> exchange(request);
            case REQUEST_CUT -> {
                try (Socket server = connect()) {
                    give(server, part(request, fault));
                }
            }
            case REQUEST_HALF_CLOSED -> {
                try (Socket server = connect()) {
                    give(server, part(request, fault));
                    server.shutdownOutput();
                    give(client, server.getInputStream().readAllBytes());
                }
            }
            case ANSWER_CUT -> give(client, part(exchange(request), fault));
            case DOUBLED_FIRST, DOUBLED_SECOND -> give(client, twice(request, fault));
            case THROTTLED -> {
                try (Socket server = connect()) {
                    throttle(server, request);
                    throttle(client, server.getInputStream().readAllBytes());
                }
            }
            case ABANDONED -> abandon(request);
        }
    }

    // The answer comes back when both copies have one: a copy must not come to the server long after the other.
    private byte[] twice(byte[] request, Fault fault) {
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> exchangeUnchecked(request), threads);
        CompletableFuture<byte[]> second = CompletableFuture.supplyAsync(() -> exchangeUnchecked(request), threads);
        CompletableFuture.allOf(first, second).join();
        return fault.kind() == Fault.Kind.DOUBLED_FIRST ? first.join() : second.join();
    }

    private byte[] exchangeUnchecked(byte[] request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] exchange(byte[] request) throws IOException {
        try (Socket server = connect()) {
            give(server, request);
            return server.getInputStream().readAllBytes();
        }
    }

    private void abandon(byte[] request) throws IOException {
        try (Socket server = connect()) {
            give(server, request);
            server.setSoTimeout(ABANDONED_AFTER);
            server.getInputStream().read();
        } catch (SocketTimeoutException held) {
            // as was to be expected
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] part(byte[] message, Fault fault) {
        return Arrays.copyOf(message, (int) (message.length * fault.at()));
    }

    private static void give(Socket socket, byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    private static void throttle(Socket socket, byte[] message) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < message.length; at += PIECE) {
            out.write(message, at, Math.min(PIECE, message.length - at));
            out.flush();
            Thread.sleep(1);
        }
    }
}
