package im.godwit.plugins.pubsub.http;

import im.godwit.http.EventSource;
import im.godwit.http.ServerEvent;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Following;
import im.godwit.plugins.pubsub.engine.HistoryEntry;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.Refusal;
import im.godwit.plugins.pubsub.engine.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The events of one node for one client. Of what is in the node's history, only the position up to which there is
 * something waits here; it is read when the client takes it, so that a slow client costs nothing and one that comes
 * back goes on where it was. Each time, it is looked at anew whether the client may.
 */
final class EventFeed implements EventSource {
    /**
     * What may wait for a client: items that made room for others, or of nodes that keep none. With more it is cut off.
     */
    private static final int WAITING = 100;

    /** Characters in one batch, one event always. */
    private static final int BATCH = 32 * 1024;

    private final Following following;
    private final Jid requester;
    private final NodeAddress node;
    private final OptionalLong last;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private Runnable wake = () -> {};
    private Runnable unfollow = () -> {};
    private boolean over;
    private boolean marked;
    /** Touched by {@link #open} and then {@link #next} alone, which never run at once. */
    private long position;

    private sealed interface Entry {
        /** There is something up to here. */
        record UpTo(long position) implements Entry {}

        /** Something to be told as it is. */
        record Happened(NodeEvent event) implements Entry {}
    }

    /** @param last where the client was; none if it wants what is new */
    EventFeed(Following following, Jid requester, NodeAddress node, OptionalLong last) {
        this.following = following;
        this.requester = requester;
        this.node = node;
        this.last = last;
    }

    @Override
    public void open(Runnable waker) {
        long before = following.position(requester, node);
        position = last.orElse(before);
        synchronized (this) {
            waiting.add(new Entry.UpTo(before));
            wake = waker;
            unfollow = following.follow(node, this::take);
        }
        long after = following.position(requester, node); // what was published before it was followed
        synchronized (this) {
            waiting.add(new Entry.UpTo(after));
        }
    }

    private void take(NodeEvent event) {
        Optional<Entry> entry = entry(event);
        if (entry.isEmpty()) {
            return;
        }
        synchronized (this) {
            if (entry.get() instanceof Entry.UpTo && waiting.peekLast() instanceof Entry.UpTo) {
                waiting.removeLast();
            }
            waiting.addLast(entry.get());
            over |= waiting.size() > WAITING;
            if (over) {
                waiting.clear();
            }
        }
        wake.run();
    }

    private static Optional<Entry> entry(NodeEvent event) {
        if (event.position().isPresent()) {
            return Optional.of(new Entry.UpTo(event.position().getAsLong()));
        }
        return switch (event) {
            case NodeEvent.Published _,
                    NodeEvent.Retracted _,
                    NodeEvent.Purged _,
                    NodeEvent.Deleted _,
                    NodeEvent.Configured _ -> Optional.of(new Entry.Happened(event));
            case NodeEvent.LastPublished _,
                    NodeEvent.Created _,
                    NodeEvent.Associated _,
                    NodeEvent.Dissociated _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> Optional.empty(); // for one subscriber alone
        };
    }

    @Override
    public Optional<List<ServerEvent>> next() {
        List<ServerEvent> events = new ArrayList<>();
        if (!marked) {
            marked = true;
            events.add(ServerEvent.mark(String.valueOf(position)));
        }
        int size = 0;
        Optional<Entry> entry = first();
        while (entry.isPresent() && size < BATCH) {
            List<ServerEvent> some = told(entry.get());
            size += some.stream()
                    .mapToInt(event -> event.data().orElse("").length())
                    .sum();
            events.addAll(some);
            entry = first();
        }
        return events.isEmpty() && isOver() ? Optional.empty() : Optional.of(events);
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized Optional<Entry> first() {
        return over ? Optional.empty() : Optional.ofNullable(waiting.peekFirst());
    }

    private synchronized void done(Entry entry) {
        if (waiting.peekFirst() == entry) {
            waiting.removeFirst();
        }
    }

    private synchronized void end() {
        over = true;
        waiting.clear();
    }

    private List<ServerEvent> told(Entry entry) {
        try {
            return switch (entry) {
                case Entry.UpTo upTo -> nextUpTo(upTo);
                case Entry.Happened happened -> {
                    done(happened);
                    yield happened(happened.event());
                }
            };
        } catch (RefusedException refused) {
            if (refused.refusal() == Refusal.Reason.NODE_MISSING) {
                done(entry); // that it was deleted is told next, where the node tells it
            } else {
                end();
            }
            return List.of();
        }
    }

    private List<ServerEvent> nextUpTo(Entry.UpTo upTo) {
        Optional<HistoryEntry> next = following.next(requester, node, position, upTo.position());
        if (next.isEmpty()) {
            done(upTo);
            return List.of();
        }
        position = next.get().position();
        return told(next.get().event(), Optional.of(String.valueOf(position)));
    }

    private List<ServerEvent> happened(NodeEvent event) {
        if (event instanceof NodeEvent.Deleted deleted) {
            end();
            return List.of(ServerEvent.of("deleted", redirect(deleted)));
        }
        following.require(requester, node);
        return told(event, Optional.empty());
    }

    /** @param id by which a client says that it has this; none of what it cannot ask for again */
    private static List<ServerEvent> told(NodeEvent event, Optional<String> id) {
        return switch (event) {
            case NodeEvent.Published published ->
                published.items().stream()
                        .map(item -> event(id, "published", JsonItems.item(item)))
                        .toList();
            case NodeEvent.Retracted retracted ->
                retracted.ids().stream()
                        .map(item -> event(id, "retracted", retracted(item)))
                        .toList();
            case NodeEvent.Purged _ -> List.of(event(id, "purged", "{}"));
            case NodeEvent.Deleted _,
                    NodeEvent.Configured _,
                    NodeEvent.LastPublished _,
                    NodeEvent.Created _,
                    NodeEvent.Associated _,
                    NodeEvent.Dissociated _,
                    NodeEvent.SubscriptionChanged _,
                    NodeEvent.ApprovalWanted _ -> List.of();
        };
    }

    private static ServerEvent event(Optional<String> id, String type, String data) {
        return new ServerEvent(id, type, Optional.of(data));
    }

    private static String retracted(String id) {
        return Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeEndObject();
        });
    }

    private static String redirect(NodeEvent.Deleted deleted) {
        return Json.text(json -> {
            json.writeStartObject();
            if (deleted.redirect().isPresent()) {
                json.writeStringField("redirect", deleted.redirect().get());
            }
            json.writeEndObject();
        });
    }

    @Override
    public synchronized void close() {
        unfollow.run();
        end();
    }
}
