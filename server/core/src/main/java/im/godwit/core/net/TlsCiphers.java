package im.godwit.core.net;

import java.util.Arrays;
import javax.net.ssl.SSLEngine;

/** Chooses cipher suites (RFC 7590 §3.4, RFC 9325 §4.2). */
final class TlsCiphers {
    private TlsCiphers() {}

    /** What the JDK enables, without what lacks forward secrecy or authenticated encryption. */
    static String[] of(SSLEngine engine) {
        return Arrays.stream(engine.getEnabledCipherSuites())
                .filter(TlsCiphers::isStrong)
                .toArray(String[]::new);
    }

    private static boolean isStrong(String suite) {
        boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        // the names of TLS 1.3 suites do not tell a key exchange: it is always ephemeral
        return authenticated
                && (suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_DHE_") || !suite.contains("_WITH_"));
    }
}
