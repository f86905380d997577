package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards requests to their managing entities, and the answers to who asked (§4.3). Nobody waits: what a client sends
 * next may be answered first (§9).
 */
final class Forwarding {
    private static final Logger log = LoggerFactory.getLogger(Forwarding.class);

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** Requests that are not answered yet. */
    private static final int MAX_UNANSWERED = 10_000;

    private final Host host;
    private final Choice choice;
    private final AtomicInteger unanswered = new AtomicInteger();

    Forwarding(Host host, Choice choice) {
        this.host = host;
        this.choice = choice;
    }

    Verdict incoming(Passage<? extends Iq> passage) {
        Optional<Jid> component = choice.managing(passage);
        if (component.isEmpty()) {
            return Verdict.pass();
        }
        if (unanswered.get() >= MAX_UNANSWERED) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("too many requests wait for their answers")
                    .thrown();
        }
        unanswered.incrementAndGet();
        host.request(envelope(passage.stanza(), component.get()), TIMEOUT, answer -> {
            unanswered.decrementAndGet();
            answer(passage, component.get(), answer);
        });
        return Verdict.done();
    }

    private Iq envelope(Iq request, Jid component) {
        Element forwarded =
                Element.builder(Vocabulary.FORWARDED).add(request.element()).build();
        return Iq.of(Iq.builder(Iq.Type.SET, host.newId())
                .attribute("from", host.domain().toString())
                .attribute("to", component.toString())
                .add(Element.builder(Vocabulary.DELEGATION).add(forwarded).build())
                .build());
    }

    /** Where the entity is not there, refuses, is silent or answers something else: service-unavailable. */
    private void answer(Passage<? extends Iq> passage, Jid component, Optional<Iq> answer) {
        Iq request = passage.stanza();
        Optional<Iq> result = answer.flatMap(found -> result(request, passage.account(), found));
        if (result.isEmpty()) {
            log.atDebug().addKeyValue("jid", component).log("A delegated request was not answered as it must be");
        }
        Stanza reply = result.map(Stanza.class::cast)
                .orElseGet(() -> request.errorReply(Condition.SERVICE_UNAVAILABLE.error()));
        passage.session().ifPresentOrElse(session -> session.send(reply), () -> host.send(reply));
    }

    /** §4.3: what is forwarded must be the result of this request, to who asked and from who was asked. */
    private static Optional<Iq> result(Iq request, Jid asked, Iq answer) {
        return Optional.of(answer)
                .filter(iq -> iq.type() == Iq.Type.RESULT)
                .flatMap(Iq::payload)
                .filter(payload -> payload.is(Vocabulary.DELEGATION))
                .flatMap(delegation -> delegation.child(Vocabulary.FORWARDED))
                .flatMap(forwarded -> forwarded.child(Iq.NAME))
                .flatMap(Forwarding::read)
                .filter(result -> result.type() == Iq.Type.RESULT
                        && result.id().equals(request.id())
                        && result.to().equals(request.from())
                        && result.from().map(asked::equals).orElse(true)) // the examples of §7.2.4 have none
                .map(result -> request.resultReply(result.payload()));
    }

    private static Optional<Iq> read(Element iq) {
        try {
            return Optional.of(Iq.of(iq));
        } catch (StanzaException malformed) {
            return Optional.empty();
        }
    }
}
