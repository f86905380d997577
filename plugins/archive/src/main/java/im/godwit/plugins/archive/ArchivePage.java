package im.godwit.plugins.archive;

import im.godwit.paging.PageSummary;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.List;

/**
 * A page of the answer to a query.
 *
 * @param entries in chronological order
 * @param summary where it lies
 * @param complete whether nothing that matches lies beyond the page, in the direction that was asked for
 */
record ArchivePage(List<Kept> entries, PageSummary summary, boolean complete) {
    /**
     * A message that was kept.
     *
     * @param uid its id in the archive
     * @param stamp when it was sent or received
     */
    record Kept(String uid, Instant stamp, Element stanza) {}
}
