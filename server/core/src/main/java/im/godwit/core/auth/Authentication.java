package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The SASL mechanisms of the server: which it offers on a connection, and an exchange of one that it offered. */
public final class Authentication {
    private static final String ANONYMOUS = "ANONYMOUS";
    private static final List<ScramHash> STRONGEST_FIRST =
            List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1);

    private final Verifiers verifiers;
    private final LoginLimits limits;
    private final AnonymousLogins anonymous;
    private final FastTokens tokens;
    private final List<Mechanism> configured;

    /**
     * Makes them.
     *
     * @param anonymous lets in who has no account, where a domain does
     * @param tokens with which clients log in again
     * @param configured those that an operator wants beside
     */
    public Authentication(
            Verifiers verifiers,
            LoginLimits limits,
            AnonymousLogins anonymous,
            FastTokens tokens,
            List<Mechanism> configured) {
        this.verifiers = verifiers;
        this.limits = limits;
        this.anonymous = anonymous;
        this.tokens = tokens;
        this.configured = List.copyOf(configured);
    }

    /**
     * The mechanisms offered, in the order of preference (RFC 6120 §6.3.3): those with channel binding where the
     * connection has one, PLAIN only where it is encrypted, what is configured where it can be, ANONYMOUS only where
     * the domain wants it.
     */
    public List<String> offered(Jid domain, Peer peer, ChannelBinding binding) {
        List<String> names = new ArrayList<>();
        if (!binding.types().isEmpty()) {
            STRONGEST_FIRST.forEach(hash -> names.add(hash.mechanism() + "-PLUS"));
        }
        STRONGEST_FIRST.forEach(hash -> names.add(hash.mechanism()));
        if (peer.encrypted()) {
            names.add("PLAIN");
        }
        configured.stream()
                .filter(mechanism -> mechanism.isOffered(domain, peer, binding))
                .forEach(mechanism -> names.add(mechanism.name()));
        if (anonymous.isOffered(domain)) {
            names.add(ANONYMOUS);
        }
        return names;
    }

    /**
     * Begins an exchange.
     *
     * @return nothing if the mechanism is not offered on this connection, whether it is known or not
     */
    public Optional<SaslExchange> begin(String mechanism, Jid domain, Peer peer, ChannelBinding binding) {
        List<String> offered = offered(domain, peer, binding);
        if (!offered.contains(mechanism)) {
            return Optional.empty();
        }
        if (mechanism.equals(ANONYMOUS)) {
            return Optional.of(new AnonymousExchange(() -> anonymous.admit(domain, peer.address())));
        }
        return Optional.of(configured.stream()
                .filter(known -> known.name().equals(mechanism))
                .findFirst()
                .map(known -> limited(peer, wanted -> known.begin(domain, binding, wanted)))
                .orElseGet(() -> withPassword(mechanism, domain, peer, binding, offered)));
    }

    private SaslExchange withPassword(
            String mechanism, Jid domain, Peer peer, ChannelBinding binding, List<String> offered) {
        Identities identities = new Identities(domain);
        return limited(
                peer,
                wanted -> new CurrentPassword(verifiers, found -> {
                    Verifiers watched = (account, hash) -> {
                        wanted.accept(account);
                        return found.find(account, hash);
                    };
                    return exchange(mechanism, offered, watched, binding, identities);
                }));
    }

    private SaslExchange limited(Peer peer, Function<Consumer<Jid>, SaslExchange> mechanism) {
        return new EnabledOnly(new LimitedExchange(limits, peer.address(), mechanism), verifiers);
    }

    /**
     * Begins an exchange of a mechanism for tokens (XEP-0484 §3.4).
     *
     * @param request what belongs to it; without it the exchange fails, whatever follows
     * @return nothing if the mechanism is not offered on this connection, whether it is known or not
     */
    public Optional<SaslExchange> beginWithToken(
            String mechanism, Jid domain, Peer peer, ChannelBinding binding, Optional<FastRequest> request) {
        return tokens.offered(binding).stream()
                .filter(offered -> offered.mechanism().equals(mechanism))
                .findFirst()
                .map(token -> request.map(with -> limited(
                                peer,
                                wanted -> new TokenExchange(
                                        token, tokens, with, new Identities(domain), binding, wanted)))
                        .orElse(message -> new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST)));
    }

    /** The tokens with which clients log in again. */
    public FastTokens tokens() {
        return tokens;
    }

    private static SaslExchange exchange(
            String mechanism,
            List<String> offered,
            Verifiers verifiers,
            ChannelBinding binding,
            Identities identities) {
        if (mechanism.equals("PLAIN")) {
            return new PlainExchange(verifiers, identities);
        }
        boolean plus = mechanism.endsWith("-PLUS");
        return STRONGEST_FIRST.stream()
                .filter(hash -> mechanism.equals(hash.mechanism() + (plus ? "-PLUS" : "")))
                .findFirst()
                .map(hash -> new ScramExchange(hash, plus, verifiers, identities, binding, offered))
                .orElseThrow();
    }
}
