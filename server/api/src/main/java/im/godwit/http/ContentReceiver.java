package im.godwit.http;

import java.io.IOException;
import java.io.InputStream;

/** Takes the content of a request as it comes, so that it need not fit into memory. */
@FunctionalInterface
public interface ContentReceiver {
    /**
     * Reads the content and answers. Called once, on the virtual thread of the request; may block, and the client is
     * read no faster than this reads.
     *
     * @param content ends where the content ends; throws if the client goes away before, or is too slow
     * @throws IOException what {@code content} throws, after all was undone that this did
     */
    HttpAnswer.Whole receive(InputStream content) throws IOException;
}
