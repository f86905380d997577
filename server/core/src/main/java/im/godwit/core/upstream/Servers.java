package im.godwit.core.upstream;

import java.util.Optional;
import java.util.Set;

/**
 * The servers that the clients of a gateway may be connected to, and no others.
 *
 * @param usual that of all who name none
 * @param routes those that a client may name; where there are none, what clients name is ignored
 */
public record Servers(ServerAddress usual, Set<ServerAddress> routes) {
    public Servers {
        routes = Set.copyOf(routes);
    }

    /** The server for a client that names this route, if any (XEP-0124 §7.1); none where it may not. */
    Optional<ServerAddress> chosen(Optional<String> route) {
        Optional<String> named = route.filter(it -> !routes.isEmpty() && !it.isBlank());
        return named.isEmpty()
                ? Optional.of(usual)
                : named.flatMap(ServerAddress::ofRoute).filter(it -> it.equals(usual) || routes.contains(it));
    }
}
