package im.godwit.archive;

import im.godwit.paging.PageSummary;
import java.util.List;

/**
 * A page of the answer to a query.
 *
 * @param entries in chronological order
 * @param summary where it lies
 * @param complete whether nothing that matches lies beyond the page, in the direction that was asked for
 */
public record ArchivePage<E extends Archived>(List<E> entries, PageSummary summary, boolean complete) {
    /**
     * The oldest and the newest message of an archive that is not empty.
     *
     * @param <E> what is read
     */
    public record Ends<E extends Archived>(E first, E last) {}
}
