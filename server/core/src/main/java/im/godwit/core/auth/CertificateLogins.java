package im.godwit.core.auth;

import im.godwit.jid.Jid;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Peer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * EXTERNAL: users log in with the certificate that they have shown in the TLS handshake.
 *
 * @param accounts whether an account is there
 */
@Implements(
        value = "XEP-0178",
        version = "1.2",
        without = "§3, streams between servers; accounts found by anything but id-on-xmppAddr; revoked certificates are"
                + " not known; failures do not end the stream (RFC 6120 §6.4.5)")
public record CertificateLogins(Predicate<Jid> accounts) implements Mechanism {
    @Override
    public String name() {
        return "EXTERNAL";
    }

    /** RFC 6120 §6.3.4: where it can lead to anything. */
    @Override
    public boolean isOffered(Jid domain, Peer peer, ChannelBinding binding) {
        return binding.certified().stream().map(Jid::domainJid).anyMatch(domain::equals);
    }

    @Override
    public SaslExchange begin(Jid domain, ChannelBinding binding, Consumer<Jid> wanted) {
        return new ExternalExchange(domain, binding.certified(), accounts, wanted);
    }
}
