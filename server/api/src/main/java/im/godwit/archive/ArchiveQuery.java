package im.godwit.archive;

import im.godwit.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of an archive (XEP-0313 §4).
 *
 * @param queryId what the client calls the query
 * @param filter which messages match
 * @param start from this time on
 * @param end up to this time
 * @param afterId behind this entry
 * @param beforeId before this entry
 * @param ids only these entries; all where there is none
 * @param page which part of the result
 * @param flipped whether the page is sent from its end (§4.3.4)
 */
public record ArchiveQuery(
        Optional<String> queryId,
        Filter filter,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> afterId,
        Optional<String> beforeId,
        List<String> ids,
        PageRequest page,
        boolean flipped) {}
