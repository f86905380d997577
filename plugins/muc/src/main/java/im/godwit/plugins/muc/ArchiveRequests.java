package im.godwit.plugins.muc;

import im.godwit.archive.Answer;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.Filter.Condition;
import im.godwit.archive.Mam;
import im.godwit.archive.QueryForm;
import im.godwit.archive.QueryReader;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Archives;
import im.godwit.plugins.muc.engine.Archives.Access;
import im.godwit.plugins.muc.engine.Author;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers who reads the archive of a room (XEP-0313). */
final class ArchiveRequests {
    /** Messages in an answer to a query that does not say how many it wants, and the most that it may want. */
    private static final int PAGE = 50;

    private static final int LARGEST_PAGE = 250;

    /** §4.1.4 is about archives of users. */
    private static final Set<QueryForm> FIELDS = EnumSet.complementOf(EnumSet.of(QueryForm.INCLUDE_GROUPCHAT));

    private final Host host;
    private final Archives archives;

    ArchiveRequests(Host host, Archives archives) {
        this.host = host;
        this.archives = archives;
    }

    void register() {
        host.onGet(Mam.QUERY, this::form, Host.At.ACCOUNT);
        host.onSet(Mam.QUERY, this::query, Host.At.ACCOUNT);
        host.onGet(Mam.METADATA, this::metadata, Host.At.ACCOUNT);
    }

    private Access access(IqRequest request) {
        return Errors.translated(() -> archives.access(request.to(), request.from()));
    }

    /** §4.1.5. */
    private Result form(IqRequest request) {
        access(request);
        return Result.of(
                Element.builder(Mam.QUERY).add(QueryForm.toElement(FIELDS)).build());
    }

    /** §4. */
    private Result query(IqRequest request) {
        Access access = access(request);
        ArchiveQuery query = QueryReader.read(
                request.payload(),
                new QueryReader.Rules(FIELDS, LARGEST_PAGE, with -> with(request.to(), access, with)));
        ArchivePage<Recorded> page = archives.page(access, query, query.page().size(PAGE, LARGEST_PAGE));
        new Answer(request.to(), request.from(), host::newId)
                .results(query, page, recorded -> seen(request.to(), access, recorded))
                .forEach(host::send);
        return Result.of(Answer.fin(page));
    }

    /** §4.1.1: an occupant JID is known to everybody; a real one finds what its owner is known to have said. */
    private static List<Condition> with(Jid room, Access access, Jid with) {
        if (with.sameBare(room)) {
            return with.isFull() ? List.of(new Condition("nickname", with.resource())) : List.of();
        }
        if (!access.mayAskForJids()) {
            throw im.godwit.stanza.Condition.FORBIDDEN
                    .error("you may not know the real addresses here")
                    .thrown();
        }
        List<Condition> conditions = new ArrayList<>(List.of(new Condition("peer", with.bare())));
        if (with.isFull()) {
            conditions.add(new Condition("resource", with.resource()));
        }
        if (!access.trusted()) {
            conditions.add(new Condition("known", true));
        }
        return conditions;
    }

    /** §5.1.2: as it was said, without an address, and with the author's where the reader may know it. */
    private static Element seen(Jid room, Access access, Recorded recorded) {
        Element message = MessageXml.said(room, recorded.entry()).element();
        Author author = recorded.entry().author();
        return access.reveals(author) ? message.with(origin(author)) : message;
    }

    private static Element origin(Author author) {
        return Element.builder(Vocabulary.USER_X)
                .add(Element.builder(Vocabulary.user("item"))
                        .attribute("affiliation", author.affiliation().text())
                        .attribute("jid", author.jid().toString())
                        .attribute("role", author.role().text())
                        .build())
                .build();
    }

    /** §5. */
    private Result metadata(IqRequest request) {
        return Result.of(Answer.metadata(archives.ends(access(request))));
    }
}
