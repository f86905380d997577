package im.godwit.plugins.pubsub;

import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All requests that the service knows, by type and element, and the features that they make (§10): what is advertised
 * is what was registered.
 */
final class Actions {
    private record Key(Iq.Type type, Name element) {}

    private record Entry(Action action, Optional<String> companion) {}

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);

    void get(Name element, Action action, Feature... offered) {
        add(new Key(Iq.Type.GET, element), new Entry(action, Optional.empty()), offered);
    }

    void set(Name element, Action action, Feature... offered) {
        add(new Key(Iq.Type.SET, element), new Entry(action, Optional.empty()), offered);
    }

    /** A set whose element may be followed by another. */
    void setWith(Name element, String companion, Action action, Feature... offered) {
        add(new Key(Iq.Type.SET, element), new Entry(action, Optional.of(companion)), offered);
    }

    /** Requests that are understood, but not done. */
    void refuse(Iq.Type type, Name element, Feature missing) {
        Action refusal = request -> {
            throw new Refusal.Unsupported(missing).thrown();
        };
        add(new Key(type, element), new Entry(refusal, Optional.empty()));
    }

    private void add(Key key, Entry entry, Feature... offered) {
        entries.put(key, entry);
        features.addAll(List.of(offered));
    }

    Set<Feature> features() {
        return features;
    }

    /** Finds and does what a request asks for. */
    Result perform(IqRequest iq) {
        Element pubsub = iq.payload();
        List<Element> children = pubsub.elements().stream()
                .filter(child -> child.namespace().equals(pubsub.namespace()))
                .toList();
        if (children.isEmpty()) {
            throw Errors.badRequest("nothing is asked for");
        }
        Element first = children.getFirst();
        Entry entry = entries.get(new Key(iq.iq().type(), first.name()));
        if (entry == null) {
            throw Errors.badRequest(
                    "there is no request of type " + iq.iq().type().text() + " for " + first.local());
        }
        Optional<Element> companion = children.size() > 1 ? Optional.of(children.get(1)) : Optional.empty();
        if (children.size() > 2
                || companion.isPresent() && !companion.map(Element::local).equals(entry.companion())) {
            throw Errors.badRequest("one request at a time");
        }
        Request request = new Request(iq.from(), iq.to(), pubsub, first, companion);
        return Errors.translated(() -> entry.action().perform(request));
    }
}
