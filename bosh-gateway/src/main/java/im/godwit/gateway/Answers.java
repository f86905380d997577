package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.OTHER_REQUEST;

import im.godwit.core.transport.ServerHeader;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a session says to its client: which request is answered when, with what. Guarded by its session's lock; the
 * answers themselves leave by a relay, without it.
 */
final class Answers {
    /**
     * How long an answer with stanzas waits for the one before it where both requests are open: it may be slower on its
     * own connection. Browsers hand up answers as they come, so the order of stanzas hangs on it.
     */
    private static final Duration OVERTAKING = Duration.ofMillis(20);

    private final String sid;
    private final SessionCreation creation;
    private final RequestWindow window;
    private final Activity activity;
    private final ResponseBuffer buffer;
    private final Relay outbound;
    private Optional<ServerHeader> unsentHeader = Optional.empty();
    private boolean opened;
    private long safeFrom = Long.MIN_VALUE;

    Answers(
            String sid,
            SessionCreation creation,
            RequestWindow window,
            Activity activity,
            ResponseBuffer buffer,
            Relay outbound) {
        this.sid = sid;
        this.creation = creation;
        this.window = window;
        this.activity = activity;
        this.buffer = buffer;
        this.outbound = outbound;
    }

    /** The stream tells its header; that of a restart brings nothing that the client does not have. */
    void open(ServerHeader header) {
        if (!opened) {
            opened = true;
            unsentHeader = Optional.of(header);
        }
    }

    /** Answers what can be answered now, in the order of rids (XEP-0124 §8). */
    void settle(long now) {
        for (Optional<BoshRequest> next = due(now); next.isPresent(); next = due(now)) {
            answer(next.get(), now);
        }
    }

    /** When the oldest request must be looked at again, if nothing else happens before. */
    long nextLook(BoshRequest oldest, long now) {
        return buffer.isEmpty() || now >= safeFrom ? oldest.answerBy() : Math.min(safeFrom, oldest.answerBy());
    }

    private Optional<BoshRequest> due(long now) {
        return window.oldest().filter(request -> {
            boolean tooMany = window.held() > creation.terms().held() && !creation.isOf(request.body());
            boolean inOrder = now >= safeFrom || window.hasReceived(request.rid() - 1);
            return request.taken() && (tooMany || !buffer.isEmpty() && inOrder || now >= request.answerBy());
        });
    }

    private void answer(BoshRequest request, long now) {
        List<Payload> payload = buffer.take();
        byte[] body = attributes(request).map(w -> w.toBytes(payload)).orElseGet(() -> BodyWriter.plain(payload));
        List<Element> elements = payload.stream().map(Payload::element).toList();
        window.answered(new Answer(request.rid(), request.body().attribute("key"), body, elements));
        boolean overtakable = !payload.isEmpty() && window.held() > 0;
        safeFrom = overtakable ? now + OVERTAKING.toNanos() : now;
        activity.answered(payload.isEmpty());
        send(request.exchange(), body);
    }

    private Optional<BodyWriter> attributes(BoshRequest request) {
        Optional<ServerHeader> header = unsentHeader;
        unsentHeader = Optional.empty();
        if (creation.isOf(request.body())) {
            return Optional.of(creation.answer(sid, header));
        }
        Optional<BodyWriter> late = header.map(SessionCreation::late);
        if (window.last() == request.rid()) {
            return late;
        }
        // §9.1: the highest rid, where that is news
        return Optional.of(late.orElseGet(BodyWriter::new).attribute("ack", window.last()));
    }

    /** Answers with a document that is there already. */
    void send(Exchange exchange, byte[] body) {
        outbound.add(() -> exchange.answer(200, body));
    }

    /** Answers one request with a terminal condition. */
    void refuse(Exchange exchange, BindingCondition condition) {
        int status = creation.terms().isLegacy() ? condition.legacyStatus() : 200;
        outbound.add(() -> exchange.answer(status, BodyWriter.terminate(Optional.of(condition), List.of())));
    }

    /** Answers all requests with a terminal condition. */
    void refuseAll(BindingCondition condition) {
        window.drain().forEach(request -> refuse(request.exchange(), condition));
    }

    /** One request broke the rules: it gets the condition, the others learn that it was not they. */
    void refuseAllFor(Exchange culprit, BindingCondition condition) {
        Collection<BoshRequest> open = window.drain();
        open.removeIf(request -> request.exchange() == culprit);
        refuse(culprit, condition);
        open.forEach(request -> refuse(request.exchange(), OTHER_REQUEST));
    }

    /** §13: says the end on the oldest connection, with all that waits, and nothing on the others. */
    void terminate(Optional<BindingCondition> condition) {
        boolean first = true;
        for (BoshRequest request : window.drain()) {
            send(
                    request.exchange(),
                    first ? BodyWriter.terminate(condition, buffer.take()) : BodyWriter.plain(List.of()));
            first = false;
        }
    }

    /** The stanzas that the client may not have: those that wait, and those in answers that it never showed to have. */
    List<Element> undelivered() {
        List<Element> undelivered = new ArrayList<>(window.unreceived());
        buffer.take().forEach(payload -> undelivered.add(payload.element()));
        undelivered.removeIf(element -> !element.namespace().equals(Namespaces.CLIENT));
        return List.copyOf(undelivered);
    }
}
