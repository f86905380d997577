package im.godwit.app;

import im.godwit.core.auth.AccountStore;
import im.godwit.core.auth.BearerLogins;
import im.godwit.core.auth.CertificateLogins;
import im.godwit.core.auth.Mechanism;
import im.godwit.core.config.Configuration;
import im.godwit.core.config.Oidc;
import im.godwit.core.net.TrustedCertificates;
import im.godwit.core.oidc.Provider;
import im.godwit.core.oidc.ProviderTokens;
import im.godwit.jid.Jid;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The ways to log in that are there only where the configuration wants them. */
final class Mechanisms {
    private Mechanisms() {}

    /**
     * Makes them.
     *
     * @throws FatalException if a file that they need cannot be used
     */
    static List<Mechanism> of(Configuration configuration, AccountStore accounts) {
        List<Mechanism> wanted = new ArrayList<>();
        Oidc oidc = configuration.settings().oidc();
        if (oidc.enabled()) {
            wanted.add(bearer(configuration, oidc, accounts));
        }
        if (configuration.settings().clientCertificates().authorities().isPresent()) {
            wanted.add(new CertificateLogins(accounts::exists));
        }
        return wanted;
    }

    private static BearerLogins bearer(Configuration configuration, Oidc oidc, AccountStore accounts) {
        Provider provider = new Provider(
                oidc.issuer(),
                oidc.keySet().map(URI::create),
                Set.copyOf(oidc.audience()),
                oidc.accountClaim(),
                oidc.scope(),
                oidc.clockSkew(),
                oidc.trusted().map(configuration::resolve).map(Mechanisms::trusting));
        return new BearerLogins(
                oidc.jids(),
                provider.description(),
                oidc.scope(),
                new ProviderTokens(provider, Clock.systemUTC()),
                account -> isThere(account, oidc, accounts));
    }

    private static boolean isThere(Jid account, Oidc oidc, AccountStore accounts) {
        boolean known = accounts.exists(account);
        if (!known && oidc.createAccounts()) {
            accounts.createWithoutPassword(account);
        }
        return known || oidc.createAccounts();
    }

    private static SSLSocketFactory trusting(Path file) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, TrustedCertificates.read(file), null);
            return tls.getSocketFactory();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new FatalException("oidc.trusted: " + unusable.getMessage());
        }
    }
}
