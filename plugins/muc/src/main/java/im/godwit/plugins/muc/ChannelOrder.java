package im.godwit.plugins.muc;

import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugins.muc.engine.Channel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How what was found is sorted (XEP-0433 §6.1). What comes first has the lesser UID, so that a page is found by one
 * also where its room is gone (XEP-0059 §2.2).
 */
enum ChannelOrder {
    /** The most users first. */
    USERS(
            "nusers",
            "Number of online users",
            channel -> "%010d %s".formatted(Integer.MAX_VALUE - channel.shownOccupants(), channel.room())),
    ADDRESS("address", "Address", channel -> channel.room().toString());

    private static final String NAMESPACE = "urn:xmpp:channel-search:0:order";

    private final String key;
    private final String label;
    private final Function<Channel, String> uid;

    ChannelOrder(String key, String label, Function<Channel, String> uid) {
        this.key = "{" + NAMESPACE + "}" + key;
        this.label = label;
        this.uid = uid;
    }

    /** In Clark notation. */
    String key() {
        return key;
    }

    /** For people. */
    String label() {
        return label;
    }

    static Optional<ChannelOrder> named(String key) {
        return Arrays.stream(values()).filter(order -> order.key.equals(key)).findFirst();
    }

    /** A page of what was found. */
    Page<Channel> page(List<Channel> found, PageRequest request, int size) {
        List<Channel> sorted = found.stream().sorted(Comparator.comparing(uid)).toList();
        return switch (request.position()) {
            case Position.After after -> from(sorted, countNotAfter(sorted, after.uid()), size);
            case Position.Before before -> {
                int end = countBefore(sorted, before.uid());
                int begin = Math.max(0, end - size);
                yield from(sorted, begin, end - begin);
            }
            case Position.First _, Position.Last _, Position.At _ -> Page.of(sorted, uid, request, size);
        };
    }

    private Page<Channel> from(List<Channel> sorted, int index, int size) {
        return Page.of(sorted, uid, new PageRequest(OptionalInt.empty(), new Position.At(index)), size);
    }

    private int countBefore(List<Channel> sorted, String wanted) {
        return (int) sorted.stream()
                .takeWhile(channel -> uid.apply(channel).compareTo(wanted) < 0)
                .count();
    }

    private int countNotAfter(List<Channel> sorted, String wanted) {
        return (int) sorted.stream()
                .takeWhile(channel -> uid.apply(channel).compareTo(wanted) <= 0)
                .count();
    }
}
