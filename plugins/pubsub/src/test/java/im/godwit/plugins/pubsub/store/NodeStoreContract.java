package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.paging.Position;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Consequence;
import im.godwit.plugins.pubsub.engine.Extract;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemOrder;
import im.godwit.plugins.pubsub.engine.ItemOrder.By;
import im.godwit.plugins.pubsub.engine.ItemOrder.Direction;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.Lease;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.NodeStore.Addition;
import im.godwit.plugins.pubsub.engine.NodeStore.Batch;
import im.godwit.plugins.pubsub.engine.NodeStore.Creation;
import im.godwit.plugins.pubsub.engine.NodeStore.DueDigest;
import im.godwit.plugins.pubsub.engine.NodeStore.Held;
import im.godwit.plugins.pubsub.engine.NodeStore.Listing;
import im.godwit.plugins.pubsub.engine.NodeStore.Removal;
import im.godwit.plugins.pubsub.engine.NodeType;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.engine.Show;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import im.godwit.plugins.pubsub.engine.Subscriptions;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of nodes does. Each test has a service of its own. */
interface NodeStoreContract {
    Jid HAMLET = Jid.parse("hamlet@example.org");
    Jid HORATIO = Jid.parse("horatio@example.org");
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    Instant EPOCH = Instant.EPOCH;
    Configuration TITLED = Configuration.STANDARD.with(Settings.TITLE, "Songs").with(Settings.NOTIFY_SUB, true);

    NodeStore.Trace TRACE = new NodeStore.Trace(NOW, 10);

    NodeStore store();

    /** A store over the same tables that looks after some services only. */
    default NodeStore store(Services services) {
        return store(services, Twins.NONE);
    }

    /** A store in which some nodes follow others. */
    NodeStore store(Services services, Twins twins);

    /** The address of a service that no other test uses. */
    Jid service();

    private NodeAddress address(String node) {
        return new NodeAddress(service(), node);
    }

    private Node created(String node) {
        return created(address(node));
    }

    private Node created(NodeAddress address) {
        Creation creation = store().create(address, HAMLET, NOW, TITLED, 10);
        return ((Creation.Made) creation).node();
    }

    /** As text, seven bytes more than what it says. */
    private static Payload payload(String text) {
        return Payload.of(Element.of(Name.of("a"), text));
    }

    private static Item item(String id, Jid publisher) {
        return new Item(id, Optional.of(publisher.withResource("home")), NOW, Optional.of(payload(id)));
    }

    private List<String> ids(Node node) {
        return ids(node, 100, EPOCH);
    }

    private List<String> ids(Node node, int newest, Instant expired) {
        return store().ids(node, ItemQuery.newest(newest), expired)
                .orElseThrow()
                .items();
    }

    /** Without a trace. */
    private static Removal removed(String... ids) {
        return new Removal.Removed(List.of(ids), OptionalLong.empty(), List.of());
    }

    @Test
    default void loadsWhatWasCreated() {
        Node node = created("music");

        assertThat(store().load(address("music"))).contains(node);
        assertThat(node.affiliations()).isEqualTo(Map.of(HAMLET, Affiliation.OWNER));
        assertThat(node.configuration()).isEqualTo(TITLED);
        assertThat(node.created()).isEqualTo(NOW);
        assertThat(store().load(address("nowhere"))).isEmpty();
    }

    /** "echo" has the items of "music"; there may be two of them. */
    private NodeStore echoing() {
        return store(Services.at(service()), new Twins() {
            @Override
            public Optional<NodeAddress> of(NodeAddress node) {
                return Optional.of(address(node.node().equals("music") ? "echo" : "music"));
            }

            @Override
            public Edit follow(NodeAddress changed, List<Item> items, List<Item> others) {
                if (items.size() > 2) {
                    throw Reason.NODE_FULL.thrown();
                }
                List<Item> put =
                        items.stream().filter(item -> !others.contains(item)).toList();
                List<String> removed = others.stream()
                        .filter(item -> !items.contains(item))
                        .map(Item::id)
                        .toList();
                return new Edit(changed.node().equals("music") ? put : List.of(), removed);
            }

            @Override
            public Configuration configuration(NodeAddress node, Optional<Configuration> before) {
                return before.orElse(TITLED).with(Settings.ACCESS_MODEL, AccessModel.WHITELIST);
            }
        });
    }

    @Test
    default void twinsChangeTogetherOrNotAtAll() {
        Node music = created("music");
        NodeStore store = echoing();

        store.add(music, List.of(item("one", HAMLET), item("two", HAMLET)), 10, false, EPOCH);

        Node echo = store.load(address("echo")).orElseThrow();
        assertThat(echo.affiliations()).isEqualTo(Map.of(service(), Affiliation.OWNER));
        assertThat(echo.configuration()).isEqualTo(TITLED.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST));
        assertThat(ids(echo)).containsExactly("one", "two");
        assertThatThrownBy(() -> store.add(music, List.of(item("three", HAMLET)), 10, false, EPOCH))
                .isInstanceOf(RefusedException.class);
        assertThat(ids(music)).containsExactly("one", "two");
        store.remove(music, List.of("one"), Optional.empty(), Optional.empty());
        assertThat(ids(echo)).containsExactly("two");
        store.delete(music, Optional.empty(), 10);
        assertThat(ids(echo)).isEmpty();
    }

    @Test
    default void aTwinThatOthersSeeIsLeftAlone() {
        Node music = created("music");
        Node echo = created("echo");
        store().change(echo, Map.of(HORATIO, Affiliation.MEMBER), List.of(), TRACE);

        echoing().add(music, List.of(item("one", HAMLET)), 10, false, EPOCH);

        assertThat(ids(echo)).isEmpty();
    }

    @Test
    default void aTwinFollowsWhatWasThereBefore() {
        Node music = created("music");
        store().add(music, List.of(item("one", HAMLET)), 10, false, EPOCH);
        NodeStore store = echoing();

        store.follow(music);

        assertThat(ids(store.load(address("echo")).orElseThrow())).containsExactly("one");
    }

    @Test
    default void createsANodeOnceAndWithinTheLimit() {
        created("music");

        assertThat(store().create(address("music"), HAMLET, NOW, TITLED, 10)).isInstanceOf(Creation.AlreadyThere.class);
        assertThat(store().create(address("other"), HAMLET, NOW, TITLED, 1)).isInstanceOf(Creation.TooMany.class);
        assertThat(store().create(address("other"), HORATIO, NOW, TITLED, 1)).isInstanceOf(Creation.Made.class);
    }

    @Test
    default void keepsAffiliationsAndSubscriptions() {
        Node node = created("music");
        Jid full = HORATIO.withResource("home");
        Subscription bare = Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED);
        Subscription other = Subscription.of(full, "id", SubscriptionState.SUBSCRIBED);

        store().change(node, Map.of(HORATIO, Affiliation.PUBLISH_ONLY), List.of(bare, other), TRACE);
        store().change(node, Map.of(HAMLET, Affiliation.NONE), List.of(bare), TRACE);

        Node loaded = store().load(address("music")).orElseThrow();
        assertThat(loaded.affiliations()).isEqualTo(Map.of(HORATIO, Affiliation.PUBLISH_ONLY));
        assertThat(loaded.subscriptions()).isEqualTo(Subscriptions.of(List.of(bare, other)));
        assertThat(store().subscriptions(service(), HORATIO))
                .containsExactly(new Held<>("music", bare), new Held<>("music", other));
        assertThat(store().affiliations(service(), HORATIO))
                .containsExactly(new Held<>("music", Affiliation.PUBLISH_ONLY));
        store().change(node, Map.of(), List.of(Subscription.of(HORATIO, "id", SubscriptionState.NONE)), TRACE);
        assertThat(store().subscriptions(service(), HORATIO)).containsExactly(new Held<>("music", other));
    }

    @Test
    default void keepsItemsInTheOrderOfPublication() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("two", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("one", HORATIO)), 10, false, EPOCH);

        assertThat(store().newest(node, 10, 10_000, EPOCH)).containsExactly(item("two", HAMLET), item("one", HORATIO));
        assertThat(store().newest(node, 1, 10_000, EPOCH)).containsExactly(item("one", HORATIO));
        assertThat(store().items(node, List.of("one", "none", "two", "one"), 10_000, EPOCH))
                .containsExactly(item("two", HAMLET), item("one", HORATIO));
        assertThat(store().count(node, EPOCH)).isEqualTo(2);
        assertThat(ids(node, 1, EPOCH)).containsExactly("one");
    }

    @Test
    default void keepsItemsWithoutPayload() {
        Node node = created("music");
        Item bare = new Item("one", Optional.of(HAMLET), NOW, Optional.empty());

        store().add(node, List.of(bare), 10, false, EPOCH);

        assertThat(store().newest(node, 10, 10, EPOCH)).containsExactly(bare);
    }

    @Test
    default void displacesTheOldest() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 2, false, EPOCH);
        store().add(node, List.of(item("two", HAMLET)), 2, false, EPOCH);

        assertThat(store().add(node, List.of(item("three", HAMLET)), 2, false, EPOCH))
                .satisfies(added ->
                        assertThat(((Addition.Added) added).displaced()).containsExactly("one"));
        assertThat(store().add(node, List.of(item("two", HAMLET)), 2, false, EPOCH))
                .satisfies(added ->
                        assertThat(((Addition.Added) added).displaced()).isEmpty());
        assertThat(ids(node)).containsExactly("three", "two");
    }

    @Test
    default void rejectsNewItemsWhenFullAndChangesOldOnes() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 1, true, EPOCH);

        assertThat(store().add(node, List.of(item("two", HAMLET)), 1, true, EPOCH))
                .isInstanceOf(Addition.Full.class);
        assertThat(store().add(node, List.of(item("one", HORATIO)), 1, true, EPOCH))
                .satisfies(added ->
                        assertThat(((Addition.Added) added).displaced()).isEmpty());
        assertThat(store().newest(node, 10, 1000, EPOCH)).containsExactly(item("one", HORATIO));
    }

    @Test
    default void givesAsMuchAsFitsAndTheNewestAlways() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("two", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("six", HAMLET)), 10, false, EPOCH);

        assertThat(store().newest(node, 10, 20, EPOCH)).extracting(Item::id).containsExactly("two", "six");
        assertThat(store().newest(node, 10, 1, EPOCH)).extracting(Item::id).containsExactly("six");
        store().add(
                        node,
                        List.of(new Item("æ", Optional.of(HAMLET), NOW, Optional.of(payload("ææ")))),
                        10,
                        false,
                        EPOCH);
        assertThat(store().newest(node, 10, 20, EPOCH)).extracting(Item::id).containsExactly("æ");
        assertThat(store().items(node, List.of("one", "two", "six"), 1, EPOCH))
                .extracting(Item::id)
                .containsExactly("one");
    }

    @Test
    default void removesItemsOfOneOrOfAnyPublisher() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("two", HORATIO)), 10, false, EPOCH);

        assertThat(store().remove(node, List.of("two"), Optional.of(HAMLET), Optional.empty()))
                .isEqualTo(new Removal.NotTheirs());
        assertThat(store().remove(node, List.of("none"), Optional.empty(), Optional.empty()))
                .isEqualTo(new Removal.Missing());
        assertThat(store().removeAll(node, Optional.of(HAMLET), Optional.empty()))
                .isEqualTo(new Removal.NotTheirs());
        assertThat(ids(node)).containsExactly("one", "two");
        assertThat(store().remove(node, List.of("two"), Optional.of(HORATIO), Optional.empty()))
                .isEqualTo(removed("two"));
        assertThat(store().removeAll(node, Optional.of(HAMLET), Optional.empty()))
                .isEqualTo(removed());
        assertThat(ids(node)).isEmpty();
    }

    @Test
    default void reconfiguresAndTrims() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH);
        store().add(node, List.of(item("two", HAMLET)), 10, false, EPOCH);
        Configuration changed = TITLED.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST);

        store().configure(node, changed, 1);

        assertThat(store().load(address("music")).orElseThrow().configuration()).isEqualTo(changed);
        assertThat(ids(node)).containsExactly("two");
        store().configure(node, changed, 0);
        assertThat(ids(node)).isEmpty();
    }

    @Test
    default void deletesANodeWithAllThatBelongsToIt() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH);
        store().change(node, Map.of(), List.of(Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED)), TRACE);

        store().delete(node, Optional.empty(), 10);

        assertThat(store().load(address("music"))).isEmpty();
        assertThat(store().affiliations(service(), HAMLET)).isEmpty();
        assertThat(store().subscriptions(service(), HORATIO)).isEmpty();
        assertThat(ids(created("music"))).isEmpty();
    }

    @Test
    default void listsNodesInPages() {
        created("b");
        created("a");
        store().configure(created("c"), TITLED.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST), 1);

        assertThat(store().nodes(service(), HAMLET, "", 2))
                .containsExactly(
                        new Listing("a", "Songs", AccessModel.OPEN, Affiliation.OWNER, false),
                        new Listing("b", "Songs", AccessModel.OPEN, Affiliation.OWNER, false));
        assertThat(store().nodes(service(), HORATIO, "b", 2))
                .containsExactly(new Listing("c", "Songs", AccessModel.WHITELIST, Affiliation.NONE, false));
    }

    @Test
    default void tellsSubscriptionsOfOneJidApart() {
        Node node = created("music");
        Subscription one = Subscription.of(HORATIO, "one", SubscriptionState.SUBSCRIBED);
        Subscription two = Subscription.of(HORATIO, "two", SubscriptionState.PENDING);
        store().change(node, Map.of(), List.of(one, two), TRACE);

        store().change(node, Map.of(), List.of(Subscription.of(HORATIO, "one", SubscriptionState.NONE)), TRACE);

        assertThat(store().load(address("music")).orElseThrow().subscriptions())
                .isEqualTo(Subscriptions.of(List.of(two)));
    }

    @Test
    default void keepsTheOptionsOfSubscriptions() {
        Node node = created("music");
        Configuration options = Configuration.UNCONFIGURED
                .with(Options.DELIVER, false)
                .with(Options.EXPIRE, new Lease.Until(NOW.truncatedTo(ChronoUnit.MILLIS)))
                .with(Options.SHOW_VALUES, Set.of(Show.CHAT, Show.ONLINE));
        Subscription usual = Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED);
        Subscription configured = usual.withOptions(options);

        store().change(node, Map.of(), List.of(configured), TRACE);

        assertThat(store().load(address("music")).orElseThrow().subscriptions())
                .isEqualTo(Subscriptions.of(List.of(configured)));
        assertThat(store().subscriptions(service(), HORATIO)).containsExactly(new Held<>("music", configured));
        store().change(node, Map.of(), List.of(usual), TRACE);
        assertThat(store().subscriptions(service(), HORATIO)).containsExactly(new Held<>("music", usual));
    }

    @Test
    default void findsLeasesThatAreOver() {
        Node node = created("leased");
        Configuration options =
                Configuration.UNCONFIGURED.with(Options.EXPIRE, new Lease.Until(NOW.truncatedTo(ChronoUnit.MILLIS)));
        Subscription leased =
                Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED).withOptions(options);
        store().change(
                        node,
                        Map.of(),
                        List.of(leased, Subscription.of(HAMLET, "id", SubscriptionState.SUBSCRIBED)),
                        TRACE);

        assertThat(store().withExpiredLeases(NOW.minusSeconds(1), 1000)).doesNotContain(address("leased"));
        assertThat(store().withExpiredLeases(NOW, 1000)).contains(address("leased"));
    }

    @Test
    default void looksAfterItsOwnServicesAlone() {
        Node node = created("scoped");
        Node own = created(new NodeAddress(Jid.of("juliet", service().domain()), "scoped"));
        Configuration options = Configuration.UNCONFIGURED
                .with(Options.EXPIRE, new Lease.Until(NOW.truncatedTo(ChronoUnit.MILLIS)))
                .with(Options.DIGEST, true);
        for (Node each : List.of(node, own)) {
            Subscription leased =
                    Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED).withOptions(options);
            store().change(each, Map.of(), List.of(leased), TRACE);
            store().add(each, List.of(item("one", HAMLET)), 10, false, EPOCH);
        }
        NodeStore ofService = store(Services.at(service()));
        NodeStore ofAccounts = store(Services.ofAccounts(service()));

        assertThat(ofService.withExpiredLeases(NOW, 1000))
                .contains(node.address())
                .doesNotContain(own.address());
        assertThat(ofAccounts.withExpiredLeases(NOW, 1000)).containsExactly(own.address());
        assertThat(ofService.dueDigests(NOW, 0, 1000))
                .extracting(DueDigest::node)
                .contains(node.address())
                .doesNotContain(own.address());
        assertThat(ofAccounts.dueDigests(NOW, 0, 1000))
                .extracting(DueDigest::node)
                .containsExactly(own.address());
    }

    @Test
    default void knowsTheNamesOfNodesAndWhereAnAccountTakesPart() {
        Node tune = created("tune");
        Node mood = created("mood");
        Jid nurse = Jid.of("nurse", "example.net");
        store().change(mood, Map.of(nurse, Affiliation.MEMBER), List.of(), TRACE);
        store().change(
                        tune,
                        Map.of(),
                        List.of(Subscription.of(nurse.withResource("home"), "id", SubscriptionState.SUBSCRIBED)),
                        TRACE);

        assertThat(store().names(service())).containsSubsequence("mood", "tune");
        assertThat(store().names(nurse)).isEmpty();
        assertThat(store().services(nurse)).containsExactly(service());
        assertThat(store().services(Jid.of("nobody", "example.net"))).isEmpty();
    }

    @Test
    default void addsAllItemsOrNone() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET)), 3, true, EPOCH);

        assertThat(store().add(
                                node,
                                List.of(item("two", HAMLET), item("three", HAMLET), item("four", HAMLET)),
                                3,
                                true,
                                EPOCH))
                .isInstanceOf(Addition.Full.class);
        assertThat(ids(node)).containsExactly("one");
        assertThat(store().add(
                                node,
                                List.of(item("two", HAMLET), item("one", HAMLET), item("four", HAMLET)),
                                3,
                                true,
                                EPOCH))
                .satisfies(added ->
                        assertThat(((Addition.Added) added).displaced()).isEmpty());
        assertThat(ids(node)).containsExactly("two", "one", "four");
    }

    @Test
    default void removesAllItemsOrNone() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET), item("two", HORATIO), item("three", HAMLET)), 10, false, EPOCH);

        assertThat(store().remove(node, List.of("one", "none"), Optional.empty(), Optional.empty()))
                .isEqualTo(new Removal.Missing());
        assertThat(store().remove(node, List.of("one", "two"), Optional.of(HAMLET), Optional.empty()))
                .isEqualTo(new Removal.NotTheirs());
        assertThat(ids(node)).containsExactly("one", "two", "three");
        assertThat(store().remove(node, List.of("one", "three"), Optional.of(HAMLET), Optional.empty()))
                .isEqualTo(removed("one", "three"));
        assertThat(ids(node)).containsExactly("two");
    }

    @Test
    default void leavesOutWhatHasExpiredAndForgetsIt() {
        Node node = created("music");
        Item old = new Item("old", Optional.of(HAMLET), NOW.minusSeconds(61), Optional.of(payload("old")));
        Item young = new Item("young", Optional.of(HAMLET), NOW, Optional.of(payload("young")));
        store().add(node, List.of(old, young), 10, false, EPOCH);
        Instant expired = NOW.minusSeconds(60);

        assertThat(store().newest(node, 10, 1000, expired)).containsExactly(young);
        assertThat(store().items(node, List.of("old", "young"), 1000, expired)).containsExactly(young);
        assertThat(store().count(node, expired)).isEqualTo(1);
        assertThat(ids(node, 10, expired)).containsExactly("young");

        store().removeExpired(NOW);
        assertThat(ids(node)).containsExactly("old", "young");
        store().configure(node, TITLED.with(Settings.ITEM_EXPIRE, Amount.of(60)), 10);
        store().removeExpired(NOW);
        assertThat(ids(node)).containsExactly("young");
    }

    @Test
    default void findsAndRemovesTheItemsOfOnePublisher() {
        Node node = created("music");
        store().add(node, List.of(item("one", HAMLET), item("two", HORATIO), item("three", HAMLET)), 10, false, EPOCH);

        assertThat(store().withItemsOf(service(), HAMLET, Settings.PURGE_OFFLINE))
                .isEmpty();
        store().configure(node, TITLED.with(Settings.PURGE_OFFLINE, true), 10);
        assertThat(store().withItemsOf(service(), HAMLET, Settings.PURGE_OFFLINE))
                .containsExactly("music");

        assertThat(store().removeOf(node, HAMLET, Optional.empty()).ids()).containsExactly("one", "three");
        assertThat(ids(node)).containsExactly("two");
        assertThat(store().withItemsOf(service(), HAMLET, Settings.PURGE_OFFLINE))
                .isEmpty();
    }

    @Test
    default void remembersWhatADigestHasToldUpToAndWhenTheNextIs() {
        Node node = created("digested");
        store().add(node, List.of(item("old", HAMLET)), 10, false, EPOCH);
        Subscription digest = Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED)
                .withOptions(Configuration.UNCONFIGURED.with(Options.DIGEST, true));
        store().change(
                        node,
                        Map.of(),
                        List.of(digest, Subscription.of(HAMLET, "id", SubscriptionState.SUBSCRIBED)),
                        TRACE);
        assertThat(due(NOW)).isEmpty();

        store().add(node, List.of(item("one", HAMLET), item("two", HAMLET), item("six", HAMLET)), 10, false, EPOCH);
        DueDigest due = due(NOW).getFirst();
        assertThat(due(NOW)).hasSize(1);
        assertThat(due.jid()).isEqualTo(HORATIO);

        Batch two = store().after(node, due.position(), 10, 20, EPOCH);
        assertThat(two.items()).extracting(Item::id).containsExactly("one", "two");
        store().digested(due, two.position(), NOW.plusSeconds(60));
        store().change(node, Map.of(), List.of(digest), TRACE);
        assertThat(due(NOW)).isEmpty();
        DueDigest next = due(NOW.plusSeconds(60)).getFirst();
        Batch rest = store().after(node, next.position(), 10, 1, EPOCH);
        assertThat(rest.items()).extracting(Item::id).containsExactly("six");
        store().digested(next, rest.position(), NOW);
        assertThat(due(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    default void pagesFromTheNewestToTheOldest() {
        Node node = created("paged");
        store().add(node, List.of(item("one", HAMLET), item("two", HAMLET), item("six", HAMLET)), 10, false, EPOCH);

        Batch first = store().before(node, Long.MAX_VALUE, 2, 1000, EPOCH);
        assertThat(first.items()).extracting(Item::id).containsExactly("six", "two");
        Batch second = store().before(node, first.position(), 2, 1000, EPOCH);
        assertThat(second.items()).extracting(Item::id).containsExactly("one");
        assertThat(store().before(node, second.position(), 2, 1000, EPOCH).items())
                .isEmpty();
        assertThat(store().before(node, Long.MAX_VALUE, 10, 1, EPOCH).items())
                .as("one always, however large")
                .hasSize(1);
    }

    @Test
    default void anItemsPositionIsNeverUsedAgain() {
        Node node = created("positions");
        assertThat(store().position(node)).isZero();
        long one = position(store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH));
        assertThat(store().position(node)).isEqualTo(one);
        store().removeAll(node, Optional.empty(), Optional.empty());

        assertThat(position(store().add(node, List.of(item("one", HAMLET)), 10, false, EPOCH)))
                .isGreaterThan(one);
    }

    private static long position(Addition addition) {
        return ((Addition.Added) addition).position();
    }

    private List<DueDigest> due(Instant now) {
        return store().dueDigests(now, 0, 1000).stream()
                .filter(digest -> digest.node().equals(address("digested")))
                .toList();
    }

    @Test
    default void takesAnyTextForWhatItIs() {
        String name = "'; DROP TABLE pubsub_nodes; -- \"\\%_";
        Node node = created(name);
        store().add(node, List.of(item("' OR '1'='1", HAMLET)), 10, false, EPOCH);

        assertThat(store().load(address(name))).isPresent();
        assertThat(store().items(node, List.of("' OR '1'='1"), 1000, EPOCH)).hasSize(1);
        assertThat(store().remove(node, List.of("' OR 1=1 --"), Optional.empty(), Optional.empty()))
                .isEqualTo(new Removal.Missing());
    }

    private List<String> page(Node node, ItemOrder order, Position position, int count) {
        return store().page(node, new ItemQuery(order, position, count), 10_000, EPOCH).orElseThrow().items().stream()
                .map(Item::id)
                .toList();
    }

    @Test
    default void itemsKeepTheirPlaceInTheOrderOfCreation() {
        Node node = created("music");
        ItemOrder creation = new ItemOrder(By.CREATION, Direction.ASCENDING);
        ItemOrder newestFirst = new ItemOrder(By.MODIFICATION, Direction.DESCENDING);
        for (String id : List.of("a", "b", "c", "b", "a", "a")) {
            store().add(node, List.of(item(id, HAMLET)), 10, false, EPOCH);
        }

        assertThat(page(node, creation, new Position.First(), 10)).containsExactly("a", "b", "c");
        assertThat(page(node, creation, new Position.After("a"), 1)).containsExactly("b");
        assertThat(page(node, newestFirst, new Position.First(), 2)).containsExactly("a", "b");
        assertThat(page(node, newestFirst, new Position.Before("c"), 1)).containsExactly("b");
        assertThat(page(node, newestFirst, new Position.Last(), 2)).containsExactly("b", "c");
    }

    @Test
    default void pagesKnowTheirPlace() {
        Node node = created("music");
        for (String id : List.of("a", "b", "c")) {
            store().add(node, List.of(item(id, HAMLET)), 10, false, EPOCH);
        }
        ItemQuery query = new ItemQuery(ItemOrder.USUAL, new Position.After("a"), 1);

        assertThat(store().ids(node, query, EPOCH)).contains(new Extract<>(List.of("b"), 1, 3));
        assertThat(store().ids(node, query, NOW)).as("all have expired").isEmpty();
        assertThat(store().page(node, new ItemQuery(ItemOrder.USUAL, new Position.After("z"), 1), 100, EPOCH))
                .isEmpty();
    }

    @Test
    default void nodesAreListedBackwards() {
        created("a");
        created("b");
        created("c");

        assertThat(store().nodesBefore(service(), HAMLET, Optional.empty(), 2))
                .extracting(Listing::node)
                .containsExactly("c", "b");
        assertThat(store().nodesBefore(service(), HAMLET, Optional.of("b"), 2))
                .extracting(Listing::node)
                .containsExactly("a");
    }

    @Test
    default void nodesOfAnOwnerWithPendingSubscriptions() {
        Node waited = created("waited");
        Node idle = created("idle");
        store().change(waited, Map.of(), List.of(Subscription.of(HORATIO, "id", SubscriptionState.PENDING)), TRACE);
        store().change(idle, Map.of(), List.of(Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED)), TRACE);

        assertThat(store().withPending(service(), HAMLET, 10)).containsExactly("waited");
        assertThat(store().withPending(service(), HORATIO, 10)).isEmpty();
        assertThat(store().withPending(service(), HAMLET, 0)).isEmpty();
    }

    @Test
    default void remembersWhereNodesWent() {
        for (String name : List.of("a", "b", "c")) {
            store().delete(created(name), Optional.of("xmpp:other?;node=" + name), 2);
        }
        store().delete(created("d"), Optional.empty(), 2);

        assertThat(store().moved(address("a"))).as("the oldest of three").isEmpty();
        assertThat(store().moved(address("b"))).contains("xmpp:other?;node=b");
        assertThat(store().moved(address("c"))).contains("xmpp:other?;node=c");
        assertThat(store().moved(address("d"))).isEmpty();
        created("b");
        assertThat(store().moved(address("b"))).as("there again").isEmpty();
    }

    @Test
    default void aLinkIsKeptForBothItsNodes() {
        Configuration collection = TITLED.with(Settings.NODE_TYPE, NodeType.COLLECTION);
        Node blogs = ((Creation.Made) store().create(address("blogs"), HAMLET, NOW, collection, 10)).node();
        Node diary = created("diary");
        Configuration inBlogs = TITLED.with(Settings.COLLECTION, List.of("blogs"));
        store().create(address("letters"), HAMLET, NOW, inBlogs, 10);

        store().configure(diary, inBlogs, 10);

        assertThat(loaded("diary").configuration()).isEqualTo(inBlogs);
        assertThat(loaded("blogs").configuration().get(Settings.CHILDREN)).containsExactly("diary", "letters");

        Node now = loaded("blogs");
        store().configure(now, now.configuration().with(Settings.CHILDREN, List.of("letters")), 10);
        assertThat(loaded("diary").configuration()).isEqualTo(TITLED);

        store().delete(blogs, Optional.empty(), 0);
        assertThat(loaded("letters").configuration()).isEqualTo(TITLED);
    }

    private Node loaded(String node) {
        return store().load(address(node)).orElseThrow();
    }

    @Test
    default void onlyNodesInNoCollectionAreListed() {
        store().create(address(""), HAMLET, NOW, TITLED, 10);
        created("blogs");
        store().create(address("diary"), HAMLET, NOW, TITLED.with(Settings.COLLECTION, List.of("blogs")), 10);

        assertThat(store().nodes(service(), HORATIO, "", 10))
                .extracting(Listing::node)
                .containsExactly("blogs");
        assertThat(store().nodesBefore(service(), HORATIO, Optional.empty(), 10))
                .extracting(Listing::node)
                .containsExactly("blogs");
        assertThat(store().names(service())).containsExactly("blogs", "diary");
    }

    @Test
    default void findsWhatDependsOnANode() {
        Node blog = created("blog");
        Configuration under = TITLED.with(Settings.PARENT, "blog");
        store().create(address("comments"), HAMLET, NOW, under, 10);
        Node likes = created("likes");
        store().configure(likes, TITLED.with(Settings.LINK, "blog"), 10);

        assertThat(store().dependents(blog.address())).containsExactly(address("comments"), address("likes"));
        assertThat(loaded("comments").configuration()).isEqualTo(under);
        assertThat(store().nodes(service(), HORATIO, "", 10))
                .extracting(Listing::dependent)
                .containsExactly(false, true, true);
        store().configure(loaded("likes"), TITLED, 10);
        assertThat(store().dependents(blog.address())).containsExactly(address("comments"));
    }

    @Test
    default void keepsWhatANodeDependsOnThoughThatIsGone() {
        Node blog = created("blog");
        store().create(address("comments"), HAMLET, NOW, TITLED.with(Settings.PARENT, "blog"), 10);

        store().delete(blog, Optional.empty(), 0);

        assertThat(loaded("comments").configuration().get(Settings.PARENT)).isEqualTo("blog");
        assertThat(store().dependents(created("blog").address()))
                .as("another node of the name")
                .isEmpty();
    }

    @Test
    default void tellsOfPublicSubscribers() {
        Node music = created("music");
        NodeAddress list = address("urn:xmpp:pps:subscribers:0/music");
        Subscription seen = Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED)
                .withOptions(Configuration.UNCONFIGURED.with(Options.PUBLIC, true));
        Subscription unseen = Subscription.of(HAMLET, "id", SubscriptionState.SUBSCRIBED);

        assertThat(store().change(music, Map.of(), List.of(seen, unseen), TRACE))
                .containsExactly(new Consequence.Renewed(list, HORATIO.toString()));
        assertThat(ids(store().load(list).orElseThrow())).containsExactly(HORATIO.toString());
        assertThat(store().change(loaded("music"), Map.of(), List.of(seen), TRACE))
                .as("nothing new")
                .isEmpty();
        Subscription hidden = seen.withOptions(Configuration.UNCONFIGURED);
        assertThat(store().change(loaded("music"), Map.of(), List.of(hidden), TRACE))
                .hasSize(1)
                .first()
                .isInstanceOf(Consequence.Withdrawn.class);
        assertThat(ids(store().load(list).orElseThrow())).isEmpty();
    }

    @Test
    default void pagesBeginAtAnIndex() {
        Node node = created("music");
        for (String id : List.of("a", "b", "c", "a")) {
            store().add(node, List.of(item(id, HAMLET)), 10, false, EPOCH);
        }
        ItemOrder newestFirst = new ItemOrder(By.MODIFICATION, Direction.DESCENDING);
        ItemOrder creation = new ItemOrder(By.CREATION, Direction.ASCENDING);

        assertThat(page(node, ItemOrder.USUAL, new Position.At(1), 2)).containsExactly("c", "a");
        assertThat(page(node, newestFirst, new Position.At(1), 2)).containsExactly("c", "b");
        assertThat(page(node, creation, new Position.At(2), 2)).containsExactly("c");
        assertThat(page(node, creation, new Position.At(3), 2)).isEmpty();
        assertThat(page(node, newestFirst, new Position.At(3), 2)).isEmpty();
    }

    @Test
    default void findsTheServicesThatAnAccountAttends() {
        Subscription temporary = Subscription.of(HORATIO, "id", SubscriptionState.SUBSCRIBED)
                .withOptions(Configuration.UNCONFIGURED.with(Options.EXPIRE, Lease.PRESENCE));
        store().change(created("music"), Map.of(), List.of(temporary), TRACE);
        store().change(
                        created("news"),
                        Map.of(),
                        List.of(Subscription.of(HAMLET, "id", SubscriptionState.SUBSCRIBED)),
                        TRACE);

        assertThat(store().attended(HORATIO)).contains(service());
        assertThat(store().attended(HAMLET)).doesNotContain(service());
    }
}
