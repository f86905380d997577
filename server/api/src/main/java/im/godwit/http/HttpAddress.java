package im.godwit.http;

import java.net.URI;

/**
 * Where the HTTP listeners are reached from outside, as the configuration says; provided by the core on every host of a
 * server that listens for HTTP.
 */
@FunctionalInterface
public interface HttpAddress {
    /**
     * The URL of a path, such as {@code https://chat.example.org/pubsub/news}.
     *
     * @param path begins with a slash; what needs escaping is escaped
     */
    URI resolve(String path);
}
