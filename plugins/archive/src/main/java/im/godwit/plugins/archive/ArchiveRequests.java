package im.godwit.plugins.archive;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugins.archive.ArchivePage.Kept;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** Answers what accounts ask of their archives. */
final class ArchiveRequests {
    private static final Name FORWARDED = new Name("urn:xmpp:forward:0", "forwarded");
    private static final Name DELAY = new Name("urn:xmpp:delay", "delay");

    private final Host host;
    private final ArchiveReader reader;
    private final StoredPreferences preferences;
    private final ArchiveOptions options;

    ArchiveRequests(Host host, ArchiveReader reader, StoredPreferences preferences, ArchiveOptions options) {
        this.host = host;
        this.reader = reader;
        this.preferences = preferences;
        this.options = options;
    }

    /** XEP-0313 §4.1.5: which fields a query may have. */
    Result form(IqRequest request) {
        return Result.of(Element.builder(Mam.QUERY).add(QueryForm.toElement()).build());
    }

    /** §4: sends the messages, then the answer. */
    Result query(IqRequest request) {
        ArchiveQuery query = QueryReader.read(request.payload(), options.maxPageSize());
        int size = query.page().size(options.pageSize(), options.maxPageSize());
        ArchivePage page = reader.page(request.to(), query, size);
        Session session = request.session().orElseThrow();
        List<Kept> sent = query.flipped() ? page.entries().reversed() : page.entries();
        sent.forEach(entry -> session.send(result(entry, request.to(), session.jid(), query.queryId())));
        ElementBuilder fin = Element.builder(Mam.FIN);
        if (page.complete()) {
            fin.attribute("complete", "true");
        }
        return Result.of(fin.add(page.summary().toElement()).build());
    }

    /** §4.2. */
    private Message result(Kept entry, Jid account, Jid to, Optional<String> queryId) {
        Element delay = Element.builder(DELAY)
                .attribute("stamp", entry.stamp().toString())
                .build();
        Element result = Element.builder(Mam.RESULT)
                .attribute("queryid", queryId)
                .attribute("id", entry.uid())
                .add(Element.builder(FORWARDED).add(delay).add(entry.stanza()).build())
                .build();
        Element message = Element.builder(Message.NAME)
                .attribute("id", host.newId())
                .attribute("from", account.toString())
                .attribute("to", to.toString())
                .add(result)
                .build();
        return new Message(message, Optional.of(account), Optional.of(to), Message.Type.NORMAL);
    }

    /** §5. */
    Result metadata(IqRequest request) {
        ElementBuilder metadata = Element.builder(Mam.METADATA);
        reader.ends(request.to())
                .ifPresent(ends -> metadata.child("start", start -> describe(start, ends.first()))
                        .child("end", end -> describe(end, ends.last())));
        return Result.of(metadata.build());
    }

    private static void describe(ElementBuilder end, Kept entry) {
        end.attribute("id", entry.uid()).attribute("timestamp", entry.stamp().toString());
    }

    /** XEP-0441 §2.1. */
    Result preferences(IqRequest request) {
        return Result.of(preferences.of(request.to()).toElement());
    }

    /** XEP-0441 §2.1. */
    Result setPreferences(IqRequest request) {
        Preferences wanted = Preferences.of(request.payload());
        if (wanted.policy() == Policy.ROSTER && host.find(Rosters.class).isEmpty()) {
            throw Condition.FEATURE_NOT_IMPLEMENTED
                    .error("there are no rosters here")
                    .thrown();
        }
        preferences.put(request.to(), wanted);
        return Result.of(wanted.toElement());
    }
}
