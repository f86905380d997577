package im.godwit.gateway;

import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads the content of one request, a bounded one, as it comes; no thread waits for it. */
final class BodyReader implements Invocable.Task {
    /** Enough for most requests; a larger Content-Length is believed only as the bytes come. */
    private static final int FIRST_SIZE = 4096;

    private final Request request;
    private final int limit;
    private final Outcome outcome;
    private byte[] bytes;
    private int length;

    /** What becomes of the content; one call. */
    interface Outcome {
        /** All is there. */
        void complete(byte[] content);

        /** There is more than the limit. */
        void tooLarge();

        /** The client went away or is too slow. */
        void failed(Throwable failure);
    }

    BodyReader(Request request, int limit, Outcome outcome) {
        this.request = request;
        this.limit = limit;
        this.outcome = outcome;
        long announced = request.getLength();
        bytes = new byte[announced < 0 ? FIRST_SIZE : (int) Math.min(announced, FIRST_SIZE)];
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
        if (request.getLength() > limit) {
            outcome.tooLarge();
            return;
        }
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                outcome.failed(chunk.getFailure());
                return;
            }
            boolean fits = take(chunk);
            boolean last = chunk.isLast();
            chunk.release();
            if (!fits) {
                outcome.tooLarge();
                return;
            }
            if (last) {
                outcome.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int more = chunk.remaining();
        if (more > limit - length) {
            return false;
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(bytes.length * 2, length + more)));
        }
        chunk.getByteBuffer().get(bytes, length, more);
        length += more;
        return true;
    }
}
