package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.HistoryEntry;
import im.godwit.plugins.pubsub.engine.HistoryPage;
import im.godwit.plugins.pubsub.engine.HistoryQuery;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Bounds;
import im.godwit.plugins.pubsub.engine.HistoryQuery.Cut;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.NodeStore.Creation;
import im.godwit.plugins.pubsub.engine.NodeStore.Removal;
import im.godwit.plugins.pubsub.engine.NodeStore.Trace;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store tells of what happened at a node. Each test has a service of its own. */
interface HistoryContract {
    Jid HAMLET = Jid.parse("hamlet@example.org/home");
    Jid HORATIO = Jid.parse("horatio@example.org/home");
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Instant EPOCH = Instant.EPOCH;
    int PLENTY = 10_000;

    NodeStore store();

    /** The address of a service that no other test uses. */
    Jid service();

    private Node created() {
        NodeAddress address = new NodeAddress(service(), "music");
        return ((Creation.Made) store().create(address, HAMLET.bare(), NOON, Configuration.STANDARD, 10)).node();
    }

    private void publishes(Node node, String id, Jid publisher, int minute) {
        Payload payload = Payload.of(Element.of(Name.of("a"), id));
        Item item = new Item(id, Optional.of(publisher), at(minute), Optional.of(payload));
        store().add(node, List.of(item), 100, false, EPOCH);
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private void retracts(Node node, int minute, String... ids) {
        store().remove(node, List.of(ids), Optional.empty(), Optional.of(new Trace(at(minute), 3)));
    }

    private List<String> told(Node node, HistoryQuery query, Cut cut) {
        return told(store().history().page(node, query, cut, EPOCH).entries());
    }

    private static List<String> told(List<HistoryEntry> entries) {
        return entries.stream().map(entry -> text(entry.event())).toList();
    }

    private static String text(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Published published ->
                "+" + published.items().getFirst().id();
            case NodeEvent.Retracted retracted -> "-" + retracted.ids().getFirst();
            case NodeEvent.Purged _ -> "purged";
            default -> throw new AssertionError(event);
        };
    }

    @Test
    default void tellsInOneOrderWhatWasPublishedAndTakenAway() {
        Node node = created();
        publishes(node, "one", HAMLET, 0);
        publishes(node, "two", HAMLET, 1);
        retracts(node, 2, "one");
        publishes(node, "three", HAMLET, 3);
        publishes(node, "two", HAMLET, 4);

        HistoryPage page = store().history().page(node, HistoryQuery.ALL, Cut.after(0, 10, PLENTY), EPOCH);

        assertThat(told(page.entries())).containsExactly("-one", "+three", "+two");
        assertThat(page.entries())
                .extracting(HistoryEntry::position)
                .isSorted()
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(store().position(node));
        assertThat(page.entries()).extracting(HistoryEntry::stamp).containsExactly(at(2), at(3), at(4));
        assertThat(page.entries().getLast().event().position())
                .hasValue(page.entries().getLast().position());
        assertThat(page.complete()).isTrue();
        assertThat(page.index()).isZero();
        assertThat(page.total()).isEqualTo(3);
        assertThat(store().history().some(node, HistoryQuery.ALL, Cut.after(0, 10, PLENTY), EPOCH))
                .isEqualTo(page.entries());
    }

    @Test
    default void removalsSayWhereTheirTracesStand() {
        Node node = created();
        publishes(node, "one", HAMLET, 0);
        publishes(node, "two", HORATIO, 0);
        publishes(node, "three", HORATIO, 0);
        Optional<Trace> trace = Optional.of(new Trace(NOON, 10));

        long first = position(store().remove(node, List.of("one"), Optional.empty(), trace));
        assertThat(first).isEqualTo(store().position(node));
        Removal.Removed of = store().removeOf(node, HORATIO.bare(), trace);
        assertThat(of.ids()).containsExactly("two", "three");
        assertThat(position(of)).isGreaterThan(first).isEqualTo(store().position(node));
        long purged = position(store().removeAll(node, Optional.empty(), trace));
        assertThat(purged).isEqualTo(store().position(node));

        assertThat(told(node, HistoryQuery.ALL, Cut.after(0, 10, PLENTY)))
                .containsExactly("-one", "-two", "-three", "purged");
    }

    private static long position(Removal removal) {
        return ((Removal.Removed) removal).position().orElseThrow();
    }

    @Test
    default void keepsTheNewestTraces() {
        Node node = created();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            publishes(node, id, HAMLET, 0);
        }
        retracts(node, 1, "a", "b");
        retracts(node, 2, "c", "d");

        assertThat(told(node, HistoryQuery.ALL, Cut.after(0, 10, PLENTY))).containsExactly("+e", "-b", "-c", "-d");
    }

    @Test
    default void whatExpiresIsNotTold() {
        Node node = created();
        publishes(node, "one", HAMLET, 0);
        publishes(node, "two", HAMLET, 1);
        retracts(node, 2, "two");
        publishes(node, "three", HAMLET, 3);

        assertThat(told(store().history().some(node, HistoryQuery.ALL, Cut.after(0, 10, PLENTY), at(2))))
                .containsExactly("+three");
    }

    @Test
    default void findsByTimeByPublisherAndByPlace() {
        Node node = created();
        publishes(node, "one", HAMLET, 0);
        publishes(node, "two", HORATIO, 1);
        publishes(node, "three", HAMLET.withResource("away"), 2);
        Cut all = Cut.after(0, 10, PLENTY);
        Optional<Instant> none = Optional.empty();

        assertThat(told(node, new HistoryQuery(Bounds.ALL, Optional.of(at(1)), none, Optional.empty()), all))
                .containsExactly("+two", "+three");
        assertThat(told(node, new HistoryQuery(Bounds.ALL, none, Optional.of(at(1)), Optional.empty()), all))
                .containsExactly("+one", "+two");
        assertThat(told(node, new HistoryQuery(Bounds.ALL, none, none, Optional.of(HAMLET.bare())), all))
                .containsExactly("+one", "+three");
        assertThat(told(node, new HistoryQuery(Bounds.ALL, none, none, Optional.of(HAMLET)), all))
                .containsExactly("+one");
        assertThat(told(
                        node,
                        new HistoryQuery(Bounds.ALL.upTo(store().position(node)), none, none, Optional.empty()),
                        all))
                .containsExactly("+one", "+two");
    }

    @Test
    default void pagesFromBothEndsAndByBytes() {
        Node node = created();
        for (String id : List.of("a", "b", "c", "d")) {
            publishes(node, id, HAMLET, 0);
        }
        HistoryPage last =
                store().history().page(node, HistoryQuery.ALL, new Cut(Bounds.ALL, true, 0, 2, PLENTY), EPOCH);
        assertThat(told(last.entries())).containsExactly("+c", "+d");
        assertThat(last.complete()).isFalse();
        assertThat(last.index()).isEqualTo(2);
        long before = last.entries().getFirst().position();
        HistoryPage rest = store().history()
                .page(node, HistoryQuery.ALL, new Cut(Bounds.ALL.upTo(before), true, 0, 2, PLENTY), EPOCH);
        assertThat(told(rest.entries())).containsExactly("+a", "+b");
        assertThat(rest.complete()).isTrue();
        assertThat(rest.total()).isEqualTo(4);

        assertThat(told(node, HistoryQuery.ALL, new Cut(Bounds.ALL, false, 1, 2, PLENTY)))
                .containsExactly("+b", "+c");
        assertThat(told(node, HistoryQuery.ALL, Cut.after(0, 10, 1)))
                .as("one in any case")
                .containsExactly("+a");
        assertThat(told(node, HistoryQuery.ALL, Cut.after(0, 0, PLENTY))).isEmpty();
    }

    @Test
    default void hasOneSecret() {
        assertThat(store().history().secret())
                .hasSizeGreaterThan(30)
                .isEqualTo(store().history().secret());
    }
}
