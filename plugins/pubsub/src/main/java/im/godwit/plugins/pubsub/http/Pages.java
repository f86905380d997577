package im.godwit.plugins.pubsub.http;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Retrieval;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes pages of items, newest first. */
final class Pages {
    static final int DEFAULT_SIZE = 50;

    private final Retrieval retrieval;
    private final Hubs hubs;

    Pages(Retrieval retrieval, Hubs hubs) {
        this.retrieval = retrieval;
        this.hubs = hubs;
    }

    /**
     * A page as it is sent.
     *
     * @param newest when its first item was published
     */
    record Written(TopicContent content, PageLinks links, Optional<Instant> newest) {}

    /**
     * Which page is wanted.
     *
     * @param after the page before told where this one begins; none for the first
     * @param fixed whether the next page is to be in this format, whatever the client prefers then
     */
    record Wanted(Format format, OptionalLong after, int max, boolean fixed) {
        /** The first page, which is the topic. */
        static Wanted topic(Format format) {
            return new Wanted(format, OptionalLong.empty(), DEFAULT_SIZE, true);
        }
    }

    Written page(Jid requester, NodeAddress node, Wanted wanted) {
        Retrieval.Page page = retrieval.page(requester, node, wanted.after(), wanted.max());
        Optional<String> next =
                page.next().isPresent() ? Optional.of(next(wanted, page.next().getAsLong())) : Optional.empty();
        Format format = wanted.format();
        Optional<String> hub = wanted.after().isPresent() ? Optional.empty() : hubs.hub();
        PageLinks links = new PageLinks(hubs.self(node, format), hub, next);
        return new Written(
                TopicContent.of(format.header(), format.page(node, page, links)),
                links,
                page.items().stream().findFirst().map(Item::published));
    }

    private static String next(Wanted wanted, long after) {
        String next = "items?max=" + wanted.max() + "&after=" + after;
        return wanted.fixed() ? next + "&format=" + wanted.format().parameter() : next;
    }
}
