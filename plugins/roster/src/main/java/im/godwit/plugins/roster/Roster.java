package im.godwit.plugins.roster;

import im.godwit.jid.Jid;
import im.godwit.service.Contact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account's roster at one moment. Immutable.
 *
 * @param epoch tells apart the numberings of two accounts of one address, one after the other
 * @param version the number of the last change that a client could see; 0 before the first
 * @param removal the number of the last removal that a client could see
 * @param entries all contacts, those that the client does not see included
 */
record Roster(String epoch, long version, long removal, Map<Jid, Entry> entries) {
    /** The roster of an account that never had one. */
    static final Roster EMPTY = new Roster("", 0, 0, Map.of());

    /**
     * A contact.
     *
     * @param version the number of its last change that a client could see
     */
    record Entry(Contact contact, long version) {}

    Contact contact(Jid jid) {
        Entry entry = entries.get(jid);
        return entry == null ? Contact.none(jid) : entry.contact();
    }

    /** The value of {@code ver} (RFC 6121 §2.6.1). */
    String ver() {
        return ver(version);
    }

    /** The value of {@code ver} as it was after a change. */
    String ver(long number) {
        return epoch + ":" + number;
    }

    /**
     * The roster after one contact changed.
     *
     * @param visible whether a client can see the change
     */
    Roster with(Contact after, boolean visible) {
        long next = visible ? version + 1 : version;
        Map<Jid, Entry> changed = new LinkedHashMap<>(entries);
        Entry before = entries.get(after.jid());
        if (after.isNone()) {
            changed.remove(after.jid());
        } else {
            long touched = visible || before == null ? next : before.version();
            changed.put(after.jid(), new Entry(after, touched));
        }
        boolean removed = visible && !after.listed();
        return new Roster(epoch, next, removed ? next : removal, Collections.unmodifiableMap(changed));
    }

    /**
     * What changed since a version that a client has (§2.6.3).
     *
     * @return nothing if the whole roster has to be sent: that version is not known, something was removed since, or
     *     most of it changed
     */
    Optional<List<Entry>> since(String known) {
        Optional<Long> number = number(known).filter(n -> n >= removal && n <= version);
        return number.map(n -> entries.values().stream()
                        .filter(e -> e.contact().listed() && e.version() > n)
                        .toList())
                .filter(changed -> changed.size() * 2L <= count(true));
    }

    private Optional<Long> number(String known) {
        String prefix = epoch + ":";
        if (!known.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(known.substring(prefix.length())));
        } catch (NumberFormatException notOfOurs) {
            return Optional.empty();
        }
    }

    /** How many contacts a client sees, or how many it does not. */
    long count(boolean listed) {
        return entries.values().stream()
                .filter(e -> e.contact().listed() == listed)
                .count();
    }
}
