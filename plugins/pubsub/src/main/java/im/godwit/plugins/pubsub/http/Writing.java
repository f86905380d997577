package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.RefusedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Publishes and retracts, creates and deletes. What is answered is durable. */
final class Writing {
    private final PubSub pubsub;
    private final PayloadReader payloads;

    Writing(PubSub pubsub, PayloadReader payloads) {
        this.pubsub = pubsub;
        this.payloads = payloads;
    }

    /** Publishes an item whose name the server chooses. */
    HttpAnswer post(Call call) {
        String id = publish(call, Optional.empty());
        return created(id).with("Location", "items/" + encoded(id)); // relative to the node's items
    }

    /** Publishes an item of this name, in place of an older one. */
    HttpAnswer put(Call call) {
        boolean isThere = isThere(call);
        String id = publish(call, Optional.of(call.item()));
        return isThere ? named(200, id) : created(id).with("Location", encoded(id));
    }

    private String publish(Call call, Optional<String> id) {
        Draft draft = new Draft(id, Optional.of(payloads.read(call.http())));
        return done(
                        call,
                        () -> pubsub.publishing()
                                .publish(call.requester(), call.node(), List.of(draft), Preconditions.NONE))
                .getFirst();
    }

    /** Only for the status: who may publish but not read learns nothing by it. */
    private boolean isThere(Call call) {
        try {
            pubsub.retrieval().item(call.requester(), call.node(), call.item());
            return true;
        } catch (RefusedException noneOrNotTheirs) {
            return false;
        }
    }

    private static HttpAnswer.Whole created(String id) {
        return named(201, id);
    }

    private static HttpAnswer.Whole named(int status, String id) {
        String json = Json.text(generator -> {
            generator.writeStartObject();
            generator.writeStringField("id", id);
            generator.writeEndObject();
        });
        return HttpAnswer.of(status, "application/json", json);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Retracts an item; subscribers are told. */
    HttpAnswer retract(Call call) {
        done(call, () -> pubsub.publishing().retract(call.requester(), call.node(), List.of(call.item()), true));
        return HttpAnswer.empty(204);
    }

    /** Creates a node with the default configuration. */
    HttpAnswer create(Call call) {
        done(call, () -> pubsub.management().create(call.requester(), call.node(), UnaryOperator.identity()));
        return HttpAnswer.empty(201);
    }

    /** Deletes a node. */
    HttpAnswer delete(Call call) {
        done(call, () -> pubsub.management().delete(call.requester(), call.node(), Optional.empty()));
        return HttpAnswer.empty(204);
    }

    /** Does it and tells subscribers before the answer, so that nobody publishes faster than they can be told. */
    private <T> T done(Call call, Supplier<Outcome<T>> request) {
        try {
            Outcome<T> outcome = request.get();
            outcome.delivery().run();
            return outcome.value();
        } catch (RefusedException refused) {
            throw refused.refusal() == Reason.FORBIDDEN ? hidden(call, refused) : refused;
        }
    }

    /** To who may not know of the node, the refusal is the same as if there were none. */
    private RefusedException hidden(Call call, RefusedException refused) {
        try {
            pubsub.following().require(call.requester(), call.node());
            return refused;
        } catch (RefusedException unseen) {
            return unseen;
        }
    }
}
