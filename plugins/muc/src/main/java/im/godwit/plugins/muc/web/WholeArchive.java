package im.godwit.plugins.muc.web;

import im.godwit.archive.ArchivePage;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Observing;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.stanza.StanzaException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the archive of a room has, where its owner lets the web read it; of other rooms what they keep for those who
 * enter. What is new is in both, and read from the latter.
 */
public final class WholeArchive implements Transcript {
    /** How often one page may go to the archive, where much of what it finds has no words. */
    private static final int READS = 4;

    private final Observing observing;
    private final Transcript history;

    /**
     * Makes a transcript.
     *
     * @param history of rooms whose archives are not for the web
     */
    public WholeArchive(Observing observing, Transcript history) {
        this.observing = observing;
        this.history = history;
    }

    @Override
    public Page before(Jid room, Optional<String> id, int max) {
        try {
            Optional<ArchivePage<Recorded>> latest = observing.archive(room, id, max);
            return latest.isEmpty() ? history.before(room, id, max) : filled(room, latest.get(), max);
        } catch (StanzaException notThere) {
            return new Page(List.of(), Optional.empty());
        }
    }

    /** With what is before, until there are as many lines as are wanted. */
    private Page filled(Jid room, ArchivePage<Recorded> latest, int max) {
        List<Line> lines = lines(latest);
        Optional<String> older = older(latest);
        for (int reads = 1; reads < READS && lines.size() < max && older.isPresent(); reads++) {
            Optional<ArchivePage<Recorded>> next = observing.archive(room, older, max - lines.size());
            older = next.flatMap(WholeArchive::older);
            lines = Stream.concat(next.stream().flatMap(page -> lines(page).stream()), lines.stream())
                    .toList();
        }
        return new Page(lines, older);
    }

    private static List<Line> lines(ArchivePage<Recorded> page) {
        return page.entries().stream()
                .flatMap(recorded -> Line.of(recorded.entry()).stream())
                .toList();
    }

    private static Optional<String> older(ArchivePage<Recorded> page) {
        return page.complete()
                ? Optional.empty()
                : Optional.of(page.entries().getFirst().uid());
    }

    @Override
    public List<Line> after(Jid room, String id, int max) {
        return history.after(room, id, max);
    }

    @Override
    public Optional<String> last(Jid room) {
        return history.last(room);
    }
}
