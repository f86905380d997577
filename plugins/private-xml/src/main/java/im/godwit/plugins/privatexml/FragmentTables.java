package im.godwit.plugins.privatexml;

import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/** What clients store, by account and namespace. */
final class FragmentTables {
    static final Migrations MIGRATIONS =
            Migrations.of("privatexml", FragmentTables.class, "001-create.sql", "002-namespaces.sql");

    private final Database database;
    private final PrivateXmlPlugin.Options limits;

    private record Used(long namespaces, long bytes) {}

    FragmentTables(Database database, PrivateXmlPlugin.Options limits) {
        this.database = database;
        this.limits = limits;
    }

    /** What was stored under a namespace, in its {@code <query/>}. */
    Optional<Element> load(Jid account, String namespace) {
        return database.read(sql -> sql.first(
                "SELECT content FROM privatexml_fragments WHERE account = ? AND namespace = ?",
                row -> row.element("content"),
                account,
                namespace));
    }

    /**
     * Replaces what is stored under each of the namespaces; durable when this returns.
     *
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} if the account would store more than it may;
     *     nothing is changed then
     */
    void save(Jid account, Fragments fragments) {
        database.write(sql -> {
            fragments.byNamespace().forEach((namespace, elements) -> {
                sql.update("DELETE FROM privatexml_fragments WHERE account = ? AND namespace = ?", account, namespace);
                // nothing is kept of what is empty: a get answers the same without it
                boolean empty = elements.stream()
                        .allMatch(element -> element.children().isEmpty()
                                && element.attributes().isEmpty());
                if (!empty) {
                    insert(sql, account, namespace, query(elements));
                }
            });
            return requireRoom(sql, account);
        });
    }

    private static Element query(Iterable<Element> elements) {
        return Element.builder(PrivateXmlPlugin.QUERY).addAll(elements).build();
    }

    private static void insert(Sql sql, Jid account, String namespace, Element content) {
        sql.update(
                "INSERT INTO privatexml_fragments (account, namespace, content, bytes) VALUES (?, ?, ?, ?)",
                account,
                namespace,
                content,
                ElementWriter.toBytes(content, Namespaces.CLIENT).length);
    }

    private Used requireRoom(Sql sql, Jid account) {
        Used used = sql.first(
                        "SELECT COUNT(*) AS namespaces, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes"
                                + " FROM privatexml_fragments WHERE account = ?",
                        row -> new Used(row.number("namespaces"), row.number("bytes")),
                        account)
                .orElseThrow();
        if (used.namespaces() > limits.maxNamespaces() || used.bytes() > limits.maxBytes()) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("you may store " + limits.maxNamespaces() + " namespaces and " + limits.maxBytes()
                            + " bytes")
                    .thrown();
        }
        return used;
    }

    /** Whether any account has something under a namespace; an index answers. */
    boolean has(String namespace) {
        return database.read(sql -> sql.first(
                        "SELECT account FROM privatexml_fragments WHERE namespace = ? LIMIT 1",
                        row -> row.text("account"),
                        namespace))
                .isPresent();
    }

    /** Forgets what an account stored under a namespace. */
    void delete(Jid account, String namespace) {
        database.write(sql ->
                sql.update("DELETE FROM privatexml_fragments WHERE account = ? AND namespace = ?", account, namespace));
    }

    /** Forgets what an account stored. */
    void delete(Jid account) {
        database.write(sql -> sql.update("DELETE FROM privatexml_fragments WHERE account = ?", account));
    }
}
