package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.ITEM_NOT_FOUND;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The streams of one session by their names (XEP-0124 §16). Guarded by the session's lock, except {@link #all}, which
 * any thread may call.
 */
final class SessionStreams {
    /** How many names of streams that are over are known: the client may not have heard yet. */
    private static final int CLOSED_NAMES = 16;

    private final List<BoshStream> streams = new CopyOnWriteArrayList<>();
    private final ArrayDeque<String> closed = new ArrayDeque<>(0);
    private boolean multiple;
    private int turn;

    void add(BoshStream stream) {
        multiple |= !streams.isEmpty();
        streams.stream().filter(BoshStream::isClosed).forEach(this::forget);
        streams.add(stream);
    }

    private void forget(BoshStream stream) {
        streams.remove(stream);
        if (closed.size() == CLOSED_NAMES) {
            closed.remove();
        }
        closed.add(stream.name());
    }

    /** All that may still have something to do. */
    List<BoshStream> all() {
        return streams;
    }

    /** Those whose end the client does not know. */
    Stream<BoshStream> remaining() {
        return streams.stream().filter(stream -> !stream.isClosed());
    }

    /** Whether any of those is like this. */
    boolean any(Predicate<BoshStream> what) {
        for (BoshStream stream : streams) {
            if (!stream.isClosed() && what.test(stream)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there ever was more than one, so that names have to be given (§16.4). */
    boolean isMultiple() {
        return multiple;
    }

    /** The stream, where the session never had another. */
    Optional<BoshStream> only() {
        return multiple ? Optional.empty() : streams.stream().findFirst();
    }

    /** The last stream, if it is about to end. */
    Optional<BoshStream> lastClosing() {
        return any(BoshStream::isClosing) && remaining().count() == 1
                ? remaining().findFirst()
                : Optional.empty();
    }

    /**
     * Those that a request is for: the one that it names, or all (§16.4).
     *
     * @throws BindingException {@code item-not-found} for a name that no stream has or had lately
     */
    List<BoshStream> addressed(BoshBody body) {
        Optional<String> name = body.attribute("stream");
        if (name.isEmpty()) {
            return streams;
        }
        List<BoshStream> named =
                streams.stream().filter(s -> s.name().equals(name.get())).toList();
        if (named.isEmpty() && !closed.contains(name.get())) {
            throw new BindingException(ITEM_NOT_FOUND, "no such stream");
        }
        return named;
    }

    /** The stream that the answer to a request has to name first of all. */
    Optional<BoshStream> announcedBy(BoshRequest request) {
        return switch (request.kind()) {
            case CREATION, OPENING ->
                streams.stream().filter(s -> s.isAnnouncedBy(request)).findFirst();
            case RESTART, PAUSE, TERMINATION, EXCHANGE -> Optional.empty();
        };
    }

    /** The stream whose turn it is to speak in the answer to a request. */
    Optional<BoshStream> speaker(long rid) {
        int size = streams.size();
        for (int i = 1; i <= size; i++) {
            BoshStream stream = streams.get((turn + i) % size);
            if (stream.speaksTo(rid)) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }

    /** The stream spoke: it is others' turn. */
    void spoke(BoshStream stream) {
        turn = streams.indexOf(stream);
    }

    /** When one of them must be looked at. The end of one waits as long as another goes on. */
    OptionalLong deadline() {
        if (!any(stream -> stream.isEnding() || stream.isClosing())) {
            return OptionalLong.empty();
        }
        boolean over = !any(stream -> !stream.isClosing());
        return remaining()
                .filter(stream -> over || stream.isEnding())
                .flatMapToLong(stream -> stream.deadline().stream())
                .min();
    }

    /** Whether all are over and the client does not ask. */
    boolean areForsaken(long now) {
        return !any(stream -> !stream.isForsaken(now));
    }
}
