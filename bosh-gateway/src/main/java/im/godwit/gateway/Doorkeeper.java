package im.godwit.gateway;

import im.godwit.plugin.Peer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who sends a request to a plugin's route, by HTTP Basic. May block; called by many threads. */
final class Doorkeeper {
    /** What a client is told that should show a password. */
    static final String CHALLENGE = "Basic realm=\"XMPP account\", charset=\"UTF-8\"";

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);

    private final PasswordCheck passwords;
    private final String domain;

    /** @param domain of accounts that are named without one */
    Doorkeeper(PasswordCheck passwords, String domain) {
        this.passwords = passwords;
        this.domain = domain;
    }

    Visitor identify(Optional<String> authorization, Peer peer) {
        if (authorization.isEmpty()) {
            return new Visitor.Welcome(Optional.empty());
        }
        if (!peer.encrypted() && !peer.address().isLoopbackAddress()) {
            // the password is known to the network by now, so whoever owns it must learn of that
            return new Visitor.Refused(403, "Passwords are taken over https only; change this one.\n");
        }
        return BasicCredentials.parse(authorization.get(), domain)
                .map(credentials -> check(credentials, peer))
                .orElse(wrong());
    }

    private Visitor check(BasicCredentials credentials, Peer peer) {
        return switch (passwords.check(credentials.account(), credentials.password(), peer.address())) {
            case PasswordCheck.Right _ -> new Visitor.Welcome(Optional.of(credentials.account()));
            case PasswordCheck.TooMany(Duration retryAfter) -> new Visitor.Slowed(retryAfter);
            case PasswordCheck.Wrong _ -> {
                log.atInfo()
                        .addKeyValue("jid", credentials.account())
                        .addKeyValue("remote", peer.address())
                        .log("Wrong password over HTTP");
                yield wrong();
            }
        };
    }

    private static Visitor wrong() {
        return new Visitor.Refused(401, "The name or the password is wrong.\n");
    }
}
