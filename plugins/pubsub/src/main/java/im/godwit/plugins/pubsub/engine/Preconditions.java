package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node must be configured for a publication to succeed (XEP-0060 §7.1.5). Immutable.
 *
 * @param values what was submitted, by the names of settings
 */
public record Preconditions(Map<String, List<String>> values) {
    /** However it is. */
    public static final Preconditions NONE = new Preconditions(Map.of());

    public Preconditions {
        values = new LinkedHashMap<>(values);
    }

    /** Requires a node to be so; what there is no setting for is never met. */
    void require(Configuration node, Policy policy) {
        values.forEach((name, texts) -> {
            if (!isMet(setting(name), texts, node, policy)) {
                throw Reason.PRECONDITION_NOT_MET.thrown();
            }
        });
    }

    private static <T> boolean isMet(Setting<T> setting, List<String> texts, Configuration node, Policy policy) {
        return setting.read(texts)
                .filter(wanted -> policy.same(setting, wanted, node.get(setting)))
                .isPresent();
    }

    /** A configuration that meets them, and is otherwise as given. */
    Configuration over(Configuration defaults) {
        Configuration wanted = defaults;
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            wanted = wanted.withTexts(setting(entry.getKey()), entry.getValue());
        }
        return wanted;
    }

    private static Setting<?> setting(String name) {
        return Settings.named(name).orElseThrow(Reason.PRECONDITION_NOT_MET::thrown);
    }
}
