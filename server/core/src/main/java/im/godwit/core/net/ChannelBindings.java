package im.godwit.core.net;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Derives channel-binding data (RFC 5056) from the server's side of a TLS session. */
final class ChannelBindings {
    static final String EXPORTER = "tls-exporter";
    static final String END_POINT = "tls-server-end-point";

    private ChannelBindings() {}

    /** The data of each type that this session has, by its registered name. */
    static Map<String, byte[]> of(SSLSession session) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        exporter(session).ifPresent(bytes -> found.put(EXPORTER, bytes));
        endPoint(session).ifPresent(bytes -> found.put(END_POINT, bytes));
        return Collections.unmodifiableMap(found);
    }

    /** RFC 9266 §4; TLS 1.2 has it with the extended master secret only (§4.2), else the JDK refuses. */
    private static Optional<byte[]> exporter(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            return Optional.of(extended.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
        } catch (SSLException | UnsupportedOperationException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> endPoint(SSLSession session) {
        Certificate[] own = session.getLocalCertificates();
        return own == null || own.length == 0 ? Optional.empty() : endPoint((X509Certificate) own[0]);
    }

    /** RFC 5929 §4.1: the certificate's hash, by the hash function of its signature. */
    static Optional<byte[]> endPoint(X509Certificate certificate) {
        return hash(certificate.getSigAlgName()).flatMap(hash -> {
            try {
                return Optional.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> hash(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        int with = name.indexOf("WITH");
        if (with < 0) {
            // such as Ed25519: no single hash function, so the binding is undefined
            return Optional.empty();
        }
        return switch (name.substring(0, with)) {
            // MD5 and SHA-1 are replaced by SHA-256
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA224" -> Optional.of("SHA-224");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }
}
