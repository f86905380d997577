package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import java.util.List;

/**
 * Bounds of blocking, and who hears of reports.
 *
 * @param maxItems addresses that one account may block
 * @param cached addresses held in memory, of all accounts of the host, and one for each account in use
 * @param reportTo whom reports of abuse are sent to
 */
public record BlockingOptions(int maxItems, int cached, List<String> reportTo) {
    /** Enough for somebody who is found by spammers; reports go only to the log. */
    public static final BlockingOptions DEFAULTS = new BlockingOptions(2000, 500_000, List.of());

    public BlockingOptions {
        // the message begins with the option's key, by which its line is found
        for (String address : reportTo) {
            if (Jid.tryParse(address).isEmpty()) {
                throw new IllegalArgumentException(
                        "report-to holds \"" + address + "\"; write addresses such as admin@example.org");
            }
        }
    }
}
