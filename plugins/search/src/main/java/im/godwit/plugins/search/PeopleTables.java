package im.godwit.plugins.search;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People who want to be found, with the words by which they are. */
final class PeopleTables {
    static final Migrations MIGRATIONS = Migrations.of("search", PeopleTables.class, "001-create.sql");

    private final Database database;

    PeopleTables(Database database) {
        this.database = database;
    }

    /** Whether somebody is in here. */
    boolean contains(Jid account) {
        return database.read(
                sql -> sql.first("SELECT 1 AS there FROM search_people WHERE account = ?", row -> true, account)
                        .isPresent());
    }

    /** Adds somebody, or replaces what is known of them; durable when this returns. */
    void save(Person person) {
        database.write(sql -> {
            removed(sql, person.account());
            sql.update(
                    "INSERT INTO search_people (account, given_name, family_name, nickname, email)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    person.account(),
                    person.first(),
                    person.last(),
                    person.nick(),
                    person.email());
            for (SearchField field : SearchField.values()) {
                for (String word : person.words(field)) {
                    sql.update(
                            "INSERT INTO search_words (domain, field, word, account) VALUES (?, ?, ?, ?)",
                            person.account().domain(),
                            field,
                            word,
                            person.account());
                }
            }
            return person;
        });
    }

    /** Removes somebody; durable when this returns. */
    void delete(Jid account) {
        database.write(sql -> removed(sql, account));
    }

    private static int removed(Sql sql, Jid account) {
        sql.update("DELETE FROM search_words WHERE account = ?", account);
        return sql.update("DELETE FROM search_people WHERE account = ?", account);
    }

    /**
     * Those who are searched for, sorted by their addresses.
     *
     * @param after only those behind this one
     */
    List<Person> after(Wanted wanted, Optional<Jid> after, int limit) {
        return page(wanted, "account > ?", after.map(Jid::toString).orElse(""), "ASC", limit);
    }

    /**
     * The last of those who are searched for, sorted by their addresses.
     *
     * @param before only those ahead of this one
     */
    List<Person> before(Wanted wanted, Optional<Jid> before, int limit) {
        return before.map(jid -> page(wanted, "account < ?", jid.toString(), "DESC", limit))
                .orElseGet(() -> page(wanted, "account > ?", "", "DESC", limit))
                .reversed();
    }

    private List<Person> page(Wanted wanted, String bound, String place, String order, int limit) {
        List<Object> arguments = new ArrayList<>(arguments(wanted));
        arguments.add(place);
        arguments.add(limit);
        return database.read(sql -> sql.query(
                "SELECT account, given_name, family_name, nickname, email FROM search_people WHERE " + condition(wanted)
                        + " AND " + bound + " ORDER BY account " + order + " LIMIT ?",
                PeopleTables::person,
                arguments.toArray()));
    }

    /** How many people are searched for. */
    long count(Wanted wanted) {
        return database.read(sql -> sql.first(
                        "SELECT count(*) AS people FROM search_people WHERE " + condition(wanted),
                        row -> row.number("people"),
                        arguments(wanted).toArray())
                .orElseThrow());
    }

    private static String condition(Wanted wanted) {
        return String.join(
                " AND ",
                wanted.terms().stream()
                        .map(_ -> "account IN (SELECT account FROM search_words"
                                + " WHERE domain = ? AND field = ? AND word >= ? AND word < ?)")
                        .toList());
    }

    private static List<Object> arguments(Wanted wanted) {
        return wanted.terms().stream()
                .flatMap(term ->
                        List.<Object>of(wanted.domain().domain(), term.field(), term.beginning(), term.end()).stream())
                .toList();
    }

    private static Person person(Row row) {
        return new Person(
                row.jid("account"),
                row.text("given_name"),
                row.text("family_name"),
                row.text("nickname"),
                row.text("email"));
    }
}
