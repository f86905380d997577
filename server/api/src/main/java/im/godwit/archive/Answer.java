package im.godwit.archive;

import im.godwit.jid.Jid;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The answer to a query, addressed.
 *
 * @param archive the archive's address
 * @param to who asked
 * @param ids for new stanzas
 */
public record Answer(Jid archive, Jid to, Supplier<String> ids) {
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");
    private static final Name DELAY = new Name("urn:xmpp:delay", "delay");

    /**
     * The messages of a page in the order in which they are sent (XEP-0313 §4.2, §4.3.4).
     *
     * @param seen an entry's message as the one who asked may see it
     */
    public <E extends Archived> List<Message> results(
            ArchiveQuery query, ArchivePage<E> page, Function<E, Element> seen) {
        List<E> sent = query.flipped() ? page.entries().reversed() : page.entries();
        return sent.stream()
                .map(entry -> result(entry, seen.apply(entry), query.queryId()))
                .toList();
    }

    private Message result(Archived entry, Element stanza, Optional<String> queryId) {
        Element delay = Element.builder(DELAY)
                .attribute("stamp", entry.stamp().toString())
                .build();
        Element result = Element.builder(Mam.RESULT)
                .attribute("queryid", queryId)
                .attribute("id", entry.uid())
                .add(Element.builder(FORWARDED).add(delay).add(stanza).build())
                .build();
        Element message = Element.builder(Message.NAME)
                .attribute("id", ids.get())
                .attribute("from", archive.toString())
                .attribute("to", to.toString())
                .add(result)
                .build();
        return new Message(message, Optional.of(archive), Optional.of(to), Message.Type.NORMAL);
    }

    /** What ends the answer (§4, §4.3.2). */
    public static Element fin(ArchivePage<?> page) {
        ElementBuilder fin = Element.builder(Mam.FIN);
        if (page.complete()) {
            fin.attribute("complete", "true");
        }
        return fin.add(page.summary().toElement()).build();
    }

    /** The ends of an archive (§5). */
    public static Element metadata(Optional<? extends ArchivePage.Ends<?>> ends) {
        ElementBuilder metadata = Element.builder(Mam.METADATA);
        ends.ifPresent(it -> metadata.child("start", start -> describe(start, it.first()))
                .child("end", end -> describe(end, it.last())));
        return metadata.build();
    }

    private static void describe(ElementBuilder end, Archived entry) {
        end.attribute("id", entry.uid()).attribute("timestamp", entry.stamp().toString());
    }
}
