package im.godwit.plugins.archive;

import im.godwit.archive.ArchiveShape;
import im.godwit.archive.Entry;
import im.godwit.archive.Filter.Condition;
import im.godwit.archive.Kept;
import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.store.Migrations;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the archives of accounts lie, and by what a message of them is found. */
final class AccountArchives {
    static final Migrations MIGRATIONS = Migrations.of(
            "archive",
            AccountArchives.class,
            "001-create.sql",
            "002-retraction.sql",
            "003-journal.sql",
            "004-words.sql",
            "005-journal-key.sql",
            "006-places.sql",
            "007-blocks.sql",
            "008-slices.sql");

    static final ArchiveShape<Kept> SHAPE = new ArchiveShape<>(
            "archive", List.of("peer", "resource", "message_id"), List.of("peer"), Optional.of("message_id"), Kept::of);

    static final Name ROOM_USER = new Name("http://jabber.org/protocol/muc#user", "x");

    /** Messages with longer ids cannot be retracted; clients write 36 characters. */
    static final int LONGEST_ID = 200;

    private AccountArchives() {}

    /** A message on its way into an archive, with the other side's full or bare JID. */
    static Entry entry(String uid, Instant stamp, Jid peer, Message message) {
        Element kept = withoutRoomUser(message.element());
        Optional<String> id = message.id().filter(text -> text.length() <= LONGEST_ID);
        return Entry.of(uid, stamp, kept, peer.bare(), peer.resource(), id);
    }

    /** XEP-0313 §7.4: anybody may have written that, so it must not look as if an archive had. */
    private static Element withoutRoomUser(Element message) {
        if (message.child(ROOM_USER).isEmpty()) {
            return message;
        }
        List<Node> genuine = message.children().stream()
                .filter(node -> !(node instanceof Element child && child.is(ROOM_USER)))
                .toList();
        return message.withChildren(genuine);
    }

    /** The other side: any of its resources where it is a bare JID (XEP-0313 §4.1.1). */
    static List<Condition> with(Jid jid) {
        List<Condition> conditions = new ArrayList<>(List.of(new Condition("peer", jid.bare())));
        if (jid.isFull()) {
            conditions.add(new Condition("resource", jid.resource()));
        }
        return conditions;
    }
}
