package im.godwit.it.faults;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A client that receives numbered messages and remembers them in the order in which they came. */
final class Receiver {
    /** How an account's client behaves. */
    enum Habit {
        /** Is there, for as long as there is a server. */
        STAYS,
        /** Loses its connection again and again and resumes, before the server has noticed or after. */
        WAVERS,
        /** Is away, comes for what has waited, acknowledges it and leaves. */
        VISITS
    }

    private static final Name STANZA_ID = new Name("urn:xmpp:sid:0", "stanza-id");
    private static final String PING = "<iq type='get' id='ping' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>";

    private final String user;
    private final Habit habit;
    private final Ledger ledger;
    private final SplittableRandom random;
    private final Sequence received;
    private final Map<String, Integer> lifeOfUid = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private Map<String, Integer> lastOfSession = new HashMap<>();
    private int life;
    private boolean available;
    private boolean cutOff;

    Receiver(String user, Habit habit, Ledger ledger, long seed) {
        this.user = user;
        this.habit = habit;
        this.ledger = ledger;
        this.random = new SplittableRandom(seed ^ user.hashCode());
        this.received = new Sequence("received by " + user, ledger);
    }

    String user() {
        return user;
    }

    Habit habit() {
        return habit;
    }

    /** Logs in and is available, so that it misses nothing from then on. */
    CountedStream arrive(int port) throws IOException {
        CountedStream stream = CountedStream.begin(port, user);
        lastOfSession = new HashMap<>();
        available = true;
        remember(stream.receiveUntilAnswered("<presence/>" + PING, "ping"));
        return stream;
    }

    /** Receives on a stream of its own until there is no server. */
    void receive(CountedStream first, int port) throws IOException {
        CountedStream stream = first;
        try {
            while (true) {
                stream.receive().ifPresent(stanza -> remember(List.of(stanza)));
                if (habit == Habit.WAVERS && random.nextInt(60) == 0) {
                    CountedStream next;
                    if (random.nextBoolean()) {
                        stream.close();
                        next = stream.resume(port, user);
                    } else { // the network is gone, and the server still writes to it
                        next = stream.resume(port, user);
                        stream.close();
                    }
                    stream = next;
                }
            }
        } finally {
            stream.close();
        }
    }

    /** Comes and goes until there is no server. */
    void comeAndGo(int port) throws IOException {
        while (true) {
            visit(port);
            LockSupport.parkNanos(random.nextLong(200_000_000)); // away for a while
        }
    }

    /** Comes, takes what has waited and leaves while others talk to it: what it gets then and later is in order. */
    void visit(int port) throws IOException {
        try (CountedStream stream = arrive(port)) {
            stream.end();
        }
        available = false;
    }

    /** The server has lost its memory: what it was not told for sure, it may send once more. */
    void serverWasKilled() {
        life++;
        cutOff = available;
        available = false;
    }

    /**
     * Whether it was there when the server was killed: what was on the way to it then, it finds in its archive alone
     * (decision 12).
     */
    boolean wasCutOff() {
        return cutOff;
    }

    private void remember(List<Element> stanzas) {
        stanzas.stream().filter(stanza -> stanza.local().equals("message")).forEach(this::remember);
    }

    private void remember(Element message) {
        Note note = Note.of(message.attribute("id").orElseThrow());
        int last = lastOfSession.getOrDefault(note.pair(), note.number() - 1);
        for (int skipped = last + 1; skipped < note.number(); skipped++) {
            Note missing = new Note(note.from(), note.to(), skipped);
            if (!ledger.isRefused(missing)) {
                findings.add("received by " + user + ": " + missing.id() + " was skipped");
            }
        }
        lastOfSession.put(note.pair(), Math.max(last, note.number()));
        String uid = message.elements(STANZA_ID)
                .filter(id -> id.attribute("by").orElse("").equals(user + "@localhost"))
                .findFirst()
                .flatMap(id -> id.attribute("id"))
                .orElseThrow();
        Integer before = lifeOfUid.put(uid, life);
        if (before == null) {
            received.add(note);
        } else if (before == life) {
            findings.add("received by " + user + ": " + note.id() + " came twice with one stanza-id");
        }
    }

    /** What it has got, each once. */
    Sequence received() {
        return received;
    }

    /** The ids by which it will look for what it has got in its archive. */
    Iterable<String> uids() {
        return lifeOfUid.keySet();
    }

    List<String> findings() {
        List<String> all = new ArrayList<>(received.findings());
        all.addAll(findings);
        return all;
    }
}
