package im.godwit.gateway;

import im.godwit.core.transport.Timers;
import im.godwit.plugin.Peer;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP's side of BOSH: from a POST to a {@link BoshBody} (XEP-0124 §5). Never blocks. */
final class BoshHandler {
    private static final Logger log = LoggerFactory.getLogger(BoshHandler.class);

    private static final String HINT = "This address takes BOSH requests (XEP-0124), which XMPP clients send by POST.\n"
            + "Give it to a client as its BOSH address.\n";

    private final BoshService service;
    private final BodyParser parser;
    private final PeerAddress peers;
    private final Cors cors;
    private final int bodySize;
    private final long silence;
    private final Timers timers;

    BoshHandler(BoshService service, BodyParser parser, GatewayOptions options, Timers timers) {
        this.service = service;
        this.parser = parser;
        this.timers = timers;
        peers = new PeerAddress(options.proxies());
        cors = new Cors(options.origins(), options.publicUrl());
        bodySize = options.bosh().bodySize();
        silence = options.bosh().silence().toMillis();
    }

    void handle(Request request, Response response, Callback callback) {
        cors.allow(request, response);
        switch (request.getMethod()) {
            case "POST" -> post(request, response, callback);
            case "OPTIONS" -> cors.preflight(response, callback, Cors.METHODS, "Content-Type, Content-Encoding");
            case "GET", "HEAD" -> PlainAnswer.send(response, callback, 200, HINT);
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, Cors.METHODS);
                PlainAnswer.send(response, callback, 405, HINT);
            }
        }
    }

    private void post(Request request, Response response, Callback callback) {
        List<String> codings = request.getHeaders().getCSV(HttpHeader.CONTENT_ENCODING, false).stream()
                .filter(name -> !name.equalsIgnoreCase("identity"))
                .toList();
        Optional<ContentCoding> coding = ContentCoding.best(codings);
        if (codings.size() > 1 || codings.size() == 1 && coding.isEmpty()) {
            // RFC 9110 §12.5.3: say what could have been
            response.getHeaders().put(HttpHeader.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
            PlainAnswer.close(response, callback, 415, "This content coding is not supported.\n");
            return;
        }
        new Incoming(request, response, callback, coding).read();
    }

    /** One request, from its content on. */
    private final class Incoming {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final Optional<ContentCoding> coding;
        private final Arrival arrival;

        Incoming(Request request, Response response, Callback callback, Optional<ContentCoding> coding) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.coding = coding;
            arrival = new Arrival(request, response, callback, timers, bodySize, this::dispatch);
        }

        void read() {
            arrival.read();
        }

        private void dispatch(byte[] content) {
            mayWait();
            Exchange exchange = new JettyExchange(request, response, callback);
            Peer peer = peers.of(request);
            try {
                Optional<byte[]> document =
                        coding.isEmpty() ? Optional.of(content) : coding.get().expand(content, bodySize);
                document.ifPresentOrElse(d -> receive(d, peer, exchange), arrival::refuseAsTooLarge);
            } catch (BindingException e) {
                log.atDebug()
                        .addKeyValue("remote", peer.address())
                        .addKeyValue("reason", e.getMessage())
                        .log("BOSH request refused");
                exchange.answer(200, ContentType.TEXT_XML, BodyWriter.terminate(e.condition()));
            }
        }

        /**
         * From here on silence is no fault. Jetty would ask so every few seconds, with a thread for each request that
         * is held; and where the answer is given just then, it would close the connection.
         */
        private void mayWait() {
            request.addHttpStreamWrapper(stream -> {
                stream.setIdleTimeout(silence); // the connection's, or in HTTP/2 that of the request alone
                return stream;
            });
        }

        private void receive(byte[] document, Peer peer, Exchange exchange) {
            Element root = parser.parse(document);
            BoshBody body;
            try {
                body = BoshBody.of(root, document.length);
            } catch (BindingException e) {
                service.receiveMalformed(root, e, peer, exchange);
                return;
            }
            service.receive(body, peer, exchange);
        }
    }
}
