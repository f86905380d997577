package im.godwit.core.auth;

import im.godwit.core.auth.BearerTokens.Flaw;
import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * OAUTHBEARER: users log in with tokens of an authorization server, which knows who they are.
 *
 * @param domains whose users log in so
 * @param provider where clients find out how to get a token
 * @param scope that a token must have; some, separated by spaces
 * @param tokens checks them
 * @param accounts whether an account is there for who has proven to be it; makes it if it is to
 */
@Implements(value = "RFC 7628", without = "OAUTH10A")
public record BearerLogins(
        Set<Jid> domains, URI provider, Optional<String> scope, BearerTokens tokens, Predicate<Jid> accounts)
        implements Mechanism {
    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    /** RFC 7628 §3: never without TLS. */
    @Override
    public boolean isOffered(Jid domain, Peer peer, ChannelBinding binding) {
        return peer.encrypted() && domains.contains(domain);
    }

    @Override
    public SaslExchange begin(Jid domain, ChannelBinding binding, Consumer<Jid> wanted) {
        return new BearerExchange(this, new Identities(domain), wanted);
    }

    boolean admits(Jid account) {
        return accounts.test(account);
    }

    /** What a client is told of a token that is not good (RFC 7628 §3.2.2), in JSON. */
    String error(Flaw flaw) {
        // a URI and a scope (RFC 6749 §3.3) have nothing in them that JSON escapes
        return "{\"status\":\"" + flaw.status() + "\""
                + scope.map(needed -> ",\"scope\":\"" + needed + "\"").orElse("")
                + ",\"openid-configuration\":\"" + provider + "\"}";
    }
}
