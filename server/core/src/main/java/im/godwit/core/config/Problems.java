package im.godwit.core.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a configuration, so that all of it is told at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    void add(ConfigOrigin origin, String problem) {
        lines.add(place(origin) + ": " + problem);
    }

    void unknownKey(ConfigOrigin origin, String key, Collection<String> known) {
        String advice = nearest(key, known)
                .map(candidate -> "did you mean \"" + candidate + "\"?")
                .orElse("known here: " + String.join(", ", known));
        add(origin, "there is no option \"" + key + "\"; " + advice);
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigurationException(lines);
        }
    }

    static String place(ConfigOrigin origin) {
        String file = Optional.ofNullable(origin.filename())
                .map(name -> Path.of(name).toString())
                .orElse(origin.description());
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }

    /** The known key that is at most a third of its letters away. */
    private static Optional<String> nearest(String key, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(key, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return least <= Math.max(2, key.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein's edit distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
