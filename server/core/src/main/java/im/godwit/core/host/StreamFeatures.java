package im.godwit.core.host;

import im.godwit.plugin.Host.Moment;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The stream features that plugins of one host offer (RFC 6120 §4.3.2). */
final class StreamFeatures {
    private record Offer(Moment moment, Function<Peer, Optional<Element>> feature) {}

    private final List<Offer> offers = new CopyOnWriteArrayList<>();

    Runnable add(Moment moment, Function<Peer, Optional<Element>> feature) {
        Offer offer = new Offer(moment, feature);
        offers.add(offer);
        return () -> offers.remove(offer);
    }

    List<Element> of(Moment moment, Peer peer) {
        return offers.stream()
                .filter(offer -> offer.moment() == moment)
                .flatMap(offer -> offer.feature().apply(peer).stream())
                .toList();
    }
}
