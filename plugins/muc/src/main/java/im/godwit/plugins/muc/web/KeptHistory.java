package im.godwit.plugins.muc.web;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Observing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a room keeps for those who enter. It is bounded, so all of it is read and a part of it told. */
public final class KeptHistory implements Transcript {
    private final Observing observing;

    public KeptHistory(Observing observing) {
        this.observing = observing;
    }

    @Override
    public Page before(Jid room, Optional<String> id, int max) {
        List<Line> all = lines(observing.history(room));
        int end = id.map(it -> Math.max(0, indexOf(all, it))).orElse(all.size());
        int begin = Math.max(0, end - max);
        Optional<String> older = begin > 0 ? Optional.of(all.get(begin).id()) : Optional.empty();
        return new Page(all.subList(begin, end), older);
    }

    @Override
    public List<Line> after(Jid room, String id, int max) {
        List<Line> all = lines(observing.recent(room));
        int begin = indexOf(all, id) + 1;
        return all.subList(begin, Math.min(all.size(), begin + max));
    }

    @Override
    public Optional<String> last(Jid room) {
        List<Line> all = lines(observing.recent(room));
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().id());
    }

    private static List<Line> lines(List<HistoryEntry> entries) {
        return entries.stream().flatMap(entry -> Line.of(entry).stream()).toList();
    }

    /** Where a message is; -1 where it is not. */
    private static int indexOf(List<Line> lines, String id) {
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).id().equals(id))
                .findFirst()
                .orElse(-1);
    }
}
