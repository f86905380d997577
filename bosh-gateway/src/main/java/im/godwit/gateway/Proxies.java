package im.godwit.gateway;

import java.net.InetAddress;
import java.util.Set;

/**
 * Which proxies are believed when they tell who a client is.
 *
 * @param trusted their addresses; from any other, nothing of this is believed
 * @param header where they write it. The other header is not looked at: a proxy that does not know it lets pass what a
 *     client wrote
 */
public record Proxies(Set<InetAddress> trusted, Header header) {
    /** A way to tell for whom a request is forwarded. */
    public enum Header {
        /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
        X_FORWARDED,
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED
    }

    /** There is no proxy. */
    public static final Proxies NONE = new Proxies(Set.of(), Header.X_FORWARDED);

    public Proxies {
        trusted = Set.copyOf(trusted);
    }

    /** Whether the word of this address is believed. */
    boolean trusts(InetAddress address) {
        return trusted.contains(address);
    }
}
