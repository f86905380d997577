package im.godwit.core.net;

import java.net.IDN;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a domain's certificate is kept.
 *
 * @param domain the domain that clients name (RFC 6066 §3)
 * @param chain PEM: the certificate and those between it and the root, in this order
 * @param key PEM: the private key, not encrypted
 */
public record CertificateFiles(String domain, Path chain, Path key) {
    public CertificateFiles {
        // certificates and SNI know A-labels only
        domain = IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    }
}
