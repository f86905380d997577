package im.godwit.http;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is there as a whole, or all of it but content that the route {@linkplain HttpRoute.Content#LEFT
 * leaves}.
 *
 * @param method in capitals, such as {@code GET}
 * @param path the segments after the route's prefix, decoded: one may hold a slash
 * @param query the parameters, decoded; of one that comes several times, the first
 * @param headers by name in lower case; the values of one that comes several times are joined by commas
 * @param body the content; empty where there is none
 * @param account whose password came with the request and was right; none where it came without
 * @param peer who sent it
 */
public record HttpRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Optional<Jid> account,
        Peer peer) {
    public HttpRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A parameter of the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A header, named in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
