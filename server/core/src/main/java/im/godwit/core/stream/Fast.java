package im.godwit.core.stream;

import im.godwit.core.auth.ChannelBinding;
import im.godwit.core.auth.FastRequest;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.auth.HashedToken;
import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tokens in the elements of SASL2 (XEP-0484): how they are offered, used, asked for and given. */
@Implements(value = "XEP-0484", version = "0.2.0", without = "§3.1, TLS 0-RTT: no early data is taken")
final class Fast {
    static final Name FAST = new Name("urn:xmpp:fast:0", "fast");

    private static final Name REQUEST = new Name(FAST.namespace(), "request-token");
    private static final Name TOKEN = new Name(FAST.namespace(), "token");

    private Fast() {}

    /** §3.1: what is offered on a connection; nothing if there are no tokens here. */
    static List<Element> feature(FastTokens tokens, ChannelBinding binding) {
        List<HashedToken> offered = tokens.offered(binding);
        if (offered.isEmpty()) {
            return List.of();
        }
        ElementBuilder feature = Element.builder(FAST);
        offered.forEach(mechanism -> feature.child("mechanism", mechanism.mechanism()));
        return List.of(feature.build());
    }

    /** What stands beside a token (§3.4, §4.1); nothing if it is not all there, or is not what it should be. */
    static Optional<FastRequest> request(Element authenticate) {
        return authenticate
                .child(FAST)
                .filter(fast -> fast.attribute("invalidate")
                        .map(text -> text.matches("true|false|0|1"))
                        .orElse(true))
                .filter(fast -> fast.attribute("count")
                        .map(text -> text.matches("[0-9]{1,10}"))
                        .orElse(true))
                .flatMap(fast -> Sasl2.userAgent(authenticate).map(agent -> new FastRequest(agent, count(fast))));
    }

    private static OptionalLong count(Element fast) {
        return fast.attribute("count")
                .map(Long::parseLong)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /**
     * What is due once a client has authenticated: its token is forgotten if it wants that (§3.6), and it gets another
     * where it asks for one (§3.2) or where the one that it used is old (§3.5). Durable when this returns.
     *
     * @return the token, for the client
     * @throws im.godwit.store.StoreException if the database fails; the client must not be told of success then
     */
    static Optional<Element> settle(FastTokens tokens, Jid account, Element authenticate, ChannelBinding binding) {
        return Sasl2.userAgent(authenticate).flatMap(agent -> {
            Optional<HashedToken> replaced = usesToken(authenticate)
                    ? replaced(tokens, account, agent, authenticate.child(FAST).orElseThrow())
                    : Optional.empty();
            return requested(tokens, authenticate, binding)
                    .or(() -> replaced)
                    .flatMap(mechanism -> tokens.issue(account, agent, mechanism))
                    .map(Fast::token);
        });
    }

    /** Whether a client authenticates with a token. */
    static boolean usesToken(Element authenticate) {
        String mechanism = authenticate.attribute("mechanism").orElse("");
        return List.of(HashedToken.values()).stream()
                .anyMatch(token -> token.mechanism().equals(mechanism));
    }

    /** The mechanism for which the client gets a token though it may not have asked for one. */
    private static Optional<HashedToken> replaced(FastTokens tokens, Jid account, String agent, Element fast) {
        boolean unwanted = fast.attribute("invalidate")
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
        if (unwanted) {
            tokens.invalidate(account, agent);
            return Optional.empty();
        }
        return tokens.due(account, agent);
    }

    /** §3.2: one of the mechanisms that are offered; XEP-0484 has no error for another. */
    private static Optional<HashedToken> requested(FastTokens tokens, Element authenticate, ChannelBinding binding) {
        return authenticate
                .child(REQUEST)
                .flatMap(request -> request.attribute("mechanism"))
                .flatMap(name -> tokens.offered(binding).stream()
                        .filter(token -> token.mechanism().equals(name))
                        .findFirst());
    }

    /** §3.3. */
    private static Element token(FastTokens.Issued issued) {
        return Element.builder(TOKEN)
                .attribute(
                        "expiry",
                        issued.expiry().truncatedTo(ChronoUnit.SECONDS).toString()) // XEP-0082
                .attribute("token", issued.token())
                .build();
    }
}
