package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Consequence;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.NodeStore.Addition;
import im.godwit.plugins.pubsub.engine.NodeStore.Creation;
import im.godwit.plugins.pubsub.engine.NodeStore.Removal;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of nodes does with nodes that are about others. Each test has a service of its own. */
interface AttachmentContract {
    Jid PUBLISHER = Jid.parse("hamlet@example.org");
    Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    NodeStore store();

    /** The address of a service that no other test uses. */
    Jid service();

    private NodeAddress target() {
        return new NodeAddress(service(), "music");
    }

    private NodeAddress summary() {
        return new Attached.Summary(target()).address();
    }

    private Creation attached(String item) {
        NodeAddress address = new Attached.ToItem(target(), item).address();
        return store().create(address, PUBLISHER, TIME, Configuration.STANDARD, Integer.MAX_VALUE);
    }

    private static Element noticed() {
        return Element.builder(Attached.NAMESPACE, "attachments")
                .child("noticed")
                .build();
    }

    private static Item item(String id, Element payload) {
        return new Item(id, Optional.of(PUBLISHER.withResource("home")), TIME, Optional.of(Payload.of(payload)));
    }

    private Addition added(Node node, String id, Element payload) {
        return store().add(node, List.of(item(id, payload)), 10, false, Instant.EPOCH);
    }

    /** A node with two items, to each of which something is attached. */
    private Node music() {
        Creation creation = store().create(target(), PUBLISHER, TIME, Configuration.STANDARD, 1);
        Node music = ((Creation.Made) creation).node();
        for (String item : List.of("one", "two")) {
            added(music, item, noticed());
            added(attachments(item), "hamlet@example.org", noticed());
        }
        return music;
    }

    private Node attachments(String item) {
        return ((Creation.Made) attached(item)).node();
    }

    private List<String> summarized() {
        return store().load(summary()).stream()
                .flatMap(node -> store().newest(node, 10, 10_000, Instant.EPOCH).stream())
                .map(Item::id)
                .toList();
    }

    private boolean isThere(String item) {
        return store().load(new Attached.ToItem(target(), item).address()).isPresent();
    }

    private static List<String> nodes(List<Consequence> consequences) {
        return consequences.stream()
                .map(consequence -> consequence.getClass().getSimpleName() + " "
                        + consequence.address().node().replaceAll(".*[:=/]", ""))
                .toList();
    }

    @Test
    default void whatIsAttachedIsSummarized() {
        music();

        assertThat(summarized()).containsExactly("one", "two");
    }

    @Test
    default void theyDoNotCountAsWhatSomebodyMade() {
        music();
        NodeAddress second = new NodeAddress(service(), "second");

        assertThat(store().create(second, PUBLISHER, TIME, Configuration.STANDARD, 2))
                .isInstanceOf(Creation.Made.class);
    }

    @Test
    default void nothingIsAttachedToWhatIsNotThere() {
        assertThat(attached("one")).isEqualTo(new Creation.NothingToAttachTo());
        Node music = music();
        assertThat(attached("three")).isEqualTo(new Creation.NothingToAttachTo());
        Node attachments =
                store().load(new Attached.ToItem(target(), "one").address()).orElseThrow();
        store().remove(music, List.of("one"), Optional.empty(), Optional.empty());

        assertThat(added(attachments, "horatio@example.org", noticed())).isEqualTo(new Addition.NothingToAttachTo());
    }

    @Test
    default void itGoesWithTheItem() {
        Removal removal = store().remove(music(), List.of("one"), Optional.empty(), Optional.empty());

        assertThat(nodes(((Removal.Removed) removal).consequences())).containsExactly("Deleted one", "Withdrawn music");
        assertThat(isThere("one")).isFalse();
        assertThat(isThere("two")).isTrue();
        assertThat(summarized()).containsExactly("two");
    }

    @Test
    default void itGoesWithAllItems() {
        store().removeAll(music(), Optional.empty(), Optional.empty());

        assertThat(isThere("one")).isFalse();
        assertThat(summarized()).isEmpty();
    }

    @Test
    default void itGoesWithTheItemsOfAPublisher() {
        store().removeOf(music(), PUBLISHER, Optional.empty());

        assertThat(isThere("two")).isFalse();
        assertThat(summarized()).isEmpty();
    }

    @Test
    default void itGoesWithWhatExpires() {
        store().configure(music(), Configuration.STANDARD.with(Settings.ITEM_EXPIRE, Amount.of(60)), 10);

        assertThat(nodes(store().removeExpired(TIME.plusSeconds(60))))
                .containsExactly("Deleted one", "Deleted two", "Withdrawn music");
        assertThat(summarized()).isEmpty();
    }

    @Test
    default void itGoesWithTheNode() {
        assertThat(nodes(store().delete(music(), Optional.empty(), 0)))
                .containsExactly("Deleted one", "Deleted two", "Deleted music");

        assertThat(store().names(service())).isEmpty();
    }

    @Test
    default void whatIsTheSameIsNotToldAgain() {
        music();
        Node attachments =
                store().load(new Attached.ToItem(target(), "one").address()).orElseThrow();

        Addition again = added(attachments, "hamlet@example.org", noticed());
        Addition other = added(attachments, "horatio@example.org", noticed());

        assertThat(((Addition.Added) again).consequences()).isEmpty();
        assertThat(((Addition.Added) other).consequences()).containsExactly(new Consequence.Renewed(summary(), "one"));
    }
}
