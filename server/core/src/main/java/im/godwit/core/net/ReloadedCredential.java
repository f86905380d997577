package im.godwit.core.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
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
    private final LongSupplier nanoTime;
    private volatile long lastLook;
    private Optional<Stamp> seen;

    /** What was read; a handshake under way may still need the one before. */
    private record Version(Credential credential, String alias, Optional<Version> before) {}

    private record Stamp(FileTime chainTime, long chainSize, FileTime keyTime, long keySize) {
        /** None while a file is missing. */
        static Optional<Stamp> of(CertificateFiles files) {
            try {
                BasicFileAttributes chain = attributes(files.chain());
                BasicFileAttributes key = attributes(files.key());
                return Optional.of(
                        new Stamp(chain.lastModifiedTime(), chain.size(), key.lastModifiedTime(), key.size()));
            } catch (IOException missing) {
                return Optional.empty();
            }
        }

        private static BasicFileAttributes attributes(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class);
        }
    }

    private ReloadedCredential(
            CertificateFiles files, Optional<Stamp> seen, Credential credential, LongSupplier nanoTime) {
        this.files = files;
        this.nanoTime = nanoTime;
        this.seen = seen;
        this.current = new Version(credential, nextAlias(), Optional.empty());
        this.lastLook = nanoTime.getAsLong();
    }

    static ReloadedCredential read(CertificateFiles files) throws IOException {
        return read(files, System::nanoTime);
    }

    /** Reads a credential that is looked at again as this clock goes on. */
    static ReloadedCredential read(CertificateFiles files, LongSupplier nanoTime) throws IOException {
        Optional<Stamp> stamp = Stamp.of(files);
        Credential credential = Credential.read(files);
        if (credential.isExpired(Clock.systemUTC().instant())) {
            LOG.atWarn().addKeyValue("host", files.domain()).log("the certificate has expired");
        }
        return new ReloadedCredential(files, stamp, credential, nanoTime);
    }

    private static String nextAlias() {
        return "credential-" + GENERATIONS.incrementAndGet();
    }

    String domain() {
        return files.domain();
    }

    Instant expiry() {
        return current.credential.chain().getFirst().getNotAfter().toInstant();
    }

    /** Whether it is for this domain, in lower case, or one below it. */
    boolean serves(String domain) {
        String own = files.domain();
        return domain.equals(own) || domain.endsWith("." + own);
    }

    /** A name for what is current, if its key is of this kind; looks for changed files now and then. */
    Optional<String> alias(String keyType) {
        if (nanoTime.getAsLong() - lastLook > INTERVAL.toNanos() && reading.tryLock()) {
            try {
                reload();
                lastLook = nanoTime.getAsLong();
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
            Optional<Stamp> stamp = Stamp.of(files);
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
