package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.http.EventSource;
import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event streams that are open: so many in all, and so many of one account or, without one, of one network. */
final class EventStreams {
    /** Streams of one client. */
    static final int PER_CLIENT = 100;

    private final int limit;
    private final Timers timers;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> clients = new ConcurrentHashMap<>();

    /** @param limit how many there may be */
    EventStreams(int limit, Timers timers) {
        this.limit = limit;
        this.timers = timers;
    }

    int size() {
        return open.size();
    }

    /** Starts a stream, or answers that there are too many. */
    void open(EventSource source, HttpRequest asked, RouteAnswer answer) {
        String client = asked.account()
                .map(Jid::toString)
                .orElse(Network.of(asked.peer().address()).key());
        if (open.size() >= limit || clients.merge(client, 1, Integer::sum) > PER_CLIENT) {
            leave(client);
            source.close();
            answer.busy();
            return;
        }
        EventStream stream = new EventStream(source, answer, timers, ended -> {
            open.remove(ended);
            leave(client);
        });
        open.add(stream);
        stream.start(asked.account().isPresent());
    }

    private void leave(String client) {
        clients.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Ends all of them; their clients come back when they can. */
    void shutDown() {
        open.forEach(EventStream::finish);
    }
}
