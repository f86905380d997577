package im.godwit.plugins.archive;

import im.godwit.archive.ArchiveId;
import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchiveReader;
import im.godwit.archive.ArchiveTables;
import im.godwit.archive.Entry;
import im.godwit.archive.Mam;
import im.godwit.archive.QueryForm;
import im.godwit.archive.Retention;
import im.godwit.archive.Retraction;
import im.godwit.archive.Settling;
import im.godwit.archive.Worth;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqHandler;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.BoundRemark;
import im.godwit.service.Contact;
import im.godwit.service.NodeArchives;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Keeps the messages that accounts send and receive, and answers queries for them. A message is in the archives of both
 * sides before it is delivered; each side knows it by an id of its own ({@link StanzaIds}), and no side sees the
 * other's.
 */
@Implements(value = "XEP-0059", version = "1.0", without = "pages by index of filtered messages")
@Implements(value = "XEP-0313", version = "1.1.3", without = "messages of type groupchat")
@Implements(value = "XEP-0334", version = "1.0.0", without = "no-copy: nothing here copies")
@Implements(value = "XEP-0359", version = "0.7.0")
@Implements(value = "XEP-0386", version = "1.1.0")
@Implements(value = "XEP-0424", version = "0.4.2")
@Implements(value = "XEP-0431", version = "0.2.0")
@Implements(value = "XEP-0441", version = "0.2.0", without = "advanced configuration")
public final class ArchivePlugin implements Plugin {
    private static final Set<Name> REQUESTS = Set.of(Mam.QUERY, Mam.METADATA, Mam.PREFERENCES);

    private Host host;
    private ArchiveTables tables;
    private ArchiveLimits limits;
    private Tombstones tombstones;
    private StoredPreferences preferences;
    private List<Thread> upkeep = List.of();

    @Override
    public void start(Host on) {
        host = on;
        ArchiveOptions options = host.options(ArchiveOptions.DEFAULTS);
        Database database = host.database(AccountArchives.MIGRATIONS);
        tables = new ArchiveTables(database, AccountArchives.SHAPE);
        limits = options.limits();
        tombstones = new Tombstones(tables);
        preferences = new StoredPreferences(database, options.defaultPolicy());
        advertise();
        answer(new ArchiveRequests(host, new ArchiveReader<>(database, AccountArchives.SHAPE), preferences, options));
        host.outgoing(Phase.AMEND, Message.class, passage -> amendSent(passage));
        host.outgoing(Phase.ARCHIVE, Message.class, passage -> keepSent(passage));
        host.outgoing(Phase.DELIVER, Message.class, passage -> hideId(passage));
        host.incoming(Phase.AMEND, Message.class, passage -> amendReceived(passage));
        host.incoming(Phase.ARCHIVE, Message.class, passage -> keepReceived(passage));
        host.on(Event.AccountDeleted.class, event -> forget(event.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, event -> forget(event.account()));
        upkeep = upkeep();
    }

    private List<Thread> upkeep() {
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofVirtual().name("archive-settling").start(new Settling(tables)));
        if (limits.ageOut()) {
            Runnable removal = new Retention(tables, limits, host.clock());
            threads.add(Thread.ofVirtual().name("archive-retention").start(removal));
        }
        return threads;
    }

    @Override
    public void stop() {
        upkeep.forEach(Thread::interrupt);
    }

    /** XEP-0313 §6, XEP-0359 §5: of the accounts, where the archives are. */
    private void advertise() {
        // clients such as Profanity ask only the server, which "hosts archives" too
        for (At where : List.of(At.ACCOUNT, At.DOMAIN)) {
            host.feature(Mam.NAMESPACE, where);
            host.feature(Mam.EXTENDED, where);
        }
        host.feature(Mam.GROUPCHAT_FIELD, At.ACCOUNT);
        host.feature(StanzaIds.NAMESPACE, At.ACCOUNT);
        host.feature(QueryForm.FULL_TEXT_FEATURE, At.ACCOUNT);
        host.feature(Retraction.NAMESPACE, At.ACCOUNT);
        host.feature(Retraction.TOMBSTONES, At.ACCOUNT);
        host.feature(PageRequest.NAMESPACE, At.ACCOUNT);
    }

    private void answer(ArchiveRequests requests) {
        host.incoming(Phase.GUARD, Iq.class, passage -> refuseOthers(passage));
        host.onGet(Mam.QUERY, eitherOf(NodeArchives::form, requests::form), At.SELF, At.ACCOUNT);
        host.onSet(Mam.QUERY, eitherOf(NodeArchives::query, requests::query), At.SELF, At.ACCOUNT);
        host.onGet(Mam.METADATA, eitherOf(NodeArchives::metadata, requests::metadata), At.SELF, At.ACCOUNT);
        host.contribute(
                BoundRemark.class, session -> requests.metadata(session.jid().bare()));
        host.onGet(Mam.PREFERENCES, requests::preferences, At.SELF);
        host.onSet(Mam.PREFERENCES, requests::setPreferences, At.SELF);
    }

    /** XEP-0313 §4.1.2: a query is for the archive of a node where it names one. */
    private IqHandler eitherOf(BiFunction<NodeArchives, IqRequest, Result> node, IqHandler own) {
        return request -> nodes(request.payload())
                .map(archives -> node.apply(archives, request))
                .orElseGet(() -> own.handle(request));
    }

    /** The archives that a request is for; nothing for the account's own. */
    private Optional<NodeArchives> nodes(Element payload) {
        return payload.is(Mam.PREFERENCES)
                ? Optional.empty()
                : payload.attribute("node").flatMap(node -> host.find(NodeArchives.class));
    }

    /**
     * XEP-0313 §7.1: an archive is its account's; the same answer where there is no such account. Nodes say themselves
     * who may see them.
     */
    private Verdict refuseOthers(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        boolean asked = iq.isRequest()
                && iq.to().filter(to -> to.isBare() && to.hasLocal()).isPresent()
                && iq.payload()
                        .filter(payload -> REQUESTS.contains(payload.name()))
                        .filter(payload -> nodes(payload).isEmpty())
                        .isPresent();
        return asked && !isFrom(passage.account(), iq.from()) ? Verdict.reject(Condition.FORBIDDEN.error()) : pass();
    }

    private static boolean isFrom(Jid account, Optional<Jid> from) {
        return from.filter(account::sameBare).isPresent();
    }

    private static Verdict pass() {
        return Verdict.pass();
    }

    /** XEP-0359 §3, rule 2: a client cannot give ids in its account's name. */
    private Verdict amendSent(Passage<? extends Message> passage) {
        return replaced(passage, StanzaIds.without(passage.stanza(), passage.account()));
    }

    /** XEP-0359 §3, rule 2: nobody else can. What the account sent itself has been seen to, and may have its id. */
    private Verdict amendReceived(Passage<? extends Message> passage) {
        if (isFrom(passage.account(), passage.stanza().from())) {
            return pass();
        }
        return replaced(passage, StanzaIds.without(passage.stanza(), passage.account()));
    }

    private Verdict keepSent(Passage<? extends Message> passage) {
        return keep(passage, passage.stanza().to().orElse(passage.account()));
    }

    /** XEP-0313 §3.5: the id is for those who may read the archive; copies for them are made by now. */
    private Verdict hideId(Passage<? extends Message> passage) {
        Message message = passage.stanza();
        // without an address it is for the account itself
        if (message.to().map(passage.account()::sameBare).orElse(true)) {
            return pass();
        }
        return replaced(passage, StanzaIds.without(message, passage.account()));
    }

    private Verdict keepReceived(Passage<? extends Message> passage) {
        Message message = passage.stanza();
        boolean kept = isFrom(passage.account(), message.from()); // §5.1.1: once, when it was sent
        if (kept || !passage.account().hasLocal() || bounces(message)) {
            return pass();
        }
        return keep(passage, message.from().orElseThrow());
    }

    /** RFC 6121 §8.5.3.2.1: what is refused is not part of the conversation (XEP-0313 §5.1). */
    private boolean bounces(Message message) {
        return message.type() == Message.Type.NORMAL
                && message.to()
                        .filter(to ->
                                to.isFull() && host.sessions(to.bare()).stream().noneMatch(s -> isAt(s, to)))
                        .isPresent();
    }

    private static boolean isAt(Session session, Jid jid) {
        return session.jid().equals(jid);
    }

    private Verdict keep(Passage<? extends Message> passage, Jid peer) {
        Message message = passage.stanza();
        Jid account = passage.account();
        if (!Worth.isLasting(message) || !preferences.of(account).keeps(peer, contact -> inRoster(account, contact))) {
            return pass();
        }
        // XEP-0082 §3.2: as precise as it is told
        Instant now = host.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Entry entry = AccountArchives.entry(ArchiveId.of(now, host.newId()), now, peer, message);
        passage.keep(sql -> tables.append(sql, account.toString(), entry, limits));
        Retraction.target(message.element())
                .ifPresent(target -> passage.keep(sql -> tombstones.put(sql, account, target, peer, message, now)));
        return Verdict.replace(StanzaIds.with(message, account, entry.uid()));
    }

    private boolean inRoster(Jid account, Jid contact) {
        return host.find(Rosters.class)
                .flatMap(rosters -> rosters.contact(account, contact))
                .filter(Contact::listed)
                .isPresent();
    }

    private void forget(Jid account) {
        tables.clear(account.toString());
        preferences.remove(account);
    }

    private static Verdict replaced(Passage<? extends Message> passage, Message other) {
        return other == passage.stanza() ? pass() : Verdict.replace(other);
    }
}
