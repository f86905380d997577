package im.godwit.it.faults;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client has read of its account's archive so far (XEP-0313), page by page, from where it was the last time. */
final class ArchiveCopy {
    private static final Name RESULT = new Name("urn:xmpp:mam:2", "result");
    private static final Name MESSAGE = new Name("jabber:client", "message");
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");

    private final String user;
    private final Sequence entries;
    private final Set<String> uids = new HashSet<>();
    private Optional<String> last = Optional.empty();

    ArchiveCopy(String user, Ledger ledger) {
        this.user = user;
        this.entries = new Sequence("archive of " + user, ledger);
    }

    /** Reads what is new. */
    void readOn(int port) throws IOException {
        try (CountedStream stream = CountedStream.begin(port, user)) {
            boolean complete = false;
            while (!complete) {
                List<Element> page = stream.receiveUntilAnswered(query(), "page");
                page.stream().flatMap(stanza -> stanza.child(RESULT).stream()).forEach(this::add);
                complete = page.getLast()
                        .firstChild()
                        .flatMap(fin -> fin.attribute("complete"))
                        .isPresent();
                if (!page.getLast().attribute("type").orElse("").equals("result")) {
                    throw new IllegalStateException("the archive of " + user + " cannot be read: " + page.getLast());
                }
            }
            stream.end();
        }
    }

    private String query() {
        return "<iq type='set' id='page'><query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
                + "<max>250</max>"
                + last.map(uid -> "<after>" + uid + "</after>").orElse("") + "</set></query></iq>";
    }

    private void add(Element result) {
        String uid = result.attribute("id").orElseThrow();
        String id = result.child(FORWARDED)
                .flatMap(forwarded -> forwarded.child(MESSAGE))
                .flatMap(message -> message.attribute("id"))
                .orElseThrow();
        uids.add(uid);
        last = Optional.of(uid);
        entries.add(Note.of(id));
    }

    String user() {
        return user;
    }

    Sequence entries() {
        return entries;
    }

    boolean has(String uid) {
        return uids.contains(uid);
    }
}
