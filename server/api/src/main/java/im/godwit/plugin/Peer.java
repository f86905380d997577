package im.godwit.plugin;

import java.net.InetAddress;

/**
 * The other end of a client's connection.
 *
 * @param address its address; behind a trusted proxy, the one that the proxy reports
 * @param encrypted whether the way to it is encrypted
 */
public record Peer(InetAddress address, boolean encrypted) {}
