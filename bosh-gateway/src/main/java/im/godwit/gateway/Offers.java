package im.godwit.gateway;

import im.godwit.http.HttpRoute;
import java.util.List;

/**
 * What plugins serve over HTTP.
 *
 * @param routes where
 * @param passwords how the gateway learns which account a request is of
 */
public record Offers(List<HttpRoute> routes, PasswordCheck passwords) {
    /** Nothing. */
    public static final Offers NONE = new Offers(List.of(), (account, password, from) -> new PasswordCheck.Wrong());

    public Offers {
        routes = List.copyOf(routes);
    }
}
