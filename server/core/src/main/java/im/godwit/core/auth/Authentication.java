package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SASL mechanisms of the server: which it offers on a connection, and an exchange of one that it offered. */
public final class Authentication {
    private static final String ANONYMOUS = "ANONYMOUS";
    private static final List<ScramHash> STRONGEST_FIRST =
            List.of(ScramHash.SHA_512, ScramHash.SHA_256, ScramHash.SHA_1);

    private final Verifiers verifiers;
    private final LoginLimits limits;
    private final AnonymousLogins anonymous;

    /**
     * Makes them.
     *
     * @param anonymous lets in who has no account, where a domain does
     */
    public Authentication(Verifiers verifiers, LoginLimits limits, AnonymousLogins anonymous) {
        this.verifiers = verifiers;
        this.limits = limits;
        this.anonymous = anonymous;
    }

    /**
     * The mechanisms offered, in the order of preference (RFC 6120 §6.3.3): those with channel binding where the
     * connection has one, PLAIN only where it is encrypted, ANONYMOUS only where the domain wants it.
     */
    public List<String> offered(Jid domain, boolean encrypted, ChannelBinding binding) {
        List<String> names = new ArrayList<>();
        if (!binding.types().isEmpty()) {
            STRONGEST_FIRST.forEach(hash -> names.add(hash.mechanism() + "-PLUS"));
        }
        STRONGEST_FIRST.forEach(hash -> names.add(hash.mechanism()));
        if (encrypted) {
            names.add("PLAIN");
        }
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
        List<String> offered = offered(domain, peer.encrypted(), binding);
        if (!offered.contains(mechanism)) {
            return Optional.empty();
        }
        if (mechanism.equals(ANONYMOUS)) {
            return Optional.of(new AnonymousExchange(() -> anonymous.admit(domain, peer.address())));
        }
        Identities identities = new Identities(domain);
        SaslExchange limited = new LimitedExchange(
                limits,
                peer.address(),
                verifiers,
                watched -> exchange(mechanism, offered, watched, binding, identities));
        return Optional.of(new EnabledOnly(limited, verifiers));
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
