package im.godwit.plugins.registration;

import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import java.time.Duration;
import java.util.List;

/**
 * Options of the plugin.
 *
 * @param enabledFrom from where accounts may be made: addresses and ranges; empty for nowhere
 * @param encryptionRequired whether passwords are taken only over encrypted connections and those of this machine
 * @param accountsPerHour that one address may make; 0 for any number
 * @param attemptsPerHour to make accounts, failed ones included, from one address; 0 for any number
 * @param reservedNames that nobody may take
 * @param namesHeldFor how long the names of accounts that are gone may not be taken
 */
record Options(
        List<String> enabledFrom,
        boolean encryptionRequired,
        int accountsPerHour,
        int attemptsPerHour,
        List<String> reservedNames,
        Duration namesHeldFor) {
    /**
     * From this machine only, 10 accounts and 100 attempts an hour, names that people trust reserved (RFC 2142), a
     * year.
     */
    static final Options DEFAULTS = new Options(
            List.of("127.0.0.0/8", "::1/128"),
            true,
            10,
            100,
            List.of(
                    "abuse",
                    "admin",
                    "administrator",
                    "hostmaster",
                    "noreply",
                    "postmaster",
                    "root",
                    "security",
                    "support",
                    "webmaster",
                    "xmpp"),
            Duration.ofDays(365));

    Options {
        // the message begins with the option's key, by which its line is found
        for (String range : enabledFrom) {
            try {
                AddressRange.parse(range);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "enabled-from holds \"" + range + "\"; write ranges such as 192.0.2.0/24 or 2001:db8::/32",
                        malformed);
            }
        }
        for (String name : reservedNames) {
            try {
                Jid.of(name, "example.org");
            } catch (InvalidJidException malformed) {
                throw new IllegalArgumentException(
                        "reserved-names holds \"" + name + "\", which nobody could take: " + malformed.getMessage(),
                        malformed);
            }
        }
    }
}
