/**
 * Result set management (XEP-0059) as immutable values, for every feature that answers with a list that may be long:
 * {@link im.godwit.paging.PageRequest} reads what is asked for, {@link im.godwit.paging.Page} cuts it out of a list in
 * memory, {@link im.godwit.paging.PageSummary} is what the answer says about it.
 *
 * <p>A feature whose list is in memory answers like this:
 *
 * <pre>{@code
 * PageRequest request = PageRequest.in(query).orElse(PageRequest.FIRST);
 * Page<Room> page = Page.of(rooms, room -> room.jid().toString(), request, request.size(50, 250));
 * page.items().forEach(room -> answer.add(item(room)));
 * answer.add(page.summary().toElement());
 * }</pre>
 *
 * <p>One whose list is in a database looks at {@link im.godwit.paging.PageRequest#position()} itself and makes the
 * summary.
 */
package im.godwit.paging;
