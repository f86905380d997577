package im.godwit.gateway;

import im.godwit.plugin.Peer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who sends a request to a plugin's route, by HTTP Basic. May block; called by many threads. */
final class Doorkeeper {
    /** What a client is told that should show a password. */
    static final String CHALLENGE = "Basic realm=\"XMPP account\", charset=\"UTF-8\"";

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);

    private final PasswordCheck passwords;
    private final Guesses guesses;
    private final String domain;

    /** @param domain of accounts that are named without one */
    Doorkeeper(PasswordCheck passwords, Guesses guesses, String domain) {
        this.passwords = passwords;
        this.guesses = guesses;
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
        Network network = Network.of(peer.address());
        if (!guesses.begin(network, credentials.account())) {
            return new Visitor.Refused(429, "There were too many wrong passwords; try again in ten minutes.\n");
        }
        if (!passwords.isRight(credentials.account(), credentials.password())) {
            log.atInfo()
                    .addKeyValue("jid", credentials.account())
                    .addKeyValue("remote", peer.address())
                    .log("Wrong password over HTTP");
            return wrong();
        }
        guesses.right(network, credentials.account());
        return new Visitor.Welcome(Optional.of(credentials.account()));
    }

    private static Visitor wrong() {
        return new Visitor.Refused(401, "The name or the password is wrong.\n");
    }
}
