package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageSummary;
import im.godwit.paging.Position;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.stanza.Condition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The public rooms, persistent or not, in pages (XEP-0059 §2). Their order is that of their addresses, which are also
 * their UIDs: so nothing is left out or given twice while rooms come and go, and no UID is ever unknown.
 */
final class PublicRooms {
    /** UTF-8 keeps the order of code points, which that of {@code char} is not. */
    private static final Comparator<String> ORDER =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private static final String START = "";

    /** Behind all addresses: nobody has a name of noncharacters (RFC 7622 §3.3). */
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    private final Rooms rooms;

    PublicRooms(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * One page.
     *
     * @throws im.godwit.stanza.StanzaException {@code feature-not-implemented} for a place by its number (§2.6)
     */
    Page<Listing> page(Jid service, Position position, int size) {
        NavigableMap<String, Listing> temporary = new TreeMap<>(ORDER);
        rooms.temporary().forEach(listing -> temporary.put(uid(listing), listing));
        NavigableMap<String, Listing> found = new TreeMap<>(ORDER);
        switch (position) {
            case Position.First _ -> after(service, START, size, temporary, found);
            case Position.After after -> after(service, after.uid(), size, temporary, found);
            case Position.Last _ -> before(service, END, size, temporary, found);
            case Position.Before before -> before(service, before.uid(), size, temporary, found);
            case Position.At _ ->
                throw Condition.FEATURE_NOT_IMPLEMENTED
                        .error("rooms have no numbers")
                        .thrown();
        }
        List<Listing> all = List.copyOf(found.values());
        int kept = Math.min(size, all.size());
        return page(
                service,
                position.isBackwards() ? all.subList(all.size() - kept, all.size()) : all.subList(0, kept),
                temporary);
    }

    private void after(
            Jid service,
            String uid,
            int size,
            NavigableMap<String, Listing> temporary,
            NavigableMap<String, Listing> found) {
        rooms.store().publicRoomsAfter(service, uid, size).forEach(listing -> found.put(uid(listing), listing));
        found.putAll(temporary.tailMap(uid, false));
    }

    private void before(
            Jid service,
            String uid,
            int size,
            NavigableMap<String, Listing> temporary,
            NavigableMap<String, Listing> found) {
        rooms.store().publicRoomsBefore(service, uid, size).forEach(listing -> found.put(uid(listing), listing));
        found.putAll(temporary.headMap(uid, false));
    }

    private Page<Listing> page(Jid service, List<Listing> items, NavigableMap<String, Listing> temporary) {
        OptionalLong count = OptionalLong.of(rooms.store().countPublicRooms(service, END) + temporary.size());
        if (items.isEmpty()) {
            return new Page<>(items, PageSummary.empty(count));
        }
        String first = uid(items.getFirst());
        long index = rooms.store().countPublicRooms(service, first)
                + temporary.headMap(first, false).size();
        PageSummary.Span span = new PageSummary.Span(first, uid(items.getLast()), OptionalLong.of(index));
        return new Page<>(items, new PageSummary(Optional.of(span), count));
    }

    private static String uid(Listing listing) {
        return listing.room().toString();
    }
}
