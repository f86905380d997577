package im.godwit.core.net;

import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.mina.core.session.IoSession;

/** TLS of a connection to an upstream server, whose certificate must be for the domain that the client wants. */
final class UpstreamTlsFilter extends TlsFilter {
    private final UpstreamTrust trust;
    private final String domain;
    private final ListenerOptions.Mode mode;

    /** @param domain as A-labels */
    UpstreamTlsFilter(UpstreamTrust trust, String domain, ListenerOptions.Mode mode) {
        super(trust.tls());
        this.trust = trust;
        this.domain = domain;
        this.mode = mode;
    }

    /** RFC 6120 §13.7.2: what is verified is the domain, never the name of the machine that it led to. */
    @Override
    SSLEngine newEngine(IoSession session, InetSocketAddress peer) {
        SSLEngine engine = trust.tls().createSSLEngine(domain, peer.getPort());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(trust.onlyLoopback() ? "" : "HTTPS");
        if (domain.chars().anyMatch(Character::isLetter) && !domain.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(domain))); // RFC 6066 §3: no addresses
        }
        if (mode == ListenerOptions.Mode.DIRECT_TLS) {
            parameters.setApplicationProtocols(new String[] {PROTOCOL}); // XEP-0368 §4
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
