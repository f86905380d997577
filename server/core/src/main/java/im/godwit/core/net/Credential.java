package im.godwit.core.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A private key and its certificate chain.
 *
 * @param key the key
 * @param chain the certificate of the key first, each then signed by the next
 */
record Credential(PrivateKey key, List<X509Certificate> chain) {
    Credential {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a credential and checks that its parts belong together.
     *
     * @throws IOException if a file cannot be read, or with a sentence about what is wrong in it
     */
    static Credential read(CertificateFiles files) throws IOException {
        try {
            Credential read = new Credential(key(files.key()), chain(files.chain()));
            read.check(files);
            return read;
        } catch (NoSuchFileException e) {
            throw new IOException(e.getFile() + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(e.getFile() + " may not be read by this user", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(files.chain() + " or " + files.key() + " is damaged: " + e.getMessage(), e);
        }
    }

    boolean isExpired(Instant now) {
        return chain.getFirst().getNotAfter().before(Date.from(now));
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> chain = new ArrayList<>();
        try (PEMParser parser = parser(file)) {
            for (Object object = next(parser, file); object != null; object = next(parser, file)) {
                if (object instanceof X509CertificateHolder certificate) {
                    chain.add(converter.getCertificate(certificate));
                }
            }
        }
        if (chain.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (PEMParser parser = parser(file)) {
            for (Object object = next(parser, file); object != null; object = next(parser, file)) {
                // an EC key may follow its parameters
                if (object instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                }
                if (object instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        }
        throw new IOException(file + " holds no private key that is not encrypted");
    }

    private static Object next(PEMParser parser, Path file) throws IOException {
        try {
            return parser.readObject();
        } catch (IOException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static PEMParser parser(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        return new PEMParser(reader);
    }

    private void check(CertificateFiles files) throws IOException, GeneralSecurityException {
        for (int i = 1; i < chain.size(); i++) {
            X509Certificate signed = chain.get(i - 1);
            if (!signed.getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                throw new IOException(files.chain() + ": certificate " + i + " is not issued by the next one");
            }
        }
        if (!isPair()) {
            throw new IOException(files.key() + " is not the key of " + files.chain());
        }
    }

    private boolean isPair() throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = "godwit".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
            return false;
        }
        signer.initVerify(chain.getFirst().getPublicKey());
        signer.update(probe);
        return signer.verify(signature);
    }
}
