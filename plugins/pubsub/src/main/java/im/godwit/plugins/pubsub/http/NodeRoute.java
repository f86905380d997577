package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.service.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The nodes of a service over HTTP: which path and method does what. */
public final class NodeRoute implements HttpHandler {
    /** Whoever comes without a password: an address that nobody can have (RFC 6761 §6.4). */
    public static final Jid ANYBODY = Jid.ofDomain("anonymous.invalid");

    private final Jid service;
    private final Optional<Jid> anonymous;
    private final Reading reading;
    private final Writing writing;

    private final Topics topics;

    /**
     * Makes a route.
     *
     * @param host of the service
     * @param anonymous as whom somebody reads who shows no password; none where they may not
     */
    public NodeRoute(PubSub pubsub, Documents documents, Host host, Optional<Jid> anonymous) {
        this.service = host.domain();
        this.anonymous = anonymous;
        Hubs hubs = new Hubs(host);
        Pages pages = new Pages(pubsub.retrieval(), hubs);
        topics = new Topics(pages, hubs, pubsub.following(), anonymous);
        reading = new Reading(pages, pubsub.retrieval(), pubsub.following());
        writing = new Writing(pubsub, new PayloadReader(documents));
    }

    /** What paths begin with that this answers. */
    public String prefix() {
        return Hubs.prefix(service);
    }

    /** The nodes as topics of WebSub. */
    public Topics topics() {
        return topics;
    }

    @FunctionalInterface
    private interface Action {
        HttpAnswer perform(Call call);
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        Map<String, Action> actions = actions(request.path());
        if (actions.isEmpty()) {
            return Problem.NOT_FOUND.answer();
        }
        Action action = actions.get(request.method().equals("HEAD") ? "GET" : request.method());
        if (action == null) {
            return Problem.METHOD.answer().with("Allow", allowed(actions));
        }
        Optional<Jid> requester = request.account().or(() -> reads(request) ? anonymous : Optional.empty());
        if (requester.isEmpty()) {
            return Problem.PASSWORD.answer();
        }
        Call call = new Call(
                request,
                requester.get(),
                new NodeAddress(service, request.path().getFirst()));
        try {
            return action.perform(call);
        } catch (RefusedException refused) {
            Problem problem = Problem.of(refused.refusal());
            // who may not, but could perhaps with a password, is asked for one
            return (problem == Problem.FORBIDDEN && request.account().isEmpty() ? Problem.PASSWORD : problem).answer();
        } catch (ProblemException problem) {
            return problem.answer();
        }
    }

    private static boolean reads(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** What there is at a path, by method; nothing where there is no such path. */
    private Map<String, Action> actions(List<String> path) {
        String kind = path.size() > 1 ? path.get(1) : "";
        return switch (path.size()) {
            case 1 -> Map.of("PUT", writing::create, "DELETE", writing::delete);
            case 2 ->
                switch (kind) {
                    case "items" -> Map.of("GET", reading::items, "POST", writing::post);
                    case "events" -> Map.of("GET", reading::events);
                    default -> Map.of();
                };
            case 3 ->
                kind.equals("items")
                        ? Map.of("GET", reading::item, "PUT", writing::put, "DELETE", writing::retract)
                        : Map.of();
            default -> Map.of();
        };
    }

    private static String allowed(Map<String, Action> actions) {
        String methods = String.join(", ", new TreeSet<>(actions.keySet()));
        return methods.replace("GET", "GET, HEAD") + ", OPTIONS";
    }
}
