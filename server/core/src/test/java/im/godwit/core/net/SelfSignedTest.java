package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {
    private static final int DNS_NAME = 2;

    @TempDir
    Path folder;

    private CertificateFiles files;
    private Credential credential;

    @BeforeEach
    void write() throws IOException {
        files = TlsFixture.files(folder.resolve("new"), "b\u00fccher.example");
        SelfSigned.write(files);
        credential = Credential.read(files);
    }

    private X509Certificate certificate() {
        return credential.chain().getFirst();
    }

    @Test
    void itNamesTheDomainAndThoseBelowItAsClientsCompareThem() throws Exception {
        // RFC 9525 §2: dNSNames in A-labels
        assertThat(certificate().getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(DNS_NAME, "xn--bcher-kva.example"), List.of(DNS_NAME, "*.xn--bcher-kva.example"));
    }

    @Test
    void itIsValidFromYesterdayForTenYears() {
        Instant now = Instant.now();

        assertThat(certificate().getNotBefore().toInstant())
                .isBetween(now.minus(Duration.ofDays(1).plusMinutes(1)), now.minus(Duration.ofHours(23)));
        assertThat(certificate().getNotAfter().toInstant())
                .isBetween(now.plus(Duration.ofDays(3649)), now.plus(Duration.ofDays(3651)));
        assertThat(credential.isExpired(now)).isFalse();
        assertThat(credential.isExpired(now.plus(Duration.ofDays(3651)))).isTrue();
    }

    @Test
    void itIsAServersAndNoAuthoritys() throws Exception {
        certificate().verify(certificate().getPublicKey());
        assertThat(certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(certificate().getSerialNumber().bitLength()).isBetween(120, 159);
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.chain())))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws Exception {
        SelfSigned.write(files);

        try (var all = Files.list(folder.resolve("new"))) {
            assertThat(all).containsExactlyInAnyOrder(files.chain(), files.key());
        }
    }
}
