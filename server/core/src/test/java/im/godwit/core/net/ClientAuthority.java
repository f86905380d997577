package im.godwit.core.net;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for users. All have the same name, so that a client shows those of any to a server that asks. */
final class ClientAuthority {
    static final String XMPP_ADDRESS = "1.3.6.1.5.5.7.8.5";

    private static final X500Name NAME = new X500Name("CN=Authority");

    private final KeyPair keys = pair();
    private final X509Certificate own;

    ClientAuthority() throws Exception {
        own = sign(builder(NAME, keys, 1).addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    /** A certificate to come. */
    record Order(int days, KeyPurposeId purpose, GeneralName... names) {
        /** A usual one. */
        static Order of(GeneralName... names) {
            return new Order(1, KeyPurposeId.id_kp_clientAuth, names);
        }

        /** For these addresses. */
        static Order of(String... addresses) {
            return of(Stream.of(addresses)
                    .map(address -> name(XMPP_ADDRESS, new DERUTF8String(address)))
                    .toArray(GeneralName[]::new));
        }
    }

    static GeneralName name(String type, ASN1Encodable value) {
        return new GeneralName(GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(type), value));
    }

    /** Writes its own certificate, in PEM. */
    TrustManager[] trust(Path folder) throws IOException {
        Path file = folder.resolve("authority.pem");
        try (Writer out = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(own);
        }
        return TrustedCertificates.read(file);
    }

    /** TLS of a client with such a certificate, which trusts whoever answers. */
    SSLContext client(Order order) throws Exception {
        KeyPair pair = pair();
        X509Certificate certificate = sign(builder(new X500Name("CN=juliet@example.org"), pair, order.days())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(order.names()))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(order.purpose())));
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("own", pair.getPrivate(), new char[0], new X509Certificate[] {certificate, own});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), Client.trustingAll(), null);
        return context;
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /** Good until so many days from now; those that are over already began two days before that. */
    private static JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair pair, int days) {
        Instant end = Instant.now().plus(days, ChronoUnit.DAYS);
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(100, new SecureRandom()),
                Date.from(end.minus(2, ChronoUnit.DAYS)),
                Date.from(end),
                subject,
                pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
