package im.godwit.plugins.pubsub.websub;

import im.godwit.http.Endpoints;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.plugins.pubsub.http.Topic;
import im.godwit.plugins.pubsub.http.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes requests for subscriptions and their ends (§5), and has them verified. */
final class Hub implements HttpHandler {
    private static final String SELF = "The address of a topic is the link \"self\" of a page of items.";

    private final Topics topics;
    private final Verifier verifier;
    private final WebSubOptions options;
    private final Endpoints endpoints;
    private final Clock clock;

    Hub(Topics topics, Verifier verifier, WebSubOptions options, Clock clock) {
        this.topics = topics;
        this.verifier = verifier;
        this.options = options;
        this.endpoints = new Endpoints(options.loopback());
        this.clock = clock;
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        if (!request.path().isEmpty()) {
            return HubException.notFound("The hub is not here.").answer();
        }
        if (!request.method().equals("POST")) {
            return HttpAnswer.empty(405).with("Allow", "POST, OPTIONS");
        }
        Optional<Jid> requester = request.account().or(topics::anonymous);
        if (requester.isEmpty()) {
            return HttpAnswer.of(401, "text/plain; charset=utf-8", "This needs the password of an account.\n");
        }
        try {
            return taken(verification(HubRequest.of(request.body(), endpoints), requester.get()));
        } catch (HubException refused) {
            return refused.answer();
        }
    }

    private Verification verification(HubRequest request, Jid requester) {
        Topic topic = topics.at(request.topic()).orElseThrow(() -> HubException.notFound("No such topic. " + SELF));
        return switch (request.mode()) {
            case SUBSCRIBE -> new Verification.Subscribe(subscriber(request, topic, requester), lease(request));
            case UNSUBSCRIBE -> new Verification.Unsubscribe(new Subscriber.Key(topic, request.callback()));
        };
    }

    private Subscriber subscriber(HubRequest request, Topic topic, Jid requester) {
        Instant expires = clock.instant().plus(lease(request));
        return new Subscriber(topic, request.callback(), requester, request.secret(), expires, tag(requester, topic));
    }

    /** What the subscriber can get by itself until now; what comes later is sent to it. */
    private String tag(Jid requester, Topic topic) {
        try {
            return topics.read(requester, topic).tag();
        } catch (RefusedException missingOrHidden) {
            throw HubException.notFound("No such topic, or not for you. " + SELF);
        }
    }

    private Duration lease(HubRequest request) {
        Duration longest = options.longestLease();
        return request.lease().filter(lease -> lease.compareTo(longest) < 0).orElse(longest);
    }

    private HttpAnswer taken(Verification verification) {
        return verifier.take(verification)
                ? HttpAnswer.empty(202) // §5.2
                : HttpAnswer.empty(503).with("Retry-After", "60");
    }
}
