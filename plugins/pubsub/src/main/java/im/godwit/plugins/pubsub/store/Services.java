package im.godwit.plugins.pubsub.store;

import im.godwit.jid.Jid;

/**
 * Some of the services whose nodes are in one database.
 *
 * @param pattern of their addresses, for SQL's {@code LIKE} with {@code !} to escape
 */
public record Services(String pattern) {
    /** The one service at an address. */
    public static Services at(Jid service) {
        return new Services(escaped(service));
    }

    /** Those of all accounts of a host. */
    public static Services ofAccounts(Jid domain) {
        return new Services("%@" + escaped(domain));
    }

    private static String escaped(Jid jid) {
        return jid.toString().replaceAll("[!%_]", "!$0");
    }
}
