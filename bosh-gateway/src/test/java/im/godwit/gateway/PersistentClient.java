package im.godwit.gateway;

import im.godwit.xml.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A BOSH client that does not give up (XEP-0124 §14.3): it keeps as many requests open as it may, each on a connection
 * of its own, repeats those whose answer does not come whole, and takes the answers in the order of rids. By its seed
 * it asks for one or two requests to be held, acknowledges or not (§9), uses keys or not (§15), compresses or not, and
 * has one stream or two (§16), of which each gets stanzas of its own and some of both.
 */
final class PersistentClient implements AutoCloseable {
    private static final int PATIENCE = 20_000;

    /** Of one request: far more than any network of these tests needs. */
    private static final int MOST_ATTEMPTS = 200;

    /**
     * One of the streams.
     *
     * @param name what the session calls it
     * @param id the stream's own id
     */
    record Lane(String name, String id, List<Element> sent, List<Element> received) {
        private static Lane of(Reply opening) {
            return new Lane(
                    opening.attribute("stream"), opening.attribute("authid"), new ArrayList<>(), new ArrayList<>());
        }

        private boolean isComplete() {
            return received.size() == sent.size();
        }
    }

    /** What came back for a request, whole. */
    private record Outcome(long rid, Reply reply) {}

    private final int port;
    private final boolean acknowledges;
    private final boolean compresses;
    private final int hold;
    private final Optional<KeyChain> keys;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final TreeMap<Long, Reply> early = new TreeMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final boolean opensTwo;
    private Reply creation;
    private long sent;
    private long answered;
    private volatile boolean closed;

    PersistentClient(int port, long seed) {
        this.port = port;
        SplittableRandom random = new SplittableRandom(seed);
        acknowledges = random.nextBoolean();
        compresses = random.nextInt(4) == 0;
        hold = 1 + random.nextInt(2);
        keys = random.nextBoolean() ? Optional.of(new KeyChain("seed " + seed, 200)) : Optional.empty();
        opensTwo = random.nextInt(3) == 0;
        sent = 1 + random.nextLong(1L << 52);
        answered = sent;
    }

    /** Makes a session and its streams. */
    List<Lane> open() {
        String body = BoshClient.creation("ver='1.11' wait='5' hold='" + hold + "'"
                        + (acknowledges ? " ack='1'" : "")
                        + keys.map(k -> " newkey='" + k.next() + "'").orElse(""))
                .replace("rid='" + BoshClient.FIRST_RID + "'", "rid='" + sent + "'");
        creation = persist(body);
        lanes.add(Lane.of(creation));
        if (opensTwo) {
            lanes.add(Lane.of(persist(request("to='example.com'", ""))));
            answered++;
        }
        return List.copyOf(lanes);
    }

    /** Sends the stanzas and returns when all have come back. */
    void run(List<Element> stanzas) throws InterruptedException {
        int window = Integer.parseInt(creation.attribute("requests"));
        Deque<Element> waiting = new ArrayDeque<>(stanzas);
        while (!waiting.isEmpty() || !lanes.stream().allMatch(Lane::isComplete)) {
            while (!waiting.isEmpty() && sent - answered < window) {
                sendStanza(waiting.poll(), waiting.size());
            }
            if (sent == answered) {
                send("", ""); // a poll, when no request is open
            }
            Outcome outcome = Optional.ofNullable(outcomes.poll(PATIENCE, TimeUnit.MILLISECONDS))
                    .orElseThrow(() -> new AssertionError("no answer to any of " + (answered + 1) + " to " + sent));
            early.put(outcome.rid(), outcome.reply());
            takeInOrder();
        }
    }

    // §16.4: with a name to one stream, without to all
    private void sendStanza(Element stanza, int number) {
        boolean toAll = number % (lanes.size() + 1) == lanes.size();
        List<Lane> to = toAll ? lanes : List.of(lanes.get(number % (lanes.size() + 1)));
        to.forEach(lane -> lane.sent().add(stanza));
        send(toAll ? "" : "stream='" + to.getFirst().name() + "'", stanza.toString());
    }

    private void takeInOrder() {
        while (early.containsKey(answered + 1)) {
            answered++;
            Reply reply = early.remove(answered);
            if (!reply.attribute("type").isEmpty()) {
                throw new AssertionError("rid " + answered + ": " + reply.text());
            }
            String name = reply.attribute("stream");
            lanes.stream()
                    .filter(lane ->
                            name.isEmpty() ? lanes.size() == 1 : lane.name().equals(name))
                    .forEach(lane -> lane.received().addAll(reply.payload()));
        }
    }

    private String request(String attributes, String payload) {
        long rid = ++sent;
        String ack = acknowledges && answered < rid - 1 ? " ack='" + answered + "'" : "";
        String key = keys.map(k -> " key='" + k.next() + "'").orElse("");
        return "<body xmlns='http://jabber.org/protocol/httpbind' rid='" + rid + "' sid='" + creation.attribute("sid")
                + "'" + ack + key + " " + attributes + ">" + payload + "</body>";
    }

    private void send(String attributes, String payload) {
        String body = request(attributes, payload);
        long rid = sent;
        Thread.startVirtualThread(() -> {
            try {
                outcomes.add(new Outcome(rid, persist(body)));
            } catch (CancellationException e) {
                // the test is over, or will be for the lack of an answer
            }
        });
    }

    // An answer that is no answer, such as that of HTTP itself to a request that was cut, is as bad as none.
    private Reply persist(String body) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !closed; attempt++) {
            try {
                Optional<Reply> reply = post(body);
                if (reply.isPresent()
                        && reply.get().status() == 200
                        && !reply.get().attribute("type").equals("error")) {
                    return reply.get();
                }
            } catch (IOException e) {
                // again
            }
        }
        throw new CancellationException("no answer to " + body);
    }

    /** Repeats nothing more. */
    @Override
    public void close() {
        closed = true;
    }

    private Optional<Reply> post(String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            if (compresses) {
                content = ContentCoding.GZIP.compress(content);
            }
            String head = "POST /http-bind HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + content.length + "\r\n" + (compresses ? "Content-Encoding: gzip\r\n" : "") + "\r\n";
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            request.writeBytes(content);
            socket.getOutputStream().write(request.toByteArray());
            socket.shutdownOutput();
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    /** The answer, if it is whole. */
    private static Optional<Reply> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int length = text.indexOf("Content-Length: ");
        if (end < 0 || length < 0 || length > end) {
            return Optional.empty();
        }
        int announced = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
        int status = Integer.parseInt(text.substring(9, 12));
        byte[] content = Arrays.copyOfRange(bytes, end + 4, bytes.length);
        HttpHeaders none = HttpHeaders.of(Map.of(), (_, _) -> true);
        return Optional.of(new Reply(status, none, content)).filter(_ -> content.length == announced);
    }
}
