package im.godwit.plugins.pubsub.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.store.Database;
import im.godwit.store.Gathering;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An SQLite database that refuses statements which look through a table, or through all nodes of a service or all
 * subscriptions by a range that only begins somewhere.
 */
record ExplainedDatabase(Database database) implements Database {
    private static final List<Pattern> WALKS = List.of(
            Pattern.compile("SCAN pubsub_(?!secret|history).*"), // of one row; of those that were found
            Pattern.compile("SEARCH .*pubsub_nodes_address \\(service=\\?\\)"),
            Pattern.compile("SEARCH .*INTEGER PRIMARY KEY \\(rowid>\\?\\)"));

    /** Whole, once; and by the page. */
    private static final List<String> LISTINGS =
            List.of("SELECT node FROM pubsub_nodes", "SELECT n.node, t.value AS title");

    @Override
    public <T> T read(Function<Sql, T> work) {
        return database.read(sql -> work.apply(new Explained(sql)));
    }

    @Override
    public <T> T write(Function<Sql, T> work) {
        return database.write(sql -> work.apply(new Explained(sql)));
    }

    private record Explained(Sql sql) implements Sql {
        @Override
        public int update(String statement, Object... arguments) {
            requireIndex(statement, arguments);
            return sql.update(statement, arguments);
        }

        @Override
        public <T> List<T> query(String statement, Function<Row, T> map, Object... arguments) {
            requireIndex(statement, arguments);
            return sql.query(statement, map, arguments);
        }

        @Override
        public <T> void give(Gathering<T> gathering, T value) {
            sql.give(gathering, value);
        }

        @Override
        public Element parse(String xml) {
            return sql.parse(xml);
        }

        private void requireIndex(String statement, Object... arguments) {
            List<String> steps = sql.query("EXPLAIN QUERY PLAN " + statement, row -> row.text("detail"), arguments);
            if (LISTINGS.stream().noneMatch(statement::startsWith)) {
                assertThat(steps)
                        .as(statement)
                        .noneMatch(step -> WALKS.stream()
                                .anyMatch(walk -> walk.matcher(step).matches()));
            }
        }
    }
}
