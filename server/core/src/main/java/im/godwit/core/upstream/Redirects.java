package im.godwit.core.upstream;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * Where a server sends a client on to (RFC 6120 §4.9.3.19). The gateway goes there in the client's place, which could
 * not by itself; who the server is, is verified there as here. For one thread.
 */
final class Redirects {
    private static final Name SEE_OTHER_HOST = new Name(Namespaces.STREAM_ERRORS, "see-other-host");

    /** RFC 6120 §4.9.3.19: after some redirects, two to five, it is given up. */
    private static final int LIMIT = 3;

    private int followed;

    /**
     * The host that a stream error names, to which the client goes on now; none where this is no redirect.
     *
     * @param from the server that sent it
     */
    Optional<ServerAddress> next(ServerAddress from, Element error) {
        if (followed == LIMIT) {
            return Optional.empty();
        }
        Optional<ServerAddress> other = error.child(SEE_OTHER_HOST).flatMap(host -> from.other(host.text()));
        if (other.isPresent()) {
            followed++;
        }
        return other;
    }

    /** Whether the client went on from the server where it began. */
    boolean any() {
        return followed > 0;
    }
}
