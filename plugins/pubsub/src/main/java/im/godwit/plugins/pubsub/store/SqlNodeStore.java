package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Consequence;
import im.godwit.plugins.pubsub.engine.CursorStore;
import im.godwit.plugins.pubsub.engine.Extract;
import im.godwit.plugins.pubsub.engine.HistoryStore;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.Subscriptions;
import im.godwit.plugins.pubsub.engine.Twins;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Nodes in the server's database. Rows of a node go with it; settings are rows, so that new ones need no migration. */
public final class SqlNodeStore implements NodeStore {
    /** The tables. */
    public static final Migrations MIGRATIONS = Migrations.of(
            "pubsub",
            SqlNodeStore.class,
            "001-create.sql",
            "002-options.sql",
            "003-digests.sql",
            "004-order.sql",
            "005-moved.sql",
            "006-collections.sql",
            "007-history.sql",
            "008-cursors.sql",
            "009-attachments.sql",
            "010-plans.sql",
            "011-relations.sql");

    private final Database database;
    private final Services services;
    private final HistoryStore history;
    private final CursorStore cursors;
    private final Twins twins;

    /**
     * Nodes in a database that others share.
     *
     * @param services those whose nodes are looked after here, of all that are in the database
     */
    public SqlNodeStore(Database database, Services services) {
        this(database, services, Twins.NONE);
    }

    /** The same, where some nodes follow others. */
    public SqlNodeStore(Database database, Services services, Twins twins) {
        this.database = database;
        this.services = services;
        this.history = new SqlHistory(database);
        this.cursors = new SqlCursors(database);
        this.twins = twins;
    }

    @Override
    public Twins twins() {
        return twins;
    }

    @Override
    public void follow(Node node) {
        database.write(sql -> {
            TwinRows.follow(sql, twins, node);
            return node;
        });
    }

    @Override
    public Optional<Node> load(NodeAddress address) {
        return database.read(sql -> NodeRows.load(sql, address));
    }

    @Override
    public Creation create(NodeAddress address, Jid creator, Instant created, Configuration configuration, int limit) {
        return database.write(sql -> {
            long made = sql.first(
                            "SELECT COUNT(*) AS total FROM pubsub_nodes WHERE creator = ? AND service = ?"
                                    + " AND number NOT IN (SELECT node FROM pubsub_attachments)",
                            row -> row.number("total"),
                            creator,
                            address.service())
                    .orElseThrow();
            if (made >= limit) {
                return new Creation.TooMany();
            }
            Optional<Attached.ToItem> attached = attached(address);
            Optional<Long> target = attached.flatMap(to -> AttachmentRows.held(sql, to));
            if (attached.isPresent() && target.isEmpty()) {
                return new Creation.NothingToAttachTo();
            }
            Optional<Long> key = NodeRows.insert(sql, address, creator, created);
            if (key.isEmpty()) {
                return new Creation.AlreadyThere();
            }
            attached.ifPresent(to -> AttachmentRows.join(sql, key.get(), target.get(), Optional.of(to.item())));
            MovedRows.forget(sql, address);
            NodeRows.configure(sql, key.get(), configuration);
            LinkRows.set(sql, address.service(), key.get(), Configuration.STANDARD, configuration);
            RelationRows.set(sql, address.service(), key.get(), Configuration.STANDARD, configuration);
            NodeRows.affiliate(sql, key.get(), creator, Affiliation.OWNER);
            Map<Jid, Affiliation> owner = Map.of(creator, Affiliation.OWNER);
            return new Creation.Made(
                    new Node(key.get(), address, creator, created, configuration, owner, Subscriptions.NONE));
        });
    }

    private static Optional<Attached.ToItem> attached(NodeAddress address) {
        return Attached.at(address).filter(Attached.ToItem.class::isInstance).map(Attached.ToItem.class::cast);
    }

    @Override
    public List<Consequence> configure(Node node, Configuration configuration, int keep) {
        return database.write(sql -> {
            NodeRows.configure(sql, node.key(), configuration);
            LinkRows.set(sql, node.address().service(), node.key(), node.configuration(), configuration);
            RelationRows.set(sql, node.address().service(), node.key(), node.configuration(), configuration);
            List<String> removed = trimmed(sql, node, keep);
            return removed.isEmpty() ? List.of() : followed(sql, node, Optional.empty());
        });
    }

    /** What follows elsewhere from the items that a node has now. */
    private List<Consequence> followed(Sql sql, Node node, Optional<Trace> trace) {
        TwinRows.follow(sql, twins, node);
        return AttachmentRows.follow(sql, node, trace);
    }

    @Override
    public List<Consequence> delete(Node node, Optional<String> redirect, int keep) {
        return database.write(sql -> {
            TwinRows.forget(sql, twins, node);
            List<Consequence> consequences = AttachmentRows.forget(sql, node, Optional.empty());
            redirect.ifPresent(uri -> MovedRows.add(sql, node, uri, keep));
            sql.update("DELETE FROM pubsub_nodes WHERE number = ?", node.key());
            return consequences;
        });
    }

    @Override
    public List<NodeAddress> dependents(NodeAddress address) {
        return database.read(sql -> RelationRows.dependents(sql, address));
    }

    @Override
    public Optional<String> moved(NodeAddress address) {
        return database.read(sql -> MovedRows.find(sql, address));
    }

    @Override
    public List<Consequence> change(
            Node node, Map<Jid, Affiliation> affiliations, Collection<Subscription> subscriptions, Trace trace) {
        return database.write(sql -> {
            affiliations.forEach((account, affiliation) -> NodeRows.affiliate(sql, node.key(), account, affiliation));
            subscriptions.forEach(subscription -> SubscriptionRows.set(sql, node.key(), subscription));
            return SubscriberRows.follow(sql, node, subscriptions, trace);
        });
    }

    @Override
    public Addition add(Node node, List<Item> items, int capacity, boolean rejectWhenFull, Instant expired) {
        return database.write(sql -> {
            Optional<Attached.ToItem> attached = attached(node.address());
            Optional<Long> target = attached.flatMap(to -> AttachmentRows.held(sql, to));
            if (attached.isPresent() && target.isEmpty()) {
                return new Addition.NothingToAttachTo();
            }
            attached.ifPresent(to -> AttachmentRows.join(sql, node.key(), target.get(), Optional.of(to.item())));
            int over = expired.isAfter(Instant.EPOCH) ? removeUntil(sql, node, expired) : 0;
            if (rejectWhenFull && others(sql, node, items, expired) + items.size() > capacity) {
                return new Addition.Full();
            }
            List<ItemRows.Placed> placed = items.stream()
                    .map(item -> ItemRows.put(sql, node.key(), item))
                    .toList();
            // what takes the place of another needs no more room
            List<String> displaced =
                    placed.stream().anyMatch(ItemRows.Placed::isNew) ? trimmed(sql, node, capacity) : List.of();
            TwinRows.follow(sql, twins, node);
            boolean concernsOthers = attached.isPresent() || over > 0 || !displaced.isEmpty();
            return new Addition.Added(
                    displaced,
                    placed.getLast().number(),
                    concernsOthers ? AttachmentRows.follow(sql, node, Optional.empty()) : List.of());
        });
    }

    /** How many items that were over are gone. */
    private static int removeUntil(Sql sql, Node node, Instant expired) {
        if (node.subscriptions().areSomeDurable()) {
            CursorRows.loseUntil(sql, node.key(), expired);
        }
        return ItemRows.removeUntil(sql, node.key(), expired);
    }

    /** How many items there are besides those of the same names. */
    private static long others(Sql sql, Node node, List<Item> items, Instant expired) {
        long same = items.stream()
                .filter(item -> ItemRows.publisher(sql, node.key(), item.id()).isPresent())
                .count();
        return ItemRows.count(sql, node.key(), expired) - same;
    }

    /** Keeps the newest items alone; answers the identifiers of the others. */
    private static List<String> trimmed(Sql sql, Node node, int keep) {
        Optional<Long> last = ItemRows.newestBeyond(sql, node.key(), keep);
        if (node.subscriptions().areSomeDurable()) {
            last.ifPresent(number -> CursorRows.lose(sql, node.key(), number));
        }
        return last.map(number -> ItemRows.removeUpTo(sql, node.key(), number)).orElse(List.of());
    }

    @Override
    public CursorStore cursors() {
        return cursors;
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    @Override
    public Removal remove(Node node, Collection<String> ids, Optional<Jid> publisher, Optional<Trace> trace) {
        return database.write(sql -> {
            for (String id : ids) {
                Optional<Jid> account = ItemRows.publisher(sql, node.key(), id);
                if (account.isEmpty()) {
                    return new Removal.Missing();
                }
                if (publisher.isPresent() && !publisher.equals(account)) {
                    return new Removal.NotTheirs();
                }
            }
            ids.forEach(id -> ItemRows.delete(sql, node.key(), id));
            TwinRows.follow(sql, twins, node);
            return removed(sql, node, List.copyOf(ids), trace);
        });
    }

    private static Removal.Removed removed(Sql sql, Node node, List<String> ids, Optional<Trace> trace) {
        List<Optional<String>> gone = ids.stream().map(Optional::of).toList();
        OptionalLong position = TraceRows.leave(sql, node.key(), gone, trace);
        return new Removal.Removed(ids, position, AttachmentRows.follow(sql, node, trace));
    }

    @Override
    public Removal removeAll(Node node, Optional<Jid> publisher, Optional<Trace> trace) {
        return database.write(sql -> {
            boolean others = publisher.isPresent()
                    && sql.first(
                                    "SELECT id FROM pubsub_items WHERE node = ? AND account <> ? LIMIT 1",
                                    row -> row.text("id"),
                                    node.key(),
                                    publisher.get())
                            .isPresent();
            if (others) {
                return new Removal.NotTheirs();
            }
            sql.update("DELETE FROM pubsub_items WHERE node = ?", node.key());
            OptionalLong position = TraceRows.leave(sql, node.key(), List.of(Optional.empty()), trace);
            return new Removal.Removed(List.of(), position, followed(sql, node, trace));
        });
    }

    @Override
    public Removal.Removed removeOf(Node node, Jid publisher, Optional<Trace> trace) {
        return database.write(sql -> {
            List<String> ids = sql.query(
                    "SELECT id FROM pubsub_items WHERE node = ? AND account = ? ORDER BY number",
                    row -> row.text("id"),
                    node.key(),
                    publisher);
            sql.update("DELETE FROM pubsub_items WHERE node = ? AND account = ?", node.key(), publisher);
            return removed(sql, node, ids, trace);
        });
    }

    @Override
    public List<Item> newest(Node node, int count, int size, Instant expired) {
        return database.read(sql -> ItemRows.newest(sql, node.key(), count, size, expired));
    }

    @Override
    public Optional<Extract<Item>> page(Node node, ItemQuery query, int size, Instant expired) {
        return database.read(sql -> ItemPages.items(sql, node.key(), query, size, expired));
    }

    @Override
    public Optional<Extract<String>> ids(Node node, ItemQuery query, Instant expired) {
        return database.read(sql -> ItemPages.ids(sql, node.key(), query, expired));
    }

    @Override
    public List<Item> items(Node node, Collection<String> ids, int size, Instant expired) {
        return database.read(sql -> ItemRows.named(sql, node.key(), ids, size, expired));
    }

    @Override
    public int count(Node node, Instant expired) {
        return database.read(sql -> ItemRows.count(sql, node.key(), expired));
    }

    @Override
    public List<Consequence> removeExpired(Instant now) {
        List<ItemRows.Expiry> nodes = database.read(sql -> ItemRows.expiring(sql).stream()
                .filter(node -> haveAnyExpired(sql, node.node(), node.before(now)))
                .toList());
        List<Consequence> all = new ArrayList<>();
        for (ItemRows.Expiry node : nodes) {
            Instant expired = node.before(now);
            all.addAll(database.write(sql -> {
                CursorRows.loseUntil(sql, node.node(), expired);
                TraceRows.removeUntil(sql, node.node(), expired);
                return ItemRows.removeUntil(sql, node.node(), expired) == 0
                        ? List.<Consequence>of()
                        : NodeRows.load(sql, node.node())
                                .map(found -> AttachmentRows.follow(sql, found, Optional.empty()))
                                .orElse(List.of());
            }));
        }
        return all;
    }

    private static boolean haveAnyExpired(Sql sql, long node, Instant expired) {
        return ItemRows.areAnyFromUntil(sql, node, expired) || TraceRows.areAnyFromUntil(sql, node, expired);
    }

    @Override
    public List<NodeAddress> withExpiredLeases(Instant now, int limit) {
        return database.read(sql -> SubscriptionRows.expired(sql, services, now, limit));
    }

    @Override
    public List<DueDigest> dueDigests(Instant now, long after, int limit) {
        return database.read(sql -> SubscriptionRows.dueDigests(sql, services, now, after, limit));
    }

    @Override
    public Batch after(Node node, long position, int count, int size, Instant expired) {
        return database.read(sql -> ItemRows.after(sql, node.key(), position, count, size, expired));
    }

    @Override
    public Batch before(Node node, long position, int count, int size, Instant expired) {
        return database.read(sql -> ItemRows.before(sql, node.key(), position, count, size, expired));
    }

    @Override
    public long position(Node node) {
        return database.read(sql -> HistoryRows.position(sql, node.key()));
    }

    @Override
    public void digested(DueDigest digest, long position, Instant next) {
        database.write(sql -> sql.update(
                "UPDATE pubsub_subscriptions SET digested = ?, digest_next = ? WHERE number = ?",
                position,
                next,
                digest.key()));
    }

    @Override
    public List<String> withItemsOf(Jid service, Jid publisher, Setting<Boolean> setting) {
        return database.read(sql -> sql.query(
                // from the few nodes that are set so; SQLite keeps the order of a cross join
                "SELECT n.node FROM pubsub_settings s CROSS JOIN pubsub_nodes n"
                        + " WHERE s.setting = ? AND s.value = '1' AND n.number = s.node AND n.service = ?"
                        + " AND EXISTS (SELECT 1 FROM pubsub_items i WHERE i.node = n.number AND i.account = ?)"
                        + " ORDER BY n.node",
                row -> row.text("node"),
                setting.name(),
                service,
                publisher));
    }

    @Override
    public List<Listing> nodes(Jid service, Jid requester, String after, int limit) {
        return database.read(sql -> NodeRows.list(sql, service, requester, after, limit));
    }

    @Override
    public List<String> names(Jid service) {
        return database.read(sql -> sql.query(
                "SELECT node FROM pubsub_nodes WHERE service = ? AND node <> '' ORDER BY node",
                row -> row.text("node"),
                service));
    }

    @Override
    public List<Jid> services(Jid account) {
        return database.read(sql -> sql.query(
                "SELECT n.service FROM pubsub_affiliations a JOIN pubsub_nodes n ON n.number = a.node"
                        + " WHERE a.account = ? UNION SELECT n.service FROM pubsub_subscriptions s"
                        + " JOIN pubsub_nodes n ON n.number = s.node WHERE s.account = ?",
                row -> row.jid("service"),
                account,
                account));
    }

    @Override
    public List<Jid> attended(Jid account) {
        return database.read(sql -> SubscriptionRows.temporary(sql, account));
    }

    @Override
    public List<Listing> nodesBefore(Jid service, Jid requester, Optional<String> before, int limit) {
        return database.read(sql -> NodeRows.listBackwards(sql, service, requester, before, limit));
    }

    @Override
    public List<Held<Subscription>> subscriptions(Jid service, Jid account) {
        return database.read(sql -> SubscriptionRows.ofAccount(sql, service, account));
    }

    @Override
    public List<String> withPending(Jid service, Jid owner, int limit) {
        return database.read(sql -> SubscriptionRows.withPending(sql, service, owner, limit));
    }

    @Override
    public List<Held<Affiliation>> affiliations(Jid service, Jid account) {
        return database.read(sql -> sql.query(
                // from the account's own, not from all nodes; SQLite keeps the order of a cross join
                "SELECT n.node, a.affiliation FROM pubsub_affiliations a CROSS JOIN pubsub_nodes n"
                        + " WHERE n.number = a.node AND a.account = ? AND n.service = ? ORDER BY n.node",
                row -> new Held<>(row.text("node"), Affiliation.valueOf(row.text("affiliation"))),
                account,
                service));
    }
}
