package im.godwit.core.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What plugins of one host offer each other: services, one of a kind, and contributions, many of a kind. */
final class Services {
    private record Offer(String plugin, Object service) {}

    private final Map<Class<?>, Offer> services = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Object>> contributions = new ConcurrentHashMap<>();

    <T> Runnable provide(String plugin, Class<T> kind, T service) {
        Offer present = services.putIfAbsent(kind, new Offer(plugin, service));
        if (present != null) {
            throw new IllegalStateException("plugins \"" + present.plugin() + "\" and \"" + plugin + "\" both provide "
                    + kind.getSimpleName() + "; disable one of them");
        }
        return () -> services.remove(kind);
    }

    <T> Optional<T> find(Class<T> kind) {
        return Optional.ofNullable(services.get(kind)).map(offer -> kind.cast(offer.service()));
    }

    <T> Runnable contribute(Class<T> point, T contribution) {
        List<Object> all = contributions.computeIfAbsent(point, p -> new CopyOnWriteArrayList<>());
        all.add(contribution);
        return () -> all.remove(contribution);
    }

    <T> List<T> contributions(Class<T> point) {
        return contributions.getOrDefault(point, List.of()).stream()
                .map(point::cast)
                .toList();
    }
}
