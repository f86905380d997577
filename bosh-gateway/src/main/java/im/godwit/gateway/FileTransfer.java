package im.godwit.gateway;

import im.godwit.http.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Sends a file, or one range of it (RFC 9110 §14): as fast as the client takes it, with one buffer in memory and no
 * thread that waits. Who asks for several ranges at once gets the whole file (§14.2).
 */
final class FileTransfer {
    private static final int BUFFER_SIZE = 32 * 1024;

    private final HttpAnswer.Stored stored;
    private final RouteAnswer answer;

    FileTransfer(HttpAnswer.Stored stored, RouteAnswer answer) {
        this.stored = stored;
        this.answer = answer;
    }

    void start() {
        long size;
        try {
            size = Files.size(stored.path());
        } catch (NoSuchFileException gone) {
            PlainAnswer.send(answer.response(), answer.callback(), 404, "There is nothing here.\n");
            return;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Response response = answer.response();
        stored.headers().forEach((name, value) -> response.getHeaders().add(name, value));
        response.getHeaders().put(HttpHeader.ACCEPT_RANGES, "bytes");
        answer.common();
        if (answer.isKnown(stored.headers().get("ETag"))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
            answer.callback().succeeded();
            return;
        }
        Optional<List<ByteRange>> wanted = wanted(size);
        if (wanted.filter(List::isEmpty).isPresent()) {
            response.setStatus(HttpStatus.RANGE_NOT_SATISFIABLE_416);
            response.getHeaders().put(HttpHeader.CONTENT_RANGE, ByteRange.toNonSatisfiableHeaderValue(size));
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
            answer.callback().succeeded();
            return;
        }
        Optional<ByteRange> range = wanted.filter(ranges -> ranges.size() == 1).map(List::getFirst);
        range.ifPresent(part -> response.getHeaders().put(HttpHeader.CONTENT_RANGE, part.toHeaderValue(size)));
        response.setStatus(range.isPresent() ? HttpStatus.PARTIAL_CONTENT_206 : HttpStatus.OK_200);
        send(
                range.map(ByteRange::first).orElse(0L),
                range.map(ByteRange::getLength).orElse(size));
    }

    /** The ranges that are asked for and that the file has; nothing at all where it is asked for as a whole. */
    private Optional<List<ByteRange>> wanted(long size) {
        Request request = answer.request();
        List<String> ranges = request.getHeaders().getValuesList(HttpHeader.RANGE);
        String unless = request.getHeaders().get(HttpHeader.IF_RANGE);
        boolean asked = request.getMethod().equals("GET")
                && ranges.size() == 1
                && ranges.getFirst().startsWith("bytes=")
                // §13.1.5: a strong comparison
                && (unless == null || unless.equals(stored.headers().get("ETag")));
        return asked ? Optional.of(ByteRange.parse(ranges, size)) : Optional.empty();
    }

    private void send(long from, long length) {
        Response response = answer.response();
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        if (answer.request().getMethod().equals("HEAD") || length == 0) {
            response.write(true, ByteBuffer.allocate(0), answer.callback());
            return;
        }
        ByteBufferPool pool = answer.request().getComponents().getByteBufferPool();
        ByteBufferPool.Sized buffers = new ByteBufferPool.Sized(pool, true, BUFFER_SIZE);
        Content.copy(Content.Source.from(buffers, stored.path(), from, length), response, answer.callback());
    }
}
