package im.godwit.core.host;

import im.godwit.plugin.Host.At;
import im.godwit.plugin.Identity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What plugins said that a domain and its accounts can do; read by service discovery, so that it cannot lie. */
final class Advertised {
    private record Feature(String var, At where) {}

    private record Presented(Identity identity, At where) {}

    private final List<Feature> features = new CopyOnWriteArrayList<>();
    private final List<Presented> identities = new CopyOnWriteArrayList<>();

    Runnable feature(String var, At where) {
        Feature feature = new Feature(var, where);
        features.add(feature);
        return () -> features.remove(feature);
    }

    Runnable identity(Identity identity, At where) {
        Presented presented = new Presented(identity, where);
        identities.add(presented);
        return () -> identities.remove(presented);
    }

    Set<String> features(At where) {
        return features.stream()
                .filter(f -> f.where() == where)
                .map(Feature::var)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<Identity> identities(At where) {
        return identities.stream()
                .filter(p -> p.where() == where)
                .map(Presented::identity)
                .distinct()
                .toList();
    }
}
