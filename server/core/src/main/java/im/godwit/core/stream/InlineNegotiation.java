package im.godwit.core.stream;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client wants at once when it has authenticated with SASL2: its old session (XEP-0198 §8) or a new one. */
final class InlineNegotiation {
    private static final Logger log = LoggerFactory.getLogger(InlineNegotiation.class);

    private static final Name RESUME = new Name(StreamManagement.NAMESPACE, "resume");
    private static final Name ENABLE = new Name(StreamManagement.NAMESPACE, "enable");
    private static final Name INACTIVE = new Name(ClientState.NAMESPACE, "inactive");

    private final Stream stream;
    private final StreamHost host;
    private final Jid account;
    private final Element authenticate;
    private final Optional<byte[]> data;
    private final List<Element> results = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param authenticate the request, with what the client wants
     * @param data of the mechanism, for the client
     */
    InlineNegotiation(Stream stream, StreamHost host, Jid account, Element authenticate, Optional<byte[]> data) {
        this.stream = stream;
        this.host = host;
        this.account = account;
        this.authenticate = authenticate;
        this.data = data;
    }

    /** What can be wanted (XEP-0388 §2.1). */
    static List<Element> offered(StreamHost host) {
        return List.of(StreamManagement.FEATURE, Bind2.feature(host.bindFeatures()));
    }

    /**
     * Does what must be done before the client may be told that it has authenticated: its tokens are settled, and
     * plugins learn of it.
     *
     * @throws im.godwit.store.StoreException if the database fails; the client must not be told of success then
     */
    void settle() {
        Fast.settle(stream.authentication().tokens(), account, authenticate, stream.binding())
                .ifPresent(results::add);
        Sasl2.client(authenticate)
                .ifPresent(client -> host.loggedIn(
                        account,
                        client,
                        Fast.usesToken(authenticate) ? Event.LoggedIn.With.TOKEN : Event.LoggedIn.With.PASSWORD));
    }

    /** Does it and tells the client. */
    StreamState proceed() {
        // XEP-0386 §4: resumption comes first, and makes binding superfluous
        return authenticate
                .child(RESUME)
                .flatMap(this::resume)
                .or(() -> authenticate.child(Bind2.BIND).flatMap(this::bind))
                .orElseGet(this::authenticated);
    }

    private Optional<StreamState> resume(Element request) {
        Optional<String> id = request.attribute("previd");
        Optional<HandledCount> handled = StreamManagement.handled(request);
        if (id.isEmpty() || handled.isEmpty()) {
            results.add(StreamManagement.failed(Condition.BAD_REQUEST, Optional.empty()));
            return Optional.empty();
        }
        InlineOutlet outlet = new InlineOutlet(stream);
        return switch (host.resume(account, id.get(), handled.get(), outlet)) {
            case Resumption.Resumed resumed -> {
                outlet.answer("resumed").ifPresent(results::add);
                succeed(resumed.session().jid()); // XEP-0198 §8.2: no features follow
                stream.bound(resumed.session().jid());
                outlet.open();
                yield Optional.of(new Open(stream, resumed.session()));
            }
            case Resumption.Refused refused -> {
                results.add(StreamManagement.failed(refused.condition(), refused.handled()));
                yield Optional.empty();
            }
        };
    }

    private Optional<StreamState> bind(Element request) {
        Optional<Element> enable = request.child(ENABLE);
        Optional<StreamManagement.Enable> counted = enable.flatMap(StreamManagement::enable);
        InlineOutlet outlet = new InlineOutlet(stream);
        InlineBinding.Bound bound;
        try {
            bound = host.bind(
                    account,
                    new InlineBinding(
                            Bind2.tag(request),
                            Sasl2.userAgent(authenticate),
                            counted,
                            request.child(INACTIVE).isPresent(),
                            request.elements()),
                    outlet);
        } catch (StanzaException refused) {
            // XEP-0386 has no answer for this: the client is offered RFC 6120's binding, which has
            log.atDebug()
                    .addKeyValue("jid", account)
                    .addKeyValue("reason", refused.getMessage())
                    .log("No resource was bound");
            return Optional.empty();
        }
        List<Element> answers = new ArrayList<>(bound.answers());
        if (enable.isPresent() && counted.isEmpty()) {
            answers.add(StreamManagement.failed(Condition.BAD_REQUEST, Optional.empty())); // XEP-0198 §8.1.1
        }
        outlet.answer("enabled").ifPresent(answers::add);
        results.add(Bind2.bound(answers));
        Jid full = bound.session().jid();
        succeed(full);
        stream.send(Binding.featuresOfSession(stream, host, bound.managed().isPresent()));
        stream.bound(full);
        outlet.open();
        return Optional.of(bound.managed()
                .map(managed -> new Open(stream, managed))
                .orElseGet(() -> new Open(stream, bound.session())));
    }

    private StreamState authenticated() {
        succeed(account);
        return Binding.begin(stream, host, account);
    }

    private void succeed(Jid identity) {
        stream.send(Sasl2.success(data, identity, results));
    }
}
