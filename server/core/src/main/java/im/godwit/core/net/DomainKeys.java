package im.godwit.core.net;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows TLS the current credential of the domain that a client asks for (RFC 6066 §3). */
final class DomainKeys extends X509ExtendedKeyManager {
    private final Certificates certificates;

    DomainKeys(Certificates certificates) {
        this.certificates = certificates;
    }

    // JSSE wants null where there is nothing
    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return certificates
                .of(requested(engine.getHandshakeSession()))
                .alias(keyType)
                .orElse(null);
    }

    private static Optional<String> requested(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Optional.of(host.getAsciiName());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.byAlias(alias).map(Credential::key).orElse(null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return certificates
                .byAlias(alias)
                .map(credential -> credential.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
