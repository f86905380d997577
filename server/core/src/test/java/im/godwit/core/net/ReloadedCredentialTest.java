package im.godwit.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedCredentialTest {
    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private CertificateFiles files;
    private ReloadedCredential credential;
    private X509Certificate first;

    @BeforeEach
    void read() throws IOException {
        files = TlsFixture.files(folder, "example.org");
        SelfSigned.write(files);
        credential = ReloadedCredential.read(files, now::get);
        first = current();
    }

    private X509Certificate current() {
        String alias = credential.alias("EC").orElseThrow();
        return credential.byAlias(alias).orElseThrow().chain().getFirst();
    }

    /** What is shown after the files were looked at again. */
    private X509Certificate later() {
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        return current();
    }

    /** File systems may not tell two writes of one moment apart. */
    private void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private void renew(int seconds) throws IOException {
        SelfSigned.write(files);
        touch(files.chain(), seconds);
    }

    @Test
    void changedFilesAreReadAgain() throws Exception {
        renew(10);

        assertThat(later())
                .isNotEqualTo(first)
                .isEqualTo(Credential.read(files).chain().getFirst());
    }

    @Test
    void filesAreNotLookedAtWithEachHandshake() throws Exception {
        renew(10);

        assertThat(current()).isEqualTo(first);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(current()).isEqualTo(first);
    }

    @Test
    void handshakeUnderWayFinishesWithWhatItBeganWith() throws Exception {
        String before = credential.alias("EC").orElseThrow();
        renew(10);
        assertThat(later()).isNotEqualTo(first);

        assertThat(credential.byAlias(before).orElseThrow().chain().getFirst()).isEqualTo(first);
    }

    @Test
    void missingFilesLeaveTheOldOnesUntilTheyAreBack() throws Exception {
        Path aside = folder.resolve("aside");
        Files.move(files.key(), aside);
        assertThat(later()).isEqualTo(first);
        Files.delete(files.chain());
        assertThat(later()).isEqualTo(first);

        renew(10);
        assertThat(later()).isNotEqualTo(first);
    }

    @Test
    void keyOfAnotherCertificateLeavesTheOldOnesUntilItsOwnComes() throws Exception {
        CertificateFiles other = TlsFixture.files(folder, "other.example");
        SelfSigned.write(other);
        Files.copy(other.chain(), files.chain(), StandardCopyOption.REPLACE_EXISTING);
        touch(files.chain(), 10);
        assertThat(later()).isEqualTo(first);

        Files.copy(other.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
        touch(files.key(), 20);
        assertThat(later()).isEqualTo(Credential.read(other).chain().getFirst());
    }

    @Test
    void damagedFilesLeaveTheOldOnes() throws Exception {
        Files.writeString(files.chain(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        touch(files.chain(), 10);

        assertThat(later()).isEqualTo(first);
    }

    @Test
    void aSentenceSaysWhatIsWrongWithAFile() throws Exception {
        assertSays(files.chain(), "", files.chain() + " holds no certificate");
        assertSays(files.key(), "", files.key() + " holds no private key that is not encrypted");
        assertSays(
                files.chain(),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                files.chain() + " is damaged: ");
        assertSays(
                files.chain(),
                "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n",
                files.chain() + " is damaged: ");
        assertSays(files.chain(), "\u00fc", files.chain() + " is damaged: ");
        CertificateFiles other = TlsFixture.files(folder, "other.example");
        SelfSigned.write(other);
        assertSays(files.key(), Files.readString(other.key()), files.key() + " is not the key of " + files.chain());
        assertSays(
                files.chain(),
                Files.readString(files.chain()) + Files.readString(other.chain()),
                files.chain() + ": certificate 1 is not issued by the next one");
        Files.delete(files.key());
        assertThatThrownBy(() -> Credential.read(files))
                .isInstanceOf(IOException.class)
                .hasMessage(files.key() + " does not exist");
    }

    private void assertSays(Path file, String content, String sentence) throws IOException {
        String before = Files.readString(file);
        Files.writeString(file, content);
        assertThatThrownBy(() -> Credential.read(files))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(sentence);
        Files.writeString(file, before);
    }
}
