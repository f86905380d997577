package im.godwit.core.upstream;

import im.godwit.plugin.Peer;

/** Makes streams to upstream servers. */
@FunctionalInterface
public interface Upstreams {
    /**
     * Begins to connect, securely. Returns at once; what becomes of it is told to the input.
     *
     * @param server where to connect to
     * @param domain the domain that the client wants, which the server's certificate must be for, as A-labels
     * @param client for whom it is
     */
    Upstream connect(ServerAddress server, String domain, Peer client, UpstreamInput input);
}
