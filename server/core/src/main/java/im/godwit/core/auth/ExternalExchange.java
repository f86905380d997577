package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** EXTERNAL (RFC 4422 Appendix A): one message, the authorization identity, which may be empty. */
final class ExternalExchange implements SaslExchange {
    private final Jid domain;
    private final List<Jid> certified;
    private final Predicate<Jid> accounts;
    private final Consumer<Jid> wanted;

    /**
     * Begins an exchange.
     *
     * @param certified the addresses that the client has a certificate for
     * @param accounts whether an account is there
     * @param wanted is told who the client wants to be
     */
    ExternalExchange(Jid domain, List<Jid> certified, Predicate<Jid> accounts, Consumer<Jid> wanted) {
        this.domain = domain;
        this.certified = certified;
        this.accounts = accounts;
        this.wanted = wanted;
    }

    @Override
    public SaslStep next(byte[] message) {
        return Utf8Text.of(message)
                .filter(text -> text.indexOf('\0') < 0) // RFC 4422 A.1
                .map(this::choose)
                .orElseGet(() -> new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST));
    }

    /** XEP-0178 §2, step 11. */
    private SaslStep choose(String authzid) {
        List<Jid> own = certified.stream().filter(accounts).toList();
        if (own.isEmpty()) {
            return new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
        }
        // who has several must say which; that may be at another domain of this server, and is not meant here then
        Optional<Jid> wish = authzid.isEmpty()
                ? Optional.of(own.getFirst()).filter(only -> own.size() == 1)
                : Jid.tryParse(authzid).filter(own::contains);
        Optional<Jid> account = wish.filter(jid -> jid.domainJid().equals(domain));
        account.ifPresent(wanted);
        return account.<SaslStep>map(jid -> new SaslStep.Success(jid, Optional.empty()))
                .orElseGet(() -> new SaslStep.Failure(SaslCondition.INVALID_AUTHZID));
    }
}
