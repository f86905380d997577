package im.godwit.plugins.upload;

import java.time.Duration;

/**
 * Options of the plugin.
 *
 * @param maxFileSize of any file, in bytes
 * @param accountQuota bytes of all files of one account for messages
 * @param totalQuota bytes of all files
 * @param retention how long files for messages are kept
 * @param slotTime how long an address to upload to is good
 * @param slotsPerAccount uploads of one account that have not ended or begun
 * @param profileMaxFileSize of a file for a profile, in bytes
 * @param profileQuota bytes of all such files of one account
 * @param permanentQuota bytes of all files of one account that are kept for good; 0 for none
 */
record UploadOptions(
        long maxFileSize,
        long accountQuota,
        long totalQuota,
        Duration retention,
        Duration slotTime,
        int slotsPerAccount,
        long profileMaxFileSize,
        long profileQuota,
        long permanentQuota) {
    private static final long MIB = 1024 * 1024;

    /** 100 MiB a file, 1 GiB an account, 20 GiB in all, for 30 days; 5 minutes to begin (§8). */
    static final UploadOptions DEFAULTS = new UploadOptions(
            100 * MIB,
            1024 * MIB,
            20 * 1024 * MIB,
            Duration.ofDays(30),
            Duration.ofMinutes(5),
            20,
            2 * MIB,
            20 * MIB,
            0);

    UploadOptions {
        if (maxFileSize < 1) {
            throw new IllegalArgumentException("max-file-size must be 1 or more");
        }
        if (slotsPerAccount < 1) {
            throw new IllegalArgumentException("slots-per-account must be 1 or more");
        }
        if (retention.isZero()) {
            throw new IllegalArgumentException("retention must be longer than nothing");
        }
        if (slotTime.isZero()) {
            throw new IllegalArgumentException("slot-time must be longer than nothing");
        }
    }
}
