package im.godwit.plugins.archive;

import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Filter;
import im.godwit.archive.Filter.Condition;
import im.godwit.archive.Retraction;
import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.store.Sql;
import im.godwit.xml.Element;
import java.time.Instant;
import java.util.Optional;

/** Puts tombstones where messages were retracted by those who had sent them (XEP-0424 §4, §5). */
final class Tombstones {
    private final ArchiveTables tables;

    Tombstones(ArchiveTables tables) {
        this.tables = tables;
    }

    /**
     * What a retraction does to an account's archive, within the transaction that keeps the retraction; nothing where
     * the message is not there or is somebody else's.
     *
     * @param target the id that the retracted message had
     * @param peer the other side
     */
    void put(Sql sql, Jid account, String target, Jid peer, Message retraction, Instant now) {
        if (target.length() > AccountArchives.LONGEST_ID) {
            return; // no message is kept with such an id
        }
        Jid author = retraction.from().orElse(account);
        // other occupants of a room share the bare JID of their private messages
        boolean exactly = !author.sameBare(account)
                && retraction.element().child(AccountArchives.ROOM_USER).isPresent();
        Element retracted = Retraction.retracted(retraction.id(), now).build();
        tables.replace(
                sql,
                account.toString(),
                Filter.of(new Condition("message_id", target), new Condition("peer", peer.bare())),
                original -> isBy(original, account, author, exactly)
                        ? Optional.of(Retraction.tombstone(original, retracted))
                        : Optional.empty());
    }

    private static boolean isBy(Element original, Jid account, Jid author, boolean exactly) {
        Jid sender = original.attribute("from").flatMap(Jid::tryParse).orElse(account);
        return exactly ? sender.equals(author) : sender.sameBare(author);
    }
}
