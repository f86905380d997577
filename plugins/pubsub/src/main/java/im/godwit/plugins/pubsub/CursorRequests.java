package im.godwit.plugins.pubsub;

import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Cursors;
import im.godwit.plugins.pubsub.engine.Cursors.Confirmation;
import im.godwit.plugins.pubsub.engine.Cursors.Start;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads and confirms for durable subscriptions: our own protocol, described in {@code docs/pubsub.md}. */
final class CursorRequests {
    /** The namespace, and the feature to advertise. */
    static final String NAMESPACE = "urn:godwit:pubsub:cursor:0";

    private final Host host;
    private final Cursors cursors;
    private final EventXml events;
    private final XmlBinding.Gate gate;

    CursorRequests(Host host, Cursors cursors, EventXml events, XmlBinding.Gate gate) {
        this.host = host;
        this.cursors = cursors;
        this.events = events;
        this.gate = gate;
    }

    void register(Host.At advertised, Host.At... places) {
        on("open", this::open, places);
        on("confirm", this::confirm, places);
        on("close", this::close, places);
        host.on(
                Event.SessionUnbound.class,
                event -> cursors.gone(event.session().jid()));
        host.feature(NAMESPACE, advertised);
    }

    private void on(String request, IqHandler handler, Host.At... places) {
        IqHandler guarded = iq -> {
            gate.check(iq);
            Result result = Errors.translated(() -> handler.handle(iq));
            gate.done(iq);
            return result;
        };
        host.onSet(new Name(NAMESPACE, request), guarded, places);
    }

    private Result open(IqRequest request) {
        Element open = request.payload();
        Confirmation confirmation = confirmation(request);
        Courier courier = new Courier(host, events, request);
        Cursors.Opened opened =
                cursors.open(request.from(), node(request), subid(open), start(open), confirmation, courier);
        Element answer = Element.builder(NAMESPACE, "opened")
                .attribute("node", open.attribute("node"))
                .attribute("subid", opened.subid())
                .attribute("position", opened.position())
                .attribute("gap", opened.gap() ? Optional.of("true") : Optional.empty())
                .build();
        return Result.of(answer).then(opened.begin());
    }

    static NodeAddress node(IqRequest request) {
        return request.payload()
                .attribute("node")
                .filter(name -> !name.isEmpty())
                .map(name -> new NodeAddress(request.to(), name))
                .orElseThrow(Errors::nodeRequired);
    }

    static Optional<String> subid(Element request) {
        return request.attribute("subid").filter(subid -> !subid.isEmpty());
    }

    private static Confirmation confirmation(IqRequest request) {
        return switch (request.payload().attribute("confirm").orElse("reader")) {
            case "reader" -> Confirmation.READER;
            case "stream" -> {
                if (request.session().isEmpty()) {
                    throw Condition.NOT_ACCEPTABLE
                            .error("what a stream of another server acknowledges is not known here")
                            .thrown();
                }
                yield Confirmation.STREAM;
            }
            default -> throw Errors.badRequest("confirm is reader or stream");
        };
    }

    private static Start start(Element open) {
        Optional<String> after = open.attribute("after");
        Optional<String> since = open.attribute("since");
        if (after.isPresent() && since.isPresent()) {
            throw Errors.badRequest("after and since do not go together");
        }
        return after.<Start>map(Start.After::new)
                .or(() -> since.map(CursorRequests::time).map(Start.Since::new))
                .orElseGet(Start.Confirmed::new);
    }

    /** XEP-0082 §3.2: a year has four digits; one with a sign may have more, and is more than can be kept. */
    private static Instant time(String text) {
        try {
            if (!text.startsWith("+") && !text.startsWith("-")) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException notATime) {
            // falls through: the same answer
        }
        throw Errors.badRequest("a time is written as in 2010-06-07T00:00:00Z");
    }

    private Result confirm(IqRequest request) {
        Element confirm = request.payload();
        String id = confirm.attribute("id").orElseThrow(() -> Errors.badRequest("an entry is confirmed by its id"));
        return Result.empty().then(cursors.confirm(request.from(), node(request), subid(confirm), id));
    }

    private Result close(IqRequest request) {
        cursors.close(request.from(), node(request), subid(request.payload()));
        return Result.empty();
    }
}
