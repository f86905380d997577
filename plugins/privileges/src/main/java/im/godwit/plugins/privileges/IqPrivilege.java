package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Verdict;
import im.godwit.service.OnBehalf;
import im.godwit.service.PrivilegedRequests;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Entities make requests on behalf of accounts (§6). */
final class IqPrivilege implements PrivilegedRequests {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** Requests of all entities that are not answered yet. */
    private static final int MAX_UNANSWERED = 10_000;

    private final Host host;
    private final Map<Jid, Grant> grants;
    private final Managed managed;
    private final Map<String, Jid> unanswered = new ConcurrentHashMap<>();

    IqPrivilege(Host host, Map<Jid, Grant> grants) {
        this.host = host;
        this.grants = grants;
        this.managed = new Managed(host);
    }

    @Override
    public Optional<Jid> entityBehind(Iq request) {
        return request.id().map(unanswered::get);
    }

    /** Takes what asks for a request on behalf of the account, and refuses those who may not ask for it. */
    Verdict incoming(Passage<? extends Iq> passage) {
        Iq outer = passage.stanza();
        if (!outer.isRequest() || !outer.payload().orElseThrow().is(Vocabulary.PRIVILEGED_IQ)) {
            return Verdict.pass();
        }
        Jid entity = outer.from().orElseThrow();
        Optional<Grant> grant = Optional.ofNullable(grants.get(entity));
        if (grant.isEmpty() && outer.to().filter(Jid::isFull).isPresent()) {
            return Verdict.pass(); // it is not for the server
        }
        Iq request = decapsulated(outer, grant.orElse(Grant.DEFAULTS));
        if (unanswered.size() >= MAX_UNANSWERED) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("too many requests wait for their answers")
                    .thrown();
        }
        send(outer, entity, request);
        return Verdict.done();
    }

    /** §6.3: the request with its new sender, if the entity may make it. */
    private Iq decapsulated(Iq outer, Grant grant) {
        Jid account = outer.to().filter(managed::isAccount).orElseThrow(IqPrivilege::forbidden);
        Element inner = inner(outer);
        boolean foreign = inner.attribute("from")
                .filter(from -> Jid.tryParse(from).filter(account::equals).isEmpty())
                .isPresent();
        boolean otherType =
                inner.attribute("type").filter(outer.type().text()::equals).isEmpty();
        if (foreign || otherType) {
            throw forbidden();
        }
        Iq request = Iq.of(inner);
        String namespace = request.payload().orElseThrow().namespace();
        if (!grant.iq().getOrDefault(namespace, Access.NONE).permits(request.type())) {
            throw forbidden();
        }
        return request.withFrom(account).withTo(request.to().orElse(account));
    }

    private static Element inner(Iq outer) {
        Element inner = outer.payload()
                .flatMap(Element::firstChild)
                .orElseThrow(() ->
                        Condition.BAD_REQUEST.error("privileged_iq is empty").thrown());
        if (!inner.namespace().equals(Iq.NAME.namespace())) {
            throw forbidden();
        }
        if (!inner.is(Iq.NAME)) {
            throw Condition.BAD_REQUEST.error("privileged_iq holds an iq").thrown();
        }
        return inner;
    }

    /** With an id of our own: the entity may use one twice. */
    private void send(Iq outer, Jid entity, Iq request) {
        String id = host.newId();
        unanswered.put(id, entity);
        host.require(OnBehalf.class)
                .request(request.withElement(request.element().withAttribute("id", id)), TIMEOUT, answer -> {
                    unanswered.remove(id);
                    host.send(answer.map(found -> forwarding(outer, found, request))
                            .orElseGet(() -> outer.errorReply(Condition.REMOTE_SERVER_TIMEOUT.error())));
                });
    }

    /** §6.3: the answer as it is, an error too, under the id that the entity knows. */
    private static Stanza forwarding(Iq outer, Iq answer, Iq request) {
        Element known = answer.element().withAttribute("id", request.id().orElseThrow());
        return outer.resultReply(Optional.of(Vocabulary.forwarding(known)));
    }

    private static StanzaException forbidden() {
        return Condition.FORBIDDEN.error().thrown();
    }
}
