package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Affiliation;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeStore;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes in the server's database. Rows of a node go with it; settings are rows, so that new ones need no migration. */
public final class SqlNodeStore implements NodeStore {
    /** The tables. */
    public static final Migrations MIGRATIONS = Migrations.of("pubsub", SqlNodeStore.class, "001-create.sql");

    private final Database database;

    public SqlNodeStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Node> load(NodeAddress address) {
        return database.read(sql -> NodeRows.load(sql, address));
    }

    @Override
    public Creation create(NodeAddress address, Jid creator, Instant created, Configuration configuration, int limit) {
        return database.write(sql -> {
            long made = sql.first(
                            "SELECT COUNT(*) AS total FROM pubsub_nodes WHERE creator = ? AND service = ?",
                            row -> row.number("total"),
                            creator,
                            address.service())
                    .orElseThrow();
            if (made >= limit) {
                return new Creation.TooMany();
            }
            Optional<Long> key = NodeRows.insert(sql, address, creator, created);
            if (key.isEmpty()) {
                return new Creation.AlreadyThere();
            }
            NodeRows.configure(sql, key.get(), configuration);
            NodeRows.affiliate(sql, key.get(), creator, Affiliation.OWNER);
            Map<Jid, Affiliation> owner = Map.of(creator, Affiliation.OWNER);
            return new Creation.Made(new Node(key.get(), address, creator, created, configuration, owner, Map.of()));
        });
    }

    @Override
    public void configure(Node node, Configuration configuration, int keep) {
        database.write(sql -> {
            NodeRows.configure(sql, node.key(), configuration);
            return ItemRows.trim(sql, node.key(), keep);
        });
    }

    @Override
    public void delete(Node node) {
        database.write(sql -> sql.update("DELETE FROM pubsub_nodes WHERE number = ?", node.key()));
    }

    @Override
    public void change(Node node, Map<Jid, Affiliation> affiliations, Collection<Subscription> subscriptions) {
        database.write(sql -> {
            affiliations.forEach((account, affiliation) -> NodeRows.affiliate(sql, node.key(), account, affiliation));
            subscriptions.forEach(subscription -> NodeRows.subscribe(sql, node.key(), subscription));
            return affiliations.size() + subscriptions.size();
        });
    }

    @Override
    public Addition add(Node node, Item item, int capacity, boolean rejectWhenFull) {
        return database.write(sql -> {
            boolean replaces = ItemRows.delete(sql, node.key(), item.id());
            if (rejectWhenFull && !replaces && ItemRows.count(sql, node.key()) >= capacity) {
                return new Addition.Full();
            }
            ItemRows.insert(sql, node.key(), item);
            return new Addition.Added(ItemRows.trim(sql, node.key(), capacity));
        });
    }

    @Override
    public Removal remove(Node node, String id, Optional<Jid> publisher) {
        return database.write(sql -> {
            Optional<Jid> account = sql.first(
                    "SELECT account FROM pubsub_items WHERE node = ? AND id = ?",
                    row -> row.jid("account"),
                    node.key(),
                    id);
            if (account.isEmpty()) {
                return Removal.MISSING;
            }
            if (publisher.isPresent() && !publisher.equals(account)) {
                return Removal.NOT_THEIRS;
            }
            ItemRows.delete(sql, node.key(), id);
            return Removal.REMOVED;
        });
    }

    @Override
    public Removal removeAll(Node node, Optional<Jid> publisher) {
        return database.write(sql -> {
            boolean others = publisher.isPresent()
                    && sql.first(
                                    "SELECT id FROM pubsub_items WHERE node = ? AND account <> ? LIMIT 1",
                                    row -> row.text("id"),
                                    node.key(),
                                    publisher.get())
                            .isPresent();
            if (others) {
                return Removal.NOT_THEIRS;
            }
            sql.update("DELETE FROM pubsub_items WHERE node = ?", node.key());
            return Removal.REMOVED;
        });
    }

    @Override
    public List<Item> newest(Node node, int count, int size) {
        return database.read(sql -> ItemRows.newest(sql, node.key(), count, size));
    }

    @Override
    public List<Item> items(Node node, Collection<String> ids, int size) {
        return database.read(sql -> ItemRows.named(sql, node.key(), ids, size));
    }

    @Override
    public int count(Node node) {
        return database.read(sql -> ItemRows.count(sql, node.key()));
    }

    @Override
    public List<String> ids(Node node, int limit) {
        return database.read(sql -> sql.query(
                        "SELECT id FROM pubsub_items WHERE node = ? ORDER BY number DESC LIMIT ?",
                        row -> row.text("id"),
                        node.key(),
                        limit))
                .reversed();
    }

    @Override
    public List<Listing> nodes(Jid service, Jid requester, String after, int limit) {
        return database.read(sql -> NodeRows.list(sql, service, requester, after, limit));
    }

    @Override
    public List<Held<Subscription>> subscriptions(Jid service, Jid account) {
        return database.read(sql -> sql.query(
                "SELECT n.node, s.jid, s.state FROM pubsub_subscriptions s JOIN pubsub_nodes n ON n.number = s.node"
                        + " WHERE s.account = ? AND n.service = ? ORDER BY n.node, s.jid",
                row -> new Held<>(row.text("node"), NodeRows.subscription(row)),
                account,
                service));
    }

    @Override
    public List<Held<Affiliation>> affiliations(Jid service, Jid account) {
        return database.read(sql -> sql.query(
                "SELECT n.node, a.affiliation FROM pubsub_affiliations a JOIN pubsub_nodes n ON n.number = a.node"
                        + " WHERE a.account = ? AND n.service = ? ORDER BY n.node",
                row -> new Held<>(row.text("node"), Affiliation.valueOf(row.text("affiliation"))),
                account,
                service));
    }
}
