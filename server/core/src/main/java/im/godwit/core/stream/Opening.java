package im.godwit.core.stream;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamHeader;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Namespaces;
import java.util.Optional;

/**
 * A stream header must come: the first, or the one after STARTTLS or SASL (RFC 6120 §4.3.3).
 *
 * @param stream the stream
 * @param earlier the domain of the header before this one
 * @param account who has authenticated
 * @param failures failed authentications so far; a restart does not forgive them
 */
record Opening(Stream stream, Optional<Jid> earlier, Optional<Jid> account, Failures failures) implements StreamState {
    @Override
    public StreamState onHeader(StreamHeader header) {
        Optional<StreamHost> host = host(header);
        // §4.9.1.1: our header goes out even where an error follows it
        stream.open(new ServerHeader(
                host.map(h -> h.domain().toString()),
                header.from().flatMap(Jid::tryParse).map(Jid::toString),
                Stream.newId(),
                "en"));
        check(header);
        StreamHost found = host.orElseThrow(() -> new StreamException(
                header.to().isEmpty()
                        // §4.9.3.7: a client says which domain it wants
                        ? StreamCondition.IMPROPER_ADDRESSING.error("a stream header needs 'to'")
                        : StreamCondition.HOST_UNKNOWN.error("this server does not serve that domain")));
        if (earlier.isPresent() && !earlier.get().equals(found.domain())) {
            // what was negotiated for one domain does not count for another
            throw new StreamException(StreamCondition.HOST_UNKNOWN.error("a restart keeps its 'to'"));
        }
        if (account.isPresent()) {
            return Binding.begin(stream, found, account.get());
        }
        Optional<Jid> claimed =
                header.from().flatMap(Jid::tryParse).filter(Jid::hasLocal).map(Jid::bare);
        return Authenticating.begin(stream, found, claimed, failures);
    }

    private Optional<StreamHost> host(StreamHeader header) {
        try {
            return header.to()
                    .map(Jid::parse)
                    .filter(to -> !to.hasLocal() && to.isBare())
                    .flatMap(to -> stream.hosts().find(to.domain()));
        } catch (InvalidJidException malformed) {
            return Optional.empty();
        }
    }

    private static void check(StreamHeader header) {
        if (!header.root().namespace().equals(Namespaces.STREAMS)) {
            throw new StreamException(StreamCondition.INVALID_NAMESPACE.error()); // §4.9.3.10
        }
        if (!header.root().local().equals("stream")) {
            throw new StreamException(StreamCondition.BAD_FORMAT.error()); // §4.9.3.1
        }
        if (!header.content().equals(Namespaces.CLIENT)) {
            throw new StreamException(
                    StreamCondition.INVALID_NAMESPACE.error("streams here carry " + Namespaces.CLIENT)); // §4.8.2
        }
        // §4.7.5: the major version is compared; none means 0.9
        boolean supported =
                header.version().map(v -> v.matches("[1-9]\\d{0,3}\\.\\d{1,4}")).orElse(false);
        if (!supported) {
            throw new StreamException(StreamCondition.UNSUPPORTED_VERSION.error("XMPP 1.0 is spoken here"));
        }
    }

    @Override
    public StreamState onElement(Element element) {
        throw new StreamException(StreamCondition.BAD_FORMAT.error("a stream header must come first"));
    }
}
