package im.godwit.core.stream;

import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.SaslCondition;
import im.godwit.core.auth.SaslExchange;
import im.godwit.core.auth.SaslStep;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaException;
import im.godwit.store.StoreException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client secures the stream and proves who it is (RFC 6120 §5, §6).
 *
 * @param stream the stream
 * @param host the domain that it addresses
 * @param claimed the account that the client says it is ({@code from} of its header); nothing is proven by it
 * @param attempt the attempt that waits for the client's next message
 * @param failures failed attempts so far
 */
record Authenticating(
        Stream stream, StreamHost host, Optional<Jid> claimed, Optional<Attempt> attempt, Failures failures)
        implements StreamState {
    private static final Logger log = LoggerFactory.getLogger(Authenticating.class);
    private static final Name STARTTLS = new Name(Namespaces.TLS, "starttls");

    /**
     * An exchange that is under way.
     *
     * @param authenticate what the client wants beside it; only with SASL2
     */
    record Attempt(SaslExchange exchange, Optional<Element> authenticate) {
        SaslProfile profile() {
            return authenticate.isPresent() ? SaslProfile.SASL2 : SaslProfile.SASL;
        }
    }

    /** Sends the features of this state (§4.3.2). */
    static StreamState begin(Stream stream, StreamHost host, Optional<Jid> claimed, Failures failures) {
        Authenticating state = new Authenticating(stream, host, claimed, Optional.empty(), failures);
        ElementBuilder features = Element.builder(Namespaces.STREAMS, "features");
        if (stream.transport().canStartTls()) {
            features.add(state.starttls());
        }
        if (state.mayAuthenticate()) {
            List<String> mechanisms = stream.authentication().offered(host.domain(), stream.peer(), stream.binding());
            features.add(SaslXml.mechanisms(mechanisms));
            if (state.mayUseSasl2()) {
                features.add(Sasl2.feature(mechanisms, state.inline()));
            }
            SaslXml.bindings(stream.binding()).ifPresent(features::add);
            stream.transport().limits().feature().ifPresent(features::add);
            features.addAll(host.features(Host.Moment.BEFORE_AUTHENTICATION, stream.peer()));
        }
        stream.send(features.build());
        return state;
    }

    private List<Element> inline() {
        List<Element> inline = new ArrayList<>(InlineNegotiation.offered(host));
        inline.addAll(Fast.feature(stream.authentication().tokens(), stream.binding()));
        return inline;
    }

    private Element starttls() {
        ElementBuilder feature = Element.builder(STARTTLS);
        if (!mayAuthenticate()) {
            feature.child("required"); // §5.4.1
        }
        return feature.build();
    }

    /** Whether SASL may begin: the stream is encrypted, or need not be. */
    private boolean mayAuthenticate() {
        return stream.peer().encrypted()
                || !stream.options().encryptionRequired()
                || !stream.transport().canStartTls();
    }

    /** XEP-0388 §3: never without encryption. */
    private boolean mayUseSasl2() {
        return stream.peer().encrypted();
    }

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("authenticate first"));
    }

    @Override
    public StreamState onElement(Element element) {
        if (!element.namespace().equals(Sasl2.NAMESPACE)) {
            refuseOtherTraffic();
        }
        return switch (element.namespace()) {
            case Namespaces.TLS -> onTls(element);
            case Namespaces.SASL -> onSasl(element, SaslProfile.SASL);
            case Sasl2.NAMESPACE -> onSasl(element, SaslProfile.SASL2);
            case Namespaces.CLIENT -> onStanza(element);
            case StreamManagement.NAMESPACE -> {
                stream.send(StreamManagement.failed(Condition.UNEXPECTED_REQUEST, Optional.empty())); // XEP-0198 §3
                yield this;
            }
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error()); // §4.9.3.24
        };
    }

    @Override
    public void onSpace() {
        refuseOtherTraffic();
    }

    /** XEP-0388 §2.4: while SASL2 is under way nothing else may come, not even whitespace. */
    private void refuseOtherTraffic() {
        if (attempt.filter(a -> a.profile() == SaslProfile.SASL2).isPresent()) {
            throw new StreamException(StreamCondition.POLICY_VIOLATION.error("an authentication is under way"));
        }
    }

    /** §5.4.2. */
    private StreamState onTls(Element element) {
        if (!element.is(STARTTLS)) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        if (!stream.transport().canStartTls()) {
            stream.send(Element.of(new Name(Namespaces.TLS, "failure"))); // §5.4.2.2
            throw new StreamException(Optional.empty());
        }
        stream.transport().startTls(Element.of(new Name(Namespaces.TLS, "proceed")));
        return new Opening(stream, Optional.of(host.domain()), Optional.empty(), failures);
    }

    /** §6.4, XEP-0388 §2. */
    private StreamState onSasl(Element element, SaslProfile profile) {
        boolean begun = attempt.filter(a -> a.profile() == profile).isPresent();
        return switch (element.local()) {
            case "auth" -> onAuth(element, profile);
            case "authenticate" -> onAuthenticate(element, profile);
            case "response" ->
                begun ? step(attempt.get(), profile.decode(element)) : failed(profile, SaslCondition.MALFORMED_REQUEST);
            case "abort" -> failed(profile, SaslCondition.ABORTED); // §6.4.4
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        };
    }

    private StreamState onAuth(Element auth, SaslProfile profile) {
        if (profile != SaslProfile.SASL) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        if (!mayAuthenticate()) {
            return failed(profile, SaslCondition.ENCRYPTION_REQUIRED); // §6.5.4
        }
        // an empty element is the lack of an initial response; an empty response is written "="
        Optional<Element> response = Optional.of(auth).filter(a -> !a.text().isEmpty());
        return begin(auth, Optional.empty(), response);
    }

    /** XEP-0388 §2.3. */
    private StreamState onAuthenticate(Element authenticate, SaslProfile profile) {
        if (profile != SaslProfile.SASL2) {
            throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        }
        if (attempt.isPresent()) {
            throw new StreamException(StreamCondition.POLICY_VIOLATION.error("an authentication is under way")); // §2.4
        }
        if (!mayUseSasl2()) {
            return failed(profile, SaslCondition.ENCRYPTION_REQUIRED);
        }
        if (!Sasl2.hasSoundUserAgent(authenticate)) {
            return failed(profile, SaslCondition.MALFORMED_REQUEST);
        }
        return begin(authenticate, Optional.of(authenticate), Sasl2.initialResponse(authenticate));
    }

    private StreamState begin(Element request, Optional<Element> authenticate, Optional<Element> response) {
        Optional<Attempt> begun = request.attribute("mechanism")
                .flatMap(name -> exchange(name, authenticate))
                .map(exchange -> new Attempt(exchange, authenticate));
        SaslProfile profile = authenticate.isPresent() ? SaslProfile.SASL2 : SaslProfile.SASL;
        if (begun.isEmpty()) {
            return failed(profile, SaslCondition.INVALID_MECHANISM); // §6.5.7
        }
        if (response.isEmpty()) {
            return answer(begun.get(), SaslExchange::begin);
        }
        return step(begun.get(), profile.decode(response.get()));
    }

    private Optional<SaslExchange> exchange(String mechanism, Optional<Element> authenticate) {
        Authentication sasl = stream.authentication();
        ChannelBinding binding = stream.binding();
        return sasl.begin(mechanism, host.domain(), stream.peer(), binding)
                .or(() -> authenticate.flatMap(request ->
                        sasl.beginWithToken(mechanism, host.domain(), stream.peer(), binding, Fast.request(request))));
    }

    private StreamState step(Attempt current, Optional<byte[]> message) {
        return message.map(bytes -> answer(current, exchange -> exchange.next(bytes)))
                .orElseGet(() -> failed(current.profile(), SaslCondition.INCORRECT_ENCODING)); // §6.5.5
    }

    private StreamState answer(Attempt current, Function<SaslExchange, SaslStep> turn) {
        SaslStep step;
        try {
            step = turn.apply(current.exchange());
        } catch (StoreException unavailable) {
            return unavailable(current, unavailable);
        }
        return switch (step) {
            case SaslStep.Challenge challenge -> {
                stream.send(current.profile().challenge(challenge.data()));
                yield new Authenticating(stream, host, claimed, Optional.of(current), failures);
            }
            case SaslStep.Success success -> succeeded(current, success);
            case SaslStep.Failure failure ->
                failed(current.profile(), failure.condition(), failures.and(failure.tested()));
        };
    }

    private StreamState unavailable(Attempt current, StoreException why) {
        log.atError().setCause(why).log("Nobody can log in");
        return failed(current.profile(), SaslCondition.TEMPORARY_AUTH_FAILURE); // §6.5.11
    }

    private StreamState succeeded(Attempt current, SaslStep.Success success) {
        stream.whenOver(() -> host.left(success.account()));
        // XEP-0388 §2.3: who says in the header to be somebody else is not let in
        if (current.profile() == SaslProfile.SASL2
                && claimed.filter(claim -> !claim.equals(success.account())).isPresent()) {
            return failed(current.profile(), SaslCondition.INVALID_AUTHZID);
        }
        Optional<InlineNegotiation> wanted = current.authenticate()
                .map(request -> new InlineNegotiation(stream, host, success.account(), request, success.data()));
        try {
            wanted.ifPresent(InlineNegotiation::settle);
        } catch (StoreException unavailable) {
            return unavailable(current, unavailable);
        }
        log.atInfo()
                .addKeyValue("jid", success.account())
                .addKeyValue("remote", stream.peer().address().getHostAddress())
                .log("Authenticated");
        stream.transport().authenticated();
        if (wanted.isPresent()) {
            return wanted.get().proceed();
        }
        stream.transport().expectRestart(); // §6.4.6: a new header comes next
        stream.send(SaslXml.success(success.data()));
        return new Opening(stream, Optional.of(host.domain()), Optional.of(success.account()), failures);
    }

    private StreamState failed(SaslProfile profile, SaslCondition condition) {
        return failed(profile, condition, failures.and(true));
    }

    private StreamState failed(SaslProfile profile, SaslCondition condition, Failures now) {
        stream.send(profile.failure(condition));
        log.atDebug()
                .addKeyValue("remote", stream.peer().address().getHostAddress())
                .addKeyValue("reason", condition.local())
                .log("Authentication failed");
        if (now.areTooMany(stream.options().maxFailures())) {
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION.error("too many failed authentications")); // §6.4.5
        }
        return new Authenticating(stream, host, claimed, Optional.empty(), now);
    }

    /** A plugin may take a request before authentication, such as registration; nothing else is allowed yet. */
    private StreamState onStanza(Element element) {
        if (!element.local().equals("iq") || !mayAuthenticate()) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("authenticate first")); // §4.9.3.12
        }
        Iq iq;
        try {
            iq = (Iq) Stanza.of(element.withoutAttribute("from"));
        } catch (StanzaException malformed) {
            stream.send(ErrorAnswer.to(element, malformed.error()));
            return this;
        }
        Iq answer = host.unauthenticated(iq, stream.peer(), stream.visit())
                .or(() -> refused(iq))
                .orElseThrow(() -> new StreamException(StreamCondition.NOT_AUTHORIZED.error("authenticate first")));
        stream.send(answer.element());
        return this;
    }

    /**
     * §7.1: the stream ends over what is for others; who asks the server or the own account is told what is missing.
     */
    private Optional<Iq> refused(Iq iq) {
        boolean forServer = iq.to().map(host.domain()::equals).orElse(true);
        return forServer && iq.isRequest()
                ? Optional.of((Iq) iq.errorReply(Condition.NOT_AUTHORIZED.error()))
                : Optional.empty();
    }
}
