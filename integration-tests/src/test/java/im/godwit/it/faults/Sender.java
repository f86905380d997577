package im.godwit.it.faults;

import im.godwit.xml.Element;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A client that sends numbered messages to several receivers in turn and knows which of them the server has
 * acknowledged. Now and then its connection breaks and it resumes; when the server does not know its session any more,
 * it sends anew what was not acknowledged. For one thread at a time.
 */
final class Sender {
    private static final int BURST = 8;
    private static final int WINDOW = 4 * BURST;

    private final String user;
    private final List<String> receivers;
    private final Ledger ledger;
    private final SplittableRandom random;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Deque<Note> open = new ArrayDeque<>();
    private int turn;

    Sender(String user, List<String> receivers, Ledger ledger, long seed) {
        this.user = user;
        this.receivers = receivers;
        this.ledger = ledger;
        this.random = new SplittableRandom(seed ^ user.hashCode());
    }

    /** Talks until it is asked to stop and all is acknowledged, or until there is no server. */
    void talk(int port, BooleanSupplier more) throws IOException {
        CountedStream stream = CountedStream.begin(port, user);
        try {
            open.forEach(ledger::tried);
            resend(stream);
            long covered = 0;
            while (more.getAsBoolean() || !open.isEmpty()) {
                if (more.getAsBoolean() && open.size() < WINDOW) {
                    burst(stream);
                } else {
                    stream.receive().ifPresent(this::refused);
                }
                covered = cover(stream, covered);
                if (more.getAsBoolean() && random.nextInt(200) == 0) {
                    stream.close();
                    stream = stream.resume(port, user); // §5: says what was handled, so that nothing is sent twice
                    covered = cover(stream, covered);
                    resend(stream);
                }
            }
            stream.end();
        } finally {
            stream.close();
        }
    }

    private void resend(CountedStream stream) throws IOException {
        if (!open.isEmpty()) {
            stream.sendAndAsk(stanzas(List.copyOf(open)));
        }
    }

    private void burst(CountedStream stream) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            String receiver = receivers.get(turn++ % receivers.size());
            notes.add(new Note(user, receiver, numbers.merge(receiver, 1, Integer::sum)));
        }
        notes.forEach(ledger::tried);
        open.addAll(notes);
        stream.sendAndAsk(stanzas(notes));
    }

    private static String stanzas(List<Note> notes) {
        StringBuilder xml = new StringBuilder();
        notes.forEach(note -> xml.append(note.stanza("")));
        return xml.toString();
    }

    /** Notes what was acknowledged since; nothing but messages is sent, so stanzas are messages. */
    private long cover(CountedStream stream, long before) {
        for (long i = before; i < stream.acknowledged(); i++) {
            ledger.acknowledged(open.remove());
        }
        return stream.acknowledged();
    }

    private void refused(Element stanza) {
        Element error = stanza.child("error").orElseThrow();
        String condition = error.firstChild().map(Element::local).orElseThrow();
        ledger.refused(
                Note.of(stanza.attribute("id").orElseThrow()),
                condition + " " + error.attribute("type").orElse(""));
    }
}
