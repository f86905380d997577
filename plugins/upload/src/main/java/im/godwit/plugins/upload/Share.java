package im.godwit.plugins.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The part of an account's room on the disk that a file counts for; each has a quota and a retention of its own. */
enum Share {
    /** Files that are sent in messages: they go after a while. */
    MESSAGES,
    /** Files of profiles: the oldest go when new ones need their room. */
    PROFILE,
    /** Files that stay for as long as the account. */
    PERMANENT;

    long quota(UploadOptions options) {
        return switch (this) {
            case MESSAGES -> options.accountQuota();
            case PROFILE -> options.profileQuota();
            case PERMANENT -> options.permanentQuota();
        };
    }

    long maxFileSize(UploadOptions options) {
        return switch (this) {
            case MESSAGES, PERMANENT -> Math.min(options.maxFileSize(), quota(options));
            case PROFILE -> Math.min(options.profileMaxFileSize(), quota(options));
        };
    }

    /** When a file goes that comes now; never, if it stays. */
    Optional<Instant> expiry(Instant now, Duration retention) {
        return switch (this) {
            case MESSAGES -> Optional.of(now.plus(retention));
            case PROFILE, PERMANENT -> Optional.empty();
        };
    }
}
