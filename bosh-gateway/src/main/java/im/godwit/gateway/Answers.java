package im.godwit.gateway;

import static im.godwit.gateway.BindingCondition.OTHER_REQUEST;

import im.godwit.core.transport.ServerHeader;
import im.godwit.gateway.BoshBody.Kind;
import im.godwit.gateway.ResponseBuffer.Payload;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** How old an answer must be to be reported as missed: it may still be on its way before. */
    private static final Duration REPORT_AFTER = Duration.ofSeconds(1);

    /** The largest value of the time attribute (§21), in milliseconds. */
    private static final long MAX_TIME = 65_535;

    private final String sid;
    private final SessionCreation creation;
    private final RequestWindow window;
    private final Activity activity;
    private final SessionStreams streams;
    private final Relay outbound;
    private Optional<Answer> missed = Optional.empty();
    private long released = Long.MIN_VALUE;
    private long safeFrom = Long.MIN_VALUE;

    Answers(
            String sid,
            SessionCreation creation,
            RequestWindow window,
            Activity activity,
            SessionStreams streams,
            Relay outbound) {
        this.sid = sid;
        this.creation = creation;
        this.window = window;
        this.activity = activity;
        this.streams = streams;
        this.outbound = outbound;
    }

    /** The client has the answers up to this one, and perhaps missed the next (XEP-0124 §9.2). */
    void acknowledged(long rid, long now) {
        window.acknowledged(rid);
        missed = window.answer(rid + 1).filter(answer -> now - answer.sent() >= REPORT_AFTER.toNanos());
    }

    /** Requests up to this one are not held any longer. */
    void release(long rid) {
        released = rid;
    }

    /** Answers the oldest request, if that can be done now (§8: in the order of rids). Whether it was. */
    boolean answerNext(long now) {
        Optional<BoshRequest> next = window.oldest().filter(request -> request.taken() && isDue(request, now));
        next.ifPresent(request -> answer(request, now));
        return next.isPresent();
    }

    /** When the oldest request must be looked at again, if nothing else happens before. */
    long nextLook(BoshRequest oldest, long now) {
        boolean speechless = now >= safeFrom || streams.speaker(oldest.rid()).isEmpty();
        return speechless ? oldest.answerBy() : Math.min(safeFrom, oldest.answerBy());
    }

    private boolean isDue(BoshRequest request, long now) {
        if (now >= request.answerBy()) {
            return true;
        }
        Optional<BoshStream> announced = streams.announcedBy(request);
        if (announced.isPresent()) {
            return announced.get().speaksTo(request.rid());
        }
        // §13: the end is told on the oldest connection, so none is let go while a stream ends
        boolean tooMany = window.held() > creation.terms().held() && !streams.any(BoshStream::isEnding);
        boolean inOrder = now >= safeFrom || window.hasReceived(request.rid() - 1);
        return tooMany
                || request.rid() <= released
                || missed.isPresent()
                || inOrder && streams.speaker(request.rid()).isPresent();
    }

    private void answer(BoshRequest request, long now) {
        Optional<BoshStream> speaker = request.kind() == Kind.PAUSE
                ? Optional.empty() // §10: no payload in the answer to a pause
                : streams.announcedBy(request).or(() -> streams.speaker(request.rid()));
        BodyWriter writer = attributes(request, speaker, now);
        List<Payload> payload = speaker.map(
                        stream -> and(stream.speak(), stream.farewell().content()))
                .orElse(List.of());
        byte[] body = writer.toBytes(payload);
        speaker.ifPresent(stream -> {
            streams.spoke(stream);
            if (stream.isClosing()) {
                stream.close();
            }
        });
        window.answered(new Answer(
                request.rid(),
                request.body().attribute("key"),
                request.kind() == Kind.PAUSE,
                now,
                body,
                speaker.map(stream -> new Answer.Content(stream, elements(payload)))));
        boolean overtakable = !payload.isEmpty() && window.held() > 0;
        safeFrom = overtakable ? now + OVERTAKING.toNanos() : now;
        activity.answered(payload.isEmpty());
        send(request.exchange(), body);
    }

    private BodyWriter attributes(BoshRequest request, Optional<BoshStream> speaker, long now) {
        BodyWriter writer = new BodyWriter();
        boolean first = request.kind() == Kind.CREATION;
        Optional<ServerHeader> header = speaker.flatMap(BoshStream::takeHeader);
        if (first || header.isPresent()) {
            writer.attribute("xmlns:xmpp", BoshBody.XBOSH);
        }
        if (first) {
            creation.write(sid, writer);
        } else if (window.last() != request.rid()) {
            writer.attribute("ack", window.last()); // §9.1: the highest rid, where that is news
        }
        header.ifPresent(present -> StreamOpening.write(present, writer));
        // §16.2, §16.3: the name is told once, and again where there are others; §16.4: only with something said
        boolean announced = streams.announcedBy(request).isPresent();
        speaker.filter(_ -> announced || streams.isMultiple())
                .ifPresent(stream -> writer.attribute("stream", stream.name()));
        speaker.filter(BoshStream::isClosing)
                .ifPresent(stream -> writer.terminating(stream.farewell().condition())); // §16.6
        missed.ifPresent(answer -> writer.attribute("report", answer.rid())
                .attribute("time", Math.min(MAX_TIME, (now - answer.sent()) / 1_000_000)));
        missed = Optional.empty();
        return writer;
    }

    /** Answers with a document that is there already. */
    void send(Exchange exchange, byte[] body) {
        outbound.add(() -> exchange.answer(200, creation.contentType(), body));
    }

    /** Answers one request with a terminal condition. */
    void refuse(Exchange exchange, BindingCondition condition) {
        int status = creation.terms().isLegacy() ? condition.legacyStatus() : 200;
        outbound.add(() -> exchange.answer(status, creation.contentType(), BodyWriter.terminate(condition)));
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

    /**
     * §13: says the end of the session on the oldest connection, and nothing on the others. These are answered first:
     * clients may drop all their connections once they know of the end, also those that they are reading from.
     *
     * @param last the stream that says it, with all that waits; none where the session ends by itself
     */
    void terminate(Farewell farewell, Optional<BoshStream> last) {
        List<BoshRequest> open = window.drain();
        open.stream().skip(1).forEach(other -> send(other.exchange(), new BodyWriter().toBytes(List.of())));
        open.stream().findFirst().ifPresent(oldest -> {
            BodyWriter writer = new BodyWriter();
            List<Payload> payload = and(last.map(BoshStream::takeOutput).orElse(List.of()), farewell.content());
            last.filter(_ -> streams.isMultiple() && !payload.isEmpty())
                    .ifPresent(stream -> writer.attribute("stream", stream.name()));
            send(oldest.exchange(), writer.terminating(farewell.condition()).toBytes(payload));
        });
    }

    private static List<Payload> and(List<Payload> stanzas, List<Payload> last) {
        return last.isEmpty()
                ? stanzas
                : Stream.concat(stanzas.stream(), last.stream()).toList();
    }

    /** The stanzas that the client may not have: those that wait, and those in answers that it never showed to have. */
    List<Element> undelivered(BoshStream stream) {
        List<Element> undelivered = new ArrayList<>(window.unreceived(stream));
        undelivered.addAll(elements(stream.takeOutput()));
        undelivered.removeIf(element -> !element.namespace().equals(Namespaces.CLIENT));
        return List.copyOf(undelivered);
    }

    private static List<Element> elements(List<Payload> payload) {
        return payload.stream().map(Payload::element).toList();
    }
}
