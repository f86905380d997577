package im.godwit.core.auth;

import java.util.Optional;
import java.util.Set;

/** The channel bindings of the connection on which somebody authenticates (RFC 5056). */
public interface ChannelBinding {
    /** The types that are available; none without encryption. */
    Set<String> types();

    /** The data of one type. */
    Optional<byte[]> data(String type);
}
