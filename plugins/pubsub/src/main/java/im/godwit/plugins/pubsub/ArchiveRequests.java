package im.godwit.plugins.pubsub;

import im.godwit.archive.Answer;
import im.godwit.archive.ArchivePage;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.Mam;
import im.godwit.archive.QueryForm;
import im.godwit.archive.QueryReader;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.pubsub.XmlBinding.Gate;
import im.godwit.plugins.pubsub.engine.Histories;
import im.godwit.plugins.pubsub.engine.Histories.With;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Recorded;
import im.godwit.service.NodeArchives;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Answers who reads the archive of a node (XEP-0442). */
final class ArchiveRequests implements NodeArchives {
    /** Entries in an answer to a query that does not say how many it wants, and the most that it may want. */
    private static final int PAGE = 50;

    private static final int LARGEST_PAGE = 250;

    private static final Set<QueryForm> FIELDS = EnumSet.of(
            QueryForm.WITH, QueryForm.START, QueryForm.END, QueryForm.BEFORE_ID, QueryForm.AFTER_ID, QueryForm.IDS);

    private final Host host;
    private final Histories histories;
    private final EventXml xml;
    private final Gate gate;

    ArchiveRequests(Host host, Histories histories, EventXml xml, Gate gate) {
        this.host = host;
        this.histories = histories;
        this.xml = xml;
        this.gate = gate;
    }

    /** Answers at the domain. */
    void register() {
        host.onGet(Mam.QUERY, this::form, Host.At.DOMAIN);
        host.onSet(Mam.QUERY, this::query, Host.At.DOMAIN);
        host.onGet(Mam.METADATA, this::metadata, Host.At.DOMAIN);
        NodeDisco.OF_ARCHIVES.forEach(host::feature);
    }

    /** Archives are of nodes alone. */
    private NodeAddress node(IqRequest request) {
        gate.check(request);
        return request.payload()
                .attribute("node")
                .filter(name -> !name.isEmpty())
                .map(name -> new NodeAddress(request.to(), name))
                .orElseThrow(Errors::nodeRequired);
    }

    /** XEP-0313 §4.1.5. */
    @Override
    public Result form(IqRequest request) {
        NodeAddress node = node(request);
        return Errors.translated(() -> {
            histories.require(request.from(), node);
            return Result.of(
                    Element.builder(Mam.QUERY).add(QueryForm.toElement(FIELDS)).build());
        });
    }

    /** §2. */
    @Override
    public Result query(IqRequest request) {
        NodeAddress node = node(request);
        return Errors.translated(() -> {
            histories.require(request.from(), node);
            AtomicReference<With> with = new AtomicReference<>(new With.Anybody());
            ArchiveQuery query = QueryReader.read(
                    request.payload().withoutAttribute("node"), new QueryReader.Rules(FIELDS, LARGEST_PAGE, jid -> {
                        with.set(with(request.to(), jid));
                        return List.of();
                    }));
            ArchivePage<Recorded> page = histories.page(
                    request.from(), node, with.get(), query, query.page().size(PAGE, LARGEST_PAGE));
            new Answer(request.to(), request.from(), host::newId)
                    .results(query, page, recorded -> notification(node, recorded))
                    .forEach(host::send);
            return Result.of(Answer.fin(page));
        });
    }

    /** XEP-0313 §4.1.1: all notifications come from the service; those of an item are its publisher's as well. */
    private static With with(Jid service, Jid jid) {
        return jid.equals(service) ? new With.Anybody() : new With.Publisher(jid);
    }

    /** §3: in the same manner as a notification, one item each. */
    private Element notification(NodeAddress node, Recorded recorded) {
        return Element.builder(Message.NAME)
                .attribute("from", node.service().toString())
                .add(xml.element(node.node(), recorded.event()))
                .build();
    }

    /** XEP-0313 §5. */
    @Override
    public Result metadata(IqRequest request) {
        NodeAddress node = node(request);
        return Errors.translated(() -> Result.of(Answer.metadata(histories.ends(request.from(), node))));
    }
}
