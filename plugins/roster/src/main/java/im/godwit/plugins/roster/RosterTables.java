package im.godwit.plugins.roster;

import im.godwit.jid.Jid;
import im.godwit.plugins.roster.Roster.Entry;
import im.godwit.service.Contact;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Row;
import im.godwit.store.Sql;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Rosters in the database. The caller sees to it that no two calls for one account run at once. */
final class RosterTables {
    static final Migrations MIGRATIONS = Migrations.of("roster", RosterTables.class, "001-create.sql");

    private final Database database;

    private record Grouped(Jid contact, String group) {}

    RosterTables(Database database) {
        this.database = database;
    }

    Roster load(Jid account) {
        return database.read(sql -> {
            Map<Jid, SequencedSet<String>> groups = groups(sql, account);
            Map<Jid, Entry> entries = new LinkedHashMap<>();
            sql.query(
                            "SELECT * FROM roster_contacts WHERE account = ? ORDER BY contact",
                            row -> entry(row, groups),
                            account)
                    .forEach(entry -> entries.put(entry.contact().jid(), entry));
            Optional<Roster> numbered = sql.first(
                    "SELECT epoch, version, removal FROM roster_versions WHERE account = ?",
                    row -> new Roster(
                            row.text("epoch"),
                            row.number("version"),
                            row.number("removal"),
                            Collections.unmodifiableMap(entries)),
                    account);
            return numbered.orElse(Roster.EMPTY);
        });
    }

    private static Map<Jid, SequencedSet<String>> groups(Sql sql, Jid account) {
        List<Grouped> rows = sql.query(
                "SELECT contact, name FROM roster_groups WHERE account = ? ORDER BY contact, position",
                row -> new Grouped(row.jid("contact"), row.text("name")),
                account);
        Map<Jid, SequencedSet<String>> groups = new HashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.contact(), c -> new LinkedHashSet<>())
                .add(row.group()));
        return groups;
    }

    private static Entry entry(Row row, Map<Jid, SequencedSet<String>> groups) {
        Jid jid = row.jid("contact");
        Contact contact = new Contact(
                jid,
                row.optionalText("name"),
                groups.getOrDefault(jid, new LinkedHashSet<>()),
                row.flag("listed"),
                row.flag("sub_to"),
                row.flag("sub_from"),
                row.flag("ask"),
                row.optionalElement("request"),
                row.flag("approved"));
        return new Entry(contact, row.number("version"));
    }

    /** Writes one contact of a changed roster and the roster's numbers; durable when this returns. */
    void save(Jid account, Roster roster, Contact after) {
        database.write(sql -> {
            sql.update(
                    "INSERT INTO roster_versions (account, epoch, version, removal) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (account) DO UPDATE SET version = excluded.version,"
                            + " removal = excluded.removal",
                    account,
                    roster.epoch(),
                    roster.version(),
                    roster.removal());
            sql.update("DELETE FROM roster_groups WHERE account = ? AND contact = ?", account, after.jid());
            if (after.isNone()) {
                return sql.update(
                        "DELETE FROM roster_contacts WHERE account = ? AND contact = ?", account, after.jid());
            }
            return save(sql, account, roster.entries().get(after.jid()));
        });
    }

    private static int save(Sql sql, Jid account, Entry entry) {
        Contact contact = entry.contact();
        long position = 0;
        for (String group : contact.groups()) {
            sql.update(
                    "INSERT INTO roster_groups (account, contact, position, name) VALUES (?, ?, ?, ?)",
                    account,
                    contact.jid(),
                    position++,
                    group);
        }
        return sql.update(
                "INSERT INTO roster_contacts"
                        + " (account, contact, name, listed, sub_to, sub_from, ask, request, approved, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, contact) DO UPDATE SET name = excluded.name,"
                        + " listed = excluded.listed, sub_to = excluded.sub_to, sub_from = excluded.sub_from,"
                        + " ask = excluded.ask, request = excluded.request, approved = excluded.approved,"
                        + " version = excluded.version",
                account,
                contact.jid(),
                contact.name(),
                contact.listed(),
                contact.to(),
                contact.from(),
                contact.ask(),
                contact.request(),
                contact.approved(),
                entry.version());
    }

    /** Forgets an account's roster. */
    void delete(Jid account) {
        database.write(sql -> sql.update("DELETE FROM roster_groups WHERE account = ?", account)
                + sql.update("DELETE FROM roster_contacts WHERE account = ?", account)
                + sql.update("DELETE FROM roster_versions WHERE account = ?", account));
    }
}
