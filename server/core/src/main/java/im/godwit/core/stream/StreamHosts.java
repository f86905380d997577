package im.godwit.core.stream;

import java.util.Optional;

/** Finds the host of a stream header's {@code to}. */
@FunctionalInterface
public interface StreamHosts {
    /** The host with accounts of this prepared domain name; none if this server does not serve it. */
    Optional<StreamHost> find(String domain);
}
