package im.godwit.core.net;

import im.godwit.jid.Jid;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The accounts in the certificate of a client. Nothing else in it names one, its subject in particular. */
final class CertifiedAccounts {
    /** RFC 6120 §13.7.1.4: id-on-xmppAddr. */
    private static final ASN1ObjectIdentifier XMPP_ADDRESS = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.5");

    /** A certificate with more is none of a user. */
    private static final int MOST = 20;

    private CertifiedAccounts() {}

    /** The accounts of a session in which a certificate was believed; none where the client has shown none. */
    static List<Jid> of(SSLSession session) {
        try {
            Certificate shown = session.getPeerCertificates()[0];
            return shown instanceof X509Certificate certificate ? of(certificate) : List.of();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    private static List<Jid> of(X509Certificate certificate) {
        try {
            certificate.checkValidity(); // a session may be resumed after the certificate's end
            byte[] names = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
            if (names == null) {
                return List.of();
            }
            GeneralName[] all = GeneralNames.getInstance(JcaX509ExtensionUtils.parseExtensionValue(names))
                    .getNames();
            return all.length > MOST
                    ? List.of()
                    : Stream.of(all)
                            .flatMap(name -> account(name).stream())
                            .distinct()
                            .toList();
        } catch (CertificateException | IOException | IllegalArgumentException unusable) {
            return List.of();
        }
    }

    private static Optional<Jid> account(GeneralName name) {
        if (name.getTagNo() != GeneralName.otherName) {
            return Optional.empty();
        }
        OtherName other = OtherName.getInstance(name.getName());
        return other.getTypeID().equals(XMPP_ADDRESS) && other.getValue() instanceof ASN1UTF8String text
                ? Jid.tryParse(text.getString()).filter(jid -> jid.hasLocal() && jid.isBare())
                : Optional.empty();
    }
}
