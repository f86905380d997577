package im.godwit.plugin;

import java.util.Optional;

/**
 * A service discovery identity (XEP-0030 §3.1, registry at XEP-0030 §11.2).
 *
 * @param category such as {@code pubsub}
 * @param type such as {@code service}
 * @param name a name for people
 */
public record Identity(String category, String type, Optional<String> name) {
    public static Identity of(String category, String type) {
        return new Identity(category, type, Optional.empty());
    }
}
