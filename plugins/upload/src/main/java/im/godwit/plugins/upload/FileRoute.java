package im.godwit.plugins.upload;

import im.godwit.http.HttpAddress;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRequest;
import im.godwit.plugins.upload.StoredFile.State;
import im.godwit.store.Token;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files over HTTP: one PUT for each slot, and then GET for whoever knows the address (§7). */
final class FileRoute implements HttpHandler {
    private final FileTable files;
    private final Shelf shelf;
    private final Sweep sweep;
    private final Clock clock;

    FileRoute(FileTable files, Shelf shelf, Sweep sweep, Clock clock) {
        this.files = files;
        this.shelf = shelf;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> find(request).map(this::give).orElseGet(FileRoute::nothing);
            case "PUT" -> find(request).map(file -> take(file, request)).orElseGet(FileRoute::nothing);
            default -> refusal(405, "Files are put and got here.").with("Allow", "GET, HEAD, PUT");
        };
    }

    private Optional<StoredFile> find(HttpRequest request) {
        List<String> path = request.path();
        return path.size() == 2
                ? files.find(path.getFirst()).filter(file -> file.filename().equals(path.getLast()))
                : Optional.empty();
    }

    private HttpAnswer give(StoredFile file) {
        if (file.state() != State.STORED || file.isGone(clock.instant())) {
            return nothing();
        }
        MediaType type = file.type().filter(MediaType::isInert).orElse(MediaType.BYTES);
        return new HttpAnswer.Stored(
                shelf.path(file.name()),
                Map.of(
                        "ETag",
                        '"' + file.name() + '"',
                        "Content-Type",
                        type.name(),
                        "Content-Disposition",
                        disposition(file, type),
                        // §9.1: nothing in it runs, whatever it is, and no page has it in a frame
                        "Content-Security-Policy",
                        "default-src 'none'; frame-ancestors 'none'; sandbox",
                        "Cache-Control",
                        "private, max-age=86400, immutable"));
    }

    private static String disposition(StoredFile file, MediaType type) {
        // RFC 6266 §4: the ending tells programs what to do with what has no type; RFC 8187 §3.2.1 escapes as URLs do
        return (type.isInert() ? "inline" : "attachment") + "; filename*=UTF-8''"
                + HttpAddress.segment(file.filename());
    }

    private HttpAnswer take(StoredFile file, HttpRequest request) {
        Instant now = clock.instant();
        if (request.parameter("token").filter(token -> isFor(file, token)).isEmpty()) {
            return refusal(403, "This address is not for uploading.");
        }
        if (file.state() != State.SLOT) {
            return refusal(409, "This address was used already.");
        }
        if (!file.putUntil().isAfter(now)) {
            return refusal(410, "This address is not good any more; ask for another one.");
        }
        Optional<HttpAnswer> wrong = mismatch(file, request);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        MediaType type = file.type().or(() -> type(request)).orElse(MediaType.BYTES);
        return files.begin(file, now)
                ? new HttpAnswer.Receive(content -> receive(file, type, content))
                : refusal(409, "This address was used already.");
    }

    private static boolean isFor(StoredFile file, String token) {
        return new Token(token).hash().equals(file.token());
    }

    /** §7: what comes must be what was announced. */
    private static Optional<HttpAnswer> mismatch(StoredFile file, HttpRequest request) {
        Optional<String> length = request.header("content-length");
        if (length.isEmpty()) {
            return Optional.of(refusal(411, "The length must be said."));
        }
        if (!length.get().equals(String.valueOf(file.size()))) {
            return Optional.of(refusal(400, "The slot is for " + file.size() + " bytes."));
        }
        MediaType type = type(request).orElse(MediaType.BYTES);
        return file.type().filter(announced -> !announced.equals(type)).isPresent()
                ? Optional.of(refusal(415, "The slot is for another type."))
                : Optional.empty();
    }

    private static Optional<MediaType> type(HttpRequest request) {
        return request.header("content-type").flatMap(MediaType::parse);
    }

    private HttpAnswer.Whole receive(StoredFile file, MediaType type, InputStream content) throws IOException {
        boolean kept = false;
        try {
            shelf.take(file.name(), file.size(), content);
            kept = files.complete(file, type);
        } finally {
            if (!kept) {
                sweep.remove(List.of(file.name()));
            }
        }
        // §7: 201 says that it can be got; an account may have gone meanwhile
        return kept ? HttpAnswer.empty(201) : refusal(410, "Nobody wants this any more.");
    }

    private static HttpAnswer.Whole nothing() {
        return refusal(404, "There is nothing here.");
    }

    private static HttpAnswer.Whole refusal(int status, String why) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", why + "\n");
    }
}
