package im.godwit.core.stream;

import java.util.Optional;

/** Finds the component domain of a stream header's {@code to} (XEP-0114 §3). */
@FunctionalInterface
public interface ComponentHosts {
    /** The component of this prepared domain name; none if none is configured. */
    Optional<ComponentHost> find(String domain);
}
