package im.godwit.core.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One domain's credential, read again when its files have changed. Threads may share it. */
final class ReloadedCredential {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadedCredential.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final AtomicLong GENERATIONS = new AtomicLong();

    private final CertificateFiles files;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Version current;
    private volatile long lastLook;
    private Stamp seen;

    /** What was read; a handshake under way may still need the one before. */
    private record Version(Credential credential, String alias, Optional<Version> before) {}

    private record Stamp(FileTime chainTime, long chainSize, FileTime keyTime, long keySize) {
        static Stamp of(CertificateFiles files) throws IOException {
            BasicFileAttributes chain = attributes(files.chain());
            BasicFileAttributes key = attributes(files.key());
            return new Stamp(chain.lastModifiedTime(), chain.size(), key.lastModifiedTime(), key.size());
        }

        private static BasicFileAttributes attributes(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class);
        }
    }

    private ReloadedCredential(CertificateFiles files, Stamp seen, Credential credential) {
        this.files = files;
        this.seen = seen;
        this.current = new Version(credential, nextAlias(), Optional.empty());
        this.lastLook = System.nanoTime();
    }

    static ReloadedCredential read(CertificateFiles files) throws IOException {
        Stamp stamp = Stamp.of(files);
        Credential credential = Credential.read(files);
        if (credential.isExpired(Clock.systemUTC().instant())) {
            LOG.atWarn().addKeyValue("host", files.domain()).log("the certificate has expired");
        }
        return new ReloadedCredential(files, stamp, credential);
    }

    private static String nextAlias() {
        return "credential-" + GENERATIONS.incrementAndGet();
    }

    /** Whether it is for this domain, in lower case, or one below it. */
    boolean serves(String domain) {
        String own = files.domain();
        return domain.equals(own) || domain.endsWith("." + own);
    }

    /** A name for what is current, if its key is of this kind; looks for changed files now and then. */
    Optional<String> alias(String keyType) {
        if (System.nanoTime() - lastLook > INTERVAL.toNanos() && reading.tryLock()) {
            try {
                reload();
                lastLook = System.nanoTime();
            } finally {
                reading.unlock();
            }
        }
        Version version = current;
        return version.credential.key().getAlgorithm().equals(keyType) ? Optional.of(version.alias) : Optional.empty();
    }

    Optional<Credential> byAlias(String alias) {
        Version version = current;
        if (version.alias.equals(alias)) {
            return Optional.of(version.credential);
        }
        return version.before.filter(v -> v.alias.equals(alias)).map(Version::credential);
    }

    private void reload() {
        try {
            Stamp stamp = Stamp.of(files);
            if (stamp.equals(seen)) {
                return;
            }
            // what is refused is looked at again when it has changed again
            seen = stamp;
            Credential read = Credential.read(files);
            if (read.isExpired(Clock.systemUTC().instant())) {
                throw new IOException(files.chain() + " has expired");
            }
            Version old = current;
            current = new Version(
                    read, nextAlias(), Optional.of(new Version(old.credential, old.alias, Optional.empty())));
            LOG.atInfo()
                    .addKeyValue("host", files.domain())
                    .addKeyValue("until", read.chain().getFirst().getNotAfter().toInstant())
                    .log("the certificate was read again");
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("host", files.domain())
                    .addKeyValue("reason", e.getMessage())
                    .log("the changed certificate cannot be used; the one before stays");
        }
    }
}
