package im.godwit.gateway;

import im.godwit.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests of one session by their rids (XEP-0124 §14): which have come, which wait for an earlier one, which wait
 * for their answer, and the answers that may be asked for again. Bounded by a small multiple of its size. Guarded by
 * its session's lock.
 */
final class RequestWindow {
    /** How many times its size of answers is kept at the most, whatever the client has not acknowledged. */
    private static final int MOST_ANSWERS = 4;

    private final int size;
    private final boolean acknowledging;
    /** Came, but one before it did not. */
    private final List<BoshRequest> early = new ArrayList<>(2);
    /** In the order of rids, without an answer. */
    private final ArrayDeque<BoshRequest> unanswered = new ArrayDeque<>(4);
    /** The last answers, oldest first. */
    private final ArrayDeque<Answer> answers = new ArrayDeque<>(4);
    /** The highest rid that came along with all before it. */
    private long last;
    /** The highest rid whose answer surely reached the client. */
    private long received;

    /**
     * @param size how many requests the client may have open
     * @param first the rid of the request that made the session
     * @param acknowledging whether the client tells which answers it has (§9.2)
     */
    RequestWindow(int size, long first, boolean acknowledging) {
        this.size = size;
        this.acknowledging = acknowledging;
        last = first - 1;
        received = first - 1;
    }

    /** Where a rid falls. */
    sealed interface Place {
        /** A new request. */
        record New() implements Place {}

        /** A repetition of a request that has no answer yet. */
        record Repeated(BoshRequest request) implements Place {}

        /** A repetition of a request that was answered. */
        record Answered(Answer answer) implements Place {}

        /** Too high, or so low that its answer is forgotten. */
        record Outside() implements Place {}
    }

    /** Tells what a request is by its rid. Some may be one beyond the window (§11). */
    Place place(BoshBody body) {
        long rid = body.rid();
        // §14.2: the window follows the last rid that came in order
        if (rid > last + size + (body.mayExceed() ? 1 : 0)) {
            return new Place.Outside();
        }
        for (BoshRequest request : rid > last ? early : unanswered) {
            if (request.rid() == rid) {
                return new Place.Repeated(request);
            }
        }
        if (rid > last) {
            return new Place.New();
        }
        return answer(rid).<Place>map(Place.Answered::new).orElseGet(Place.Outside::new);
    }

    /** Takes in a new request and returns those that are now in order, lowest rid first. */
    List<BoshRequest> add(BoshRequest request) {
        if (request.rid() != last + 1) {
            early.add(request);
            return List.of();
        }
        if (early.isEmpty()) {
            advance(request);
            return List.of(request);
        }
        List<BoshRequest> ready = new ArrayList<>(size);
        Optional<BoshRequest> next = Optional.of(request);
        while (next.isPresent()) {
            advance(next.get());
            ready.add(next.get());
            next = early.stream().filter(r -> r.rid() == last + 1).findFirst();
            next.ifPresent(early::remove);
        }
        return ready;
    }

    private void advance(BoshRequest request) {
        last = request.rid();
        unanswered.add(request);
        if (!acknowledging) {
            // the client may not open this one before it has the answer that lies a whole window back
            received = Math.max(received, last - size - (request.body().mayExceed() ? 1 : 0));
        }
    }

    /** The highest rid that came along with all before it. */
    long last() {
        return last;
    }

    /** How many requests have no answer yet. */
    int open() {
        return unanswered.size() + early.size();
    }

    /** How many requests, in order, have no answer yet. */
    int held() {
        return unanswered.size();
    }

    /** The request to answer next. */
    Optional<BoshRequest> oldest() {
        return Optional.ofNullable(unanswered.peek());
    }

    /** Keeps the answer of the oldest request, and forgets those that are too old (§14.3). */
    void answered(Answer answer) {
        unanswered.remove();
        answers.add(answer);
        while (isOneTooMany()) {
            answers.remove();
        }
    }

    // §14.3: as many as requests may be open, not counting those of pauses, or all that are not acknowledged
    private boolean isOneTooMany() {
        if (answers.size() > MOST_ANSWERS * size) {
            return true;
        }
        boolean needed = acknowledging && answers.peek().rid() > received;
        return !needed && answers.stream().filter(a -> !a.ofPause()).count() > size;
    }

    /** The answer to a request, if it was given and is kept. */
    Optional<Answer> answer(long rid) {
        return answers.stream().filter(answer -> answer.rid() == rid).findFirst();
    }

    /** The client says that it has the answers up to this one (§9.2). */
    void acknowledged(long rid) {
        received = Math.max(received, Math.min(rid, last));
    }

    /** Whether the client surely has the answer to this rid. */
    boolean hasReceived(long rid) {
        return rid <= received;
    }

    /** Takes out all requests without an answer, lowest rid first. */
    List<BoshRequest> drain() {
        List<BoshRequest> open = new ArrayList<>(unanswered);
        open.addAll(early);
        unanswered.clear();
        early.clear();
        return open;
    }

    /** What a stream said in answers of which the client has not shown that it has them. */
    List<Element> unreceived(BoshStream stream) {
        return answers.stream()
                .filter(answer -> answer.rid() > received)
                .flatMap(answer -> answer.content().stream())
                .filter(content -> content.stream() == stream)
                .flatMap(content -> content.elements().stream())
                .toList();
    }
}
