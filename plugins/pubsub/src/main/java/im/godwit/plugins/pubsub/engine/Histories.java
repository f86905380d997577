package im.godwit.plugins.pubsub.engine;

import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.PageSummary;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Refusal.Unsupported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the histories of nodes as archives (XEP-0442): whoever may retrieve a node's items may read what was published
 * and retracted, as they would have been told it.
 */
public final class Histories {
    private final Parts parts;
    private final Entries entries;

    Histories(Parts parts, Entries entries) {
        this.parts = parts;
        this.entries = entries;
    }

    /** Whose items are asked for. */
    public sealed interface With {
        /** Everybody's: notifications come from the service, whoever published. */
        record Anybody() implements With {}

        /** Those that the node shows to be of this account or resource. */
        record Publisher(Jid jid) implements With {}
    }

    /** Requires that somebody may read the history of a node. */
    public void require(Jid requester, NodeAddress address) {
        readable(requester, address);
    }

    private Node readable(Jid requester, NodeAddress address) {
        Node node = parts.nodes().require(address);
        parts.access().requireRetrieval(node, requester);
        if (!node.persists()) {
            throw new Unsupported(Feature.PERSISTENT_ITEMS).thrown(); // a node without a memory has no archive
        }
        return node;
    }

    /**
     * A page of a node's history.
     *
     * @param query its filter is for {@code with} to say
     * @param size how many entries at most
     * @throws RefusedException {@code ITEM_MISSING} for a name that the history does not have (XEP-0313 §4.1.3)
     */
    public ArchivePage<Recorded> page(Jid requester, NodeAddress address, With with, ArchiveQuery query, int size) {
        Node node = readable(requester, address);
        Optional<Jid> publisher = switch (with) {
            case With.Anybody _ -> Optional.empty();
            case With.Publisher only -> Optional.of(only.jid());
        };
        if (publisher.isPresent() && node.get(Settings.ITEM_REPLY) != ItemReply.PUBLISHER) {
            return nothing(); // whose items they are is nobody's business here
        }
        Bounds range = new Bounds(
                query.afterId().map(id -> entries.position(node, id)).orElse(Bounds.ALL.after()),
                query.beforeId().map(id -> entries.position(node, id)).orElse(Bounds.ALL.before()));
        HistoryQuery asked = new HistoryQuery(range, query.start(), query.end(), publisher);
        return query.ids().isEmpty()
                ? page(node, asked, query.page(), size)
                : named(node, asked, query.ids(), query.page(), size);
    }

    private static ArchivePage<Recorded> nothing() {
        return new ArchivePage<>(List.of(), PageSummary.empty(OptionalLong.of(0)), true);
    }

    private ArchivePage<Recorded> page(Node node, HistoryQuery asked, PageRequest request, int size) {
        Position position = request.position();
        Bounds bounds = switch (position) {
            case Position.First _, Position.Last _, Position.At _ -> Bounds.ALL;
            case Position.After after -> Bounds.after(entries.position(node, after.uid()));
            case Position.Before before -> Bounds.ALL.upTo(entries.position(node, before.uid()));
        };
        int skip = position instanceof Position.At at ? at.index() : 0;
        Cut cut = new Cut(
                bounds,
                position.isBackwards(),
                skip,
                size,
                parts.policy().limits().answerBytes());
        HistoryPage page = parts.store().history().page(node, asked, cut, expired(node));
        List<Recorded> found = page.entries().stream()
                .map(entry -> entries.recorded(node, entry))
                .toList();
        return new ArchivePage<>(found, summary(found, page.index(), page.total()), page.complete());
    }

    private static PageSummary summary(List<Recorded> found, long index, long total) {
        OptionalLong count = OptionalLong.of(total);
        return found.isEmpty()
                ? PageSummary.empty(count)
                : new PageSummary(
                        Optional.of(new PageSummary.Span(
                                found.getFirst().uid(), found.getLast().uid(), OptionalLong.of(index))),
                        count);
    }

    private Instant expired(Node node) {
        return node.expired(parts.now());
    }

    /** XEP-0313 §4.1.3: these alone, in their order; each of them must be there. */
    private ArchivePage<Recorded> named(
            Node node, HistoryQuery asked, List<String> ids, PageRequest request, int size) {
        List<Recorded> found = ids.stream()
                .distinct()
                .map(id -> entries.require(node, id))
                .filter(entry -> within(asked, entry))
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .map(entry -> entries.recorded(node, entry))
                .toList();
        Page<Recorded> page = Page.of(found, Recorded::uid, request, size);
        boolean complete = request.position().isBackwards()
                ? page.items().isEmpty() || page.items().getFirst().equals(found.getFirst())
                : page.items().isEmpty() || page.items().getLast().equals(found.getLast());
        return new ArchivePage<>(page.items(), page.summary(), complete);
    }

    private boolean within(HistoryQuery asked, HistoryEntry entry) {
        return entry.position() > asked.range().after()
                && entry.position() < asked.range().before()
                && asked.start().map(start -> !entry.stamp().isBefore(start)).orElse(true)
                && asked.end().map(end -> !entry.stamp().isAfter(end)).orElse(true)
                && asked.publisher().map(entry::isOf).orElse(true);
    }

    /** The oldest and the newest entry (XEP-0313 §5); none of an empty history. */
    public Optional<ArchivePage.Ends<Recorded>> ends(Jid requester, NodeAddress address) {
        Node node = readable(requester, address);
        return end(node, false).flatMap(first -> end(node, true).map(last -> new ArchivePage.Ends<>(first, last)));
    }

    private Optional<Recorded> end(Node node, boolean last) {
        return parts
                .store()
                .history()
                .some(node, HistoryQuery.ALL, new Cut(Bounds.ALL, last, 0, 1, 1), expired(node))
                .stream()
                .findFirst()
                .map(entry -> entries.recorded(node, entry));
    }
}
