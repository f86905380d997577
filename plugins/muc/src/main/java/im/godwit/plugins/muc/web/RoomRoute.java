package im.godwit.plugins.muc.web;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Observing;
import im.godwit.plugins.muc.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The rooms of a service that are open to the world, over HTTP: which path shows what. */
public final class RoomRoute implements HttpHandler {
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_PAGE_DIGITS = 3;

    /** A room that is not open looks as one that does not exist. */
    private static final HttpAnswer.Whole NOTHING = words(404, "There is nothing here that anybody may read.\n");

    private final Jid service;
    private final Transcript transcript;
    private final Observing observing;
    private final Followers followers;

    public RoomRoute(Jid service, Transcript transcript, Observing observing, Followers followers) {
        this.service = service;
        this.transcript = transcript;
        this.observing = observing;
        this.followers = followers;
    }

    private static HttpAnswer.Whole words(int status, String words) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", words).with("Cache-Control", "no-store");
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        List<String> path = request.path();
        if (path.isEmpty() || path.size() > 2) {
            return NOTHING;
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return words(405, "Rooms can only be read here.\n").with("Allow", "GET, HEAD, OPTIONS");
        }
        try {
            return room(path.getFirst())
                    .map(room -> answer(request, room, path.size() == 1 ? "" : path.get(1)))
                    .orElse(NOTHING);
        } catch (RefusedException closed) {
            return NOTHING;
        }
    }

    private Optional<Jid> room(String name) {
        return Jid.tryParse(name + "@" + service)
                .filter(jid ->
                        jid.hasLocal() && !jid.isFull() && jid.domainJid().equals(service));
    }

    private HttpAnswer answer(HttpRequest request, Jid room, String part) {
        Observing.View view = observing.view(room);
        return switch (part) {
            case "" -> page(request, view);
            case "feed" -> feed(request, view);
            case "events" -> new HttpAnswer.Events(new RoomFeed(transcript, followers, room, last(request)));
            case "style.css" -> asset(RoomPage.STYLE, "text/css; charset=utf-8");
            case "live.js" -> asset(RoomPage.SCRIPT, "text/javascript; charset=utf-8");
            default -> NOTHING;
        };
    }

    private static Optional<String> last(HttpRequest request) {
        return request.header("last-event-id").filter(id -> !id.isEmpty()).or(() -> request.parameter("after"));
    }

    private HttpAnswer page(HttpRequest request, Observing.View view) {
        Optional<String> before = request.parameter("before");
        Transcript.Page page = transcript.before(view.room(), before, max(request));
        return fresh(RoomPage.of(view, page, before.isEmpty()), "text/html; charset=utf-8")
                .with("Content-Security-Policy", RoomPage.POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    private HttpAnswer feed(HttpRequest request, Observing.View view) {
        Optional<String> before = request.parameter("before");
        Transcript.Page page = transcript.before(view.room(), before, max(request));
        return fresh(RoomAtom.of(view, page, before), "application/atom+xml; charset=utf-8");
    }

    /** How many messages are wanted; what makes no sense is not asked for. */
    private static int max(HttpRequest request) {
        return request.parameter("max")
                .filter(text -> text.matches("[0-9]{1," + LARGEST_PAGE_DIGITS + "}"))
                .map(Integer::parseInt)
                .filter(max -> max > 0)
                .map(max -> Math.min(max, LARGEST_PAGE))
                .orElse(DEFAULT_PAGE);
    }

    private static HttpAnswer.Whole fresh(String content, String type) {
        return HttpAnswer.of(200, type, content).with("ETag", tag(content)).with("Cache-Control", "no-cache");
    }

    private static HttpAnswer asset(String content, String type) {
        return HttpAnswer.of(200, type, content).with("ETag", tag(content)).with("Cache-Control", "max-age=3600");
    }

    /** A strong validator: the content's hash. */
    private static String tag(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
