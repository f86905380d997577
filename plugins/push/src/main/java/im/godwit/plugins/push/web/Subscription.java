package im.godwit.plugins.push.web;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.http.Endpoints;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * A browser as it subscribed at its push service (RFC 8030 §4, RFC 8291 §3.2).
 *
 * @param endpoint where to send what is for it
 * @param key its public key ({@code p256dh})
 * @param auth the secret that it shares with who may send to it
 */
record Subscription(URI endpoint, ECPublicKey key, byte[] auth) {
    /** The field names are those of the Push API of browsers. */
    static final String ENDPOINT = "endpoint";

    static final String KEY = "p256dh";
    static final String AUTH = "auth";

    /**
     * Reads a subscription from publish options.
     *
     * @throws StanzaException {@code not-acceptable} if something is missing or will not do
     */
    static Subscription of(DataForm options, Endpoints endpoints) {
        return new Subscription(
                field(options, ENDPOINT, endpoints::parse),
                field(options, KEY, text -> Base64Url.decode(text).flatMap(P256::publicKey)),
                field(
                        options,
                        AUTH,
                        text -> Base64Url.decode(text).filter(secret -> secret.length == MessageEncryption.AUTH)));
    }

    private static <T> T field(DataForm options, String name, Function<String, Optional<T>> reading) {
        return options.field(name)
                .flatMap(Field::value)
                .flatMap(reading)
                .orElseThrow(() -> Condition.NOT_ACCEPTABLE
                        .error("the publish option '" + name + "' is missing or will not do")
                        .thrown());
    }
}
