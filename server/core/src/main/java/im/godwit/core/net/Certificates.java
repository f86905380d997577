package im.godwit.core.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The certificates of the domains that this server serves. Files that change are read again at the next handshake, a
 * few seconds later at most; what cannot be used is refused with one line in the log, and what was read before stays.
 * Threads may share it.
 */
public final class Certificates {
    static {
        // RFC 6120 §5.3.5: nobody needs renegotiation; read by the JDK when it first makes an engine
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    private final List<ReloadedCredential> credentials;
    private final boolean asksClients;
    private final SSLContext tls;

    private Certificates(List<ReloadedCredential> credentials, TrustManager[] clients) throws GeneralSecurityException {
        this.credentials = credentials;
        this.asksClients = clients.length > 0;
        this.tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new DomainKeys(this)}, clients, null);
    }

    /**
     * Reads the certificates, of a server whose clients prove themselves without one.
     *
     * @param files as below
     * @throws IOException as below
     */
    public static Certificates read(List<CertificateFiles> files) throws IOException {
        return read(files, new TrustManager[0]);
    }

    /**
     * Reads the certificates.
     *
     * @param files one or more; the first is shown to a client that names no domain, or one that has none
     * @param clients know which certificates of clients are believed; with none, no client is asked for one
     * @throws IOException if one cannot be read or used, with a sentence that says why
     */
    public static Certificates read(List<CertificateFiles> files, TrustManager[] clients) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        List<ReloadedCredential> read = new ArrayList<>();
        for (CertificateFiles each : files) {
            read.add(ReloadedCredential.read(each));
        }
        try {
            return new Certificates(List.copyOf(read), clients);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** TLS with these certificates, for servers; it stays the same when files change. */
    public SSLContext tls() {
        return tls;
    }

    /** Whether clients that speak XMPP over TCP are asked for a certificate. */
    boolean asksClients() {
        return asksClients;
    }

    /** When each domain's certificate ends to be valid. */
    public Map<String, Instant> expiry() {
        Map<String, Instant> ends = new LinkedHashMap<>();
        credentials.forEach(c -> ends.put(c.domain(), c.expiry()));
        return ends;
    }

    /** The credential to show to a client that asks for this domain. */
    ReloadedCredential of(Optional<String> domain) {
        return domain.map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name -> credentials.stream()
                        .filter(c -> c.serves(name))
                        // a domain may be below another of ours
                        .max(Comparator.comparingInt(c -> c.domain().length())))
                .orElse(credentials.getFirst());
    }

    /** The credential of an alias that {@link ReloadedCredential#alias} gave. */
    Optional<Credential> byAlias(String alias) {
        return credentials.stream().flatMap(c -> c.byAlias(alias).stream()).findFirst();
    }
}
