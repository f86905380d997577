package im.godwit.core.stream;

import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.SaslCondition;
import im.godwit.core.auth.SaslExchange;
import im.godwit.core.auth.SaslStep;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client secures the stream and proves who it is (RFC 6120 §5, §6).
 *
 * @param stream the stream
 * @param host the domain that it addresses
 * @param exchange the attempt that waits for the client's next message
 * @param failures failed attempts so far
 */
record Authenticating(Stream stream, StreamHost host, Optional<SaslExchange> exchange, int failures)
        implements StreamState {
    private static final Logger log = LoggerFactory.getLogger(Authenticating.class);
    private static final Name STARTTLS = new Name(Namespaces.TLS, "starttls");

    /** Sends the features of this state (§4.3.2). */
    static StreamState begin(Stream stream, StreamHost host, int failures) {
        Authenticating state = new Authenticating(stream, host, Optional.empty(), failures);
        ElementBuilder features = Element.builder(Namespaces.STREAMS, "features");
        if (stream.transport().canStartTls()) {
            features.add(state.starttls());
        }
        if (state.mayAuthenticate()) {
            features.add(SaslXml.mechanisms(
                    stream.authentication().offered(stream.peer().encrypted(), stream.binding())));
            SaslXml.bindings(stream.binding()).ifPresent(features::add);
            stream.transport().limits().feature().ifPresent(features::add);
            features.addAll(host.features(Host.Moment.BEFORE_AUTHENTICATION, stream.peer()));
        }
        stream.send(features.build());
        return state;
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

    @Override
    public StreamState onHeader(StreamHeader header) {
        throw new StreamException(StreamCondition.NOT_AUTHORIZED.error("authenticate first"));
    }

    @Override
    public StreamState onElement(Element element) {
        return switch (element.namespace()) {
            case Namespaces.TLS -> onTls(element);
            case Namespaces.SASL -> onSasl(element);
            case Namespaces.CLIENT -> onStanza(element);
            case StreamManagement.NAMESPACE -> {
                stream.send(StreamManagement.failed(Condition.UNEXPECTED_REQUEST, Optional.empty())); // XEP-0198 §3
                yield this;
            }
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error()); // §4.9.3.24
        };
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

    /** §6.4. */
    private StreamState onSasl(Element element) {
        return switch (element.local()) {
            case "auth" -> onAuth(element);
            case "response" ->
                exchange.isPresent()
                        ? step(exchange.get(), SaslXml.decode(element))
                        : failed(SaslCondition.MALFORMED_REQUEST);
            case "abort" -> failed(SaslCondition.ABORTED); // §6.4.4
            default -> throw new StreamException(StreamCondition.UNSUPPORTED_STANZA_TYPE.error());
        };
    }

    private StreamState onAuth(Element auth) {
        if (!mayAuthenticate()) {
            return failed(SaslCondition.ENCRYPTION_REQUIRED); // §6.5.4
        }
        ChannelBinding binding = stream.binding();
        Optional<SaslExchange> begun = auth.attribute("mechanism")
                .flatMap(name -> stream.authentication()
                        .begin(name, host.domain(), stream.peer().encrypted(), binding));
        if (begun.isEmpty()) {
            return failed(SaslCondition.INVALID_MECHANISM); // §6.5.7
        }
        if (auth.text().isEmpty()) {
            // RFC 4422 §3: all our mechanisms begin with the client; an empty challenge asks it to
            stream.send(SaslXml.challenge(new byte[0]));
            return new Authenticating(stream, host, begun, failures);
        }
        return step(begun.get(), SaslXml.decode(auth));
    }

    private StreamState step(SaslExchange current, Optional<byte[]> message) {
        if (message.isEmpty()) {
            return failed(SaslCondition.INCORRECT_ENCODING); // §6.5.5
        }
        SaslStep step;
        try {
            step = current.next(message.get());
        } catch (StoreException unavailable) {
            log.atError().setCause(unavailable).log("Nobody can log in");
            return failed(SaslCondition.TEMPORARY_AUTH_FAILURE); // §6.5.11
        }
        return switch (step) {
            case SaslStep.Challenge challenge -> {
                stream.send(SaslXml.challenge(challenge.data()));
                yield new Authenticating(stream, host, Optional.of(current), failures);
            }
            case SaslStep.Success success -> succeeded(success);
            case SaslStep.Failure failure -> failed(failure.condition());
        };
    }

    private StreamState succeeded(SaslStep.Success success) {
        log.atInfo()
                .addKeyValue("jid", success.account())
                .addKeyValue("remote", stream.peer().address().getHostAddress())
                .log("Authenticated");
        stream.transport().authenticated();
        stream.transport().expectRestart(); // §6.4.6: a new header comes next
        stream.send(SaslXml.success(success.data()));
        return new Opening(stream, Optional.of(host.domain()), Optional.of(success.account()), failures);
    }

    private StreamState failed(SaslCondition condition) {
        stream.send(SaslXml.failure(condition));
        log.atDebug()
                .addKeyValue("remote", stream.peer().address().getHostAddress())
                .addKeyValue("reason", condition.local())
                .log("Authentication failed");
        int count = failures + 1;
        if (count >= stream.options().maxFailures()) {
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION.error("too many failed authentications")); // §6.4.5
        }
        return new Authenticating(stream, host, Optional.empty(), count);
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
        Optional<Iq> answer = host.unauthenticated(iq, stream.peer());
        stream.send(answer.orElseThrow(
                        () -> new StreamException(StreamCondition.NOT_AUTHORIZED.error("authenticate first")))
                .element());
        return this;
    }
}
