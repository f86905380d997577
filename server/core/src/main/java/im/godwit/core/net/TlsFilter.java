package im.godwit.core.net;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;

/** TLS of one connection: versions 1.2 and 1.3, ciphers with forward secrecy and authenticated encryption only. */
final class TlsFilter extends SslFilter {
    /** XEP-0368 §4. */
    private static final String PROTOCOL = "xmpp-client";

    private final boolean direct;

    private TlsFilter(Certificates certificates, boolean direct) {
        super(certificates.tls());
        this.direct = direct;
        setEnabledProtocols("TLSv1.3", "TLSv1.2");
    }

    static TlsFilter direct(Certificates certificates) {
        return new TlsFilter(certificates, true);
    }

    static TlsFilter afterStartTls(Certificates certificates) {
        return new TlsFilter(certificates, false);
    }

    @Override
    protected SSLEngine createEngine(IoSession session, InetSocketAddress peer) {
        SSLEngine engine = super.createEngine(session, peer);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setCipherSuites(TlsCiphers.of(engine));
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        if (direct) {
            // RFC 7301 §3.2: called when the client names protocols; nothing means a no_application_protocol alert
            engine.setHandshakeApplicationProtocolSelector(
                    (handshaking, offered) -> offered.contains(PROTOCOL) ? PROTOCOL : null);
        }
        return engine;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) throws Exception {
        // after the end of TLS the filter is gone, but what it was being handed may still come
        if (session.containsAttribute(SSL_HANDLER)) {
            super.messageReceived(next, session, message);
        }
    }
}
