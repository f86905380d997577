package im.godwit.app;

import im.godwit.core.config.Configuration;
import im.godwit.core.net.CertificateFiles;
import im.godwit.core.net.Certificates;
import im.godwit.core.net.SelfSigned;
import im.godwit.core.net.TrustedCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;

/** The certificates of all domains: the configured one, or a self-signed one each, made on the first start. */
final class Tls {
    private Tls() {}

    /**
     * Reads the certificates, and makes those that are missing.
     *
     * @throws FatalException if one cannot be used
     */
    static Certificates certificates(Configuration configuration) {
        try {
            return Certificates.read(files(configuration), clients(configuration));
        } catch (IOException unusable) {
            throw new FatalException(unusable.getMessage());
        }
    }

    private static TrustManager[] clients(Configuration configuration) throws IOException {
        Optional<Path> authorities =
                configuration.settings().clientCertificates().authorities();
        return authorities.isPresent()
                ? TrustedCertificates.read(configuration.resolve(authorities.get()))
                : new TrustManager[0];
    }

    private static List<CertificateFiles> files(Configuration configuration) throws IOException {
        var tls = configuration.settings().tls();
        List<CertificateFiles> files = new ArrayList<>();
        for (String domain : configuration.settings().domains()) {
            if (tls.certificate().isPresent()) {
                files.add(new CertificateFiles(
                        domain,
                        configuration.resolve(tls.certificate().get()),
                        configuration.resolve(tls.key().orElseThrow())));
            } else {
                files.add(selfSigned(domain, DataFolder.of(configuration).resolve("certificates")));
            }
        }
        return files;
    }

    private static CertificateFiles selfSigned(String domain, Path folder) throws IOException {
        CertificateFiles files =
                new CertificateFiles(domain, folder.resolve(domain + ".crt"), folder.resolve(domain + ".key"));
        if (!Files.exists(files.chain()) || !Files.exists(files.key())) {
            Files.createDirectories(folder);
            SelfSigned.write(files);
        }
        return files;
    }
}
