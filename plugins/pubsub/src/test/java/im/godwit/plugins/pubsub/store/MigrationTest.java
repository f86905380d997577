package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.store.PostgresDatabase;
import im.godwit.core.store.PostgresOptions;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Subscription;
import im.godwit.plugins.pubsub.engine.SubscriptionState;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first version kept is there after an update. */
class MigrationTest {
    private static final Jid SERVICE = Jid.ofDomain("pubsub.example.org");
    private static final Jid HAMLET = Jid.parse("hamlet@example.org");
    private static final Migrations FIRST =
            new Migrations("pubsub", List.of(SqlNodeStore.MIGRATIONS.scripts().getFirst()));

    @Test
    void keepsSubscriptionsOnSqlite(@TempDir Path folder) {
        try (SqliteDatabase database =
                SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE))) {
            keepsSubscriptions(database, database::migrate);
        }
    }

    @Test
    void keepsSubscriptionsOnPostgres() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                PostgresDatabase database = PostgresDatabase.open(new PostgresOptions(
                        server.getJdbcUrl("postgres", "postgres"), Optional.of("postgres"), Optional.empty(), 2))) {
            keepsSubscriptions(database, database::migrate);
        }
    }

    private static void keepsSubscriptions(Database database, Consumer<Migrations> migrate) {
        migrate.accept(FIRST);
        database.write(sql -> {
            long node = sql.first(
                            "INSERT INTO pubsub_nodes (service, node, creator, created) VALUES (?, ?, ?, ?)"
                                    + " RETURNING number",
                            row -> row.number("number"),
                            SERVICE,
                            "music",
                            HAMLET,
                            0L)
                    .orElseThrow();
            for (Jid jid : List.of(HAMLET, HAMLET.withResource("home"))) {
                sql.update(
                        "INSERT INTO pubsub_subscriptions (node, account, jid, state) VALUES (?, ?, ?, ?)",
                        node,
                        HAMLET,
                        jid,
                        SubscriptionState.SUBSCRIBED);
            }
            return node;
        });

        migrate.accept(SqlNodeStore.MIGRATIONS);

        List<Subscription> kept = new SqlNodeStore(database, Services.at(Jid.ofDomain("pubsub.example.org")))
                .load(new NodeAddress(SERVICE, "music"))
                .orElseThrow()
                .subscriptions()
                .all()
                .toList();
        assertThat(kept).extracting(Subscription::jid).containsExactlyInAnyOrder(HAMLET, HAMLET.withResource("home"));
        assertThat(kept).allSatisfy(subscription -> {
            assertThat(subscription.subid()).isNotEmpty();
            assertThat(subscription.options()).isEqualTo(Configuration.UNCONFIGURED);
        });
    }
}
