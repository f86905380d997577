package im.godwit.plugins.archive;

import im.godwit.archive.Answer;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.Kept;
import im.godwit.archive.Mam;
import im.godwit.archive.QueryForm;
import im.godwit.archive.QueryReader;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import java.util.EnumSet;

/** Answers what accounts ask of their archives. */
final class ArchiveRequests {
    private final Host host;
    private final ArchiveReader<Kept> reader;
    private final StoredPreferences preferences;
    private final ArchiveOptions options;
    private final QueryReader.Rules rules;

    ArchiveRequests(Host host, ArchiveReader<Kept> reader, StoredPreferences preferences, ArchiveOptions options) {
        this.host = host;
        this.reader = reader;
        this.preferences = preferences;
        this.options = options;
        this.rules =
                new QueryReader.Rules(EnumSet.allOf(QueryForm.class), options.maxPageSize(), AccountArchives::with);
    }

    /** XEP-0313 §4.1.5: which fields a query may have. */
    Result form(IqRequest request) {
        return Result.of(Element.builder(Mam.QUERY)
                .add(QueryForm.toElement(rules.fields()))
                .build());
    }

    /** §4: sends the messages, then the answer. */
    Result query(IqRequest request) {
        Session session = request.client();
        ArchiveQuery query = QueryReader.read(request.payload(), rules);
        int size = query.page().size(options.pageSize(), options.maxPageSize());
        ArchivePage<Kept> page = reader.page(request.to().toString(), query, size);
        new Answer(request.to(), session.jid(), host::newId)
                .results(query, page, Kept::stanza)
                .forEach(session::send);
        return Result.of(Answer.fin(page));
    }

    /** §5. */
    Result metadata(IqRequest request) {
        return Result.of(metadata(request.to()));
    }

    /** §5, also where a client binds a resource (XEP-0386 §4). */
    Element metadata(Jid account) {
        return Answer.metadata(reader.ends(account.toString()));
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
