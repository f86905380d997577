package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Contact;
import im.godwit.service.Invitation;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when an invitation is used to register: once, and all of it or nothing, whenever the server stops. */
final class Redemption {
    private static final Logger log = LoggerFactory.getLogger(Redemption.class);

    private final Accounts accounts;
    private final Rosters rosters;
    private final Tokens tokens;

    Redemption(Accounts accounts, Rosters rosters, Tokens tokens) {
        this.accounts = accounts;
        this.rosters = rosters;
        this.tokens = tokens;
    }

    /** An invitation as the registration plugin uses it. */
    Invitation of(Invite invite) {
        return new Invitation() {
            @Override
            public Optional<Jid> account() {
                return invite.account();
            }

            @Override
            public void redeem(Jid account, Runnable make) {
                redeemFor(invite, account, make);
            }
        };
    }

    private void redeemFor(Invite invite, Jid account, Runnable make) {
        if (!tokens.take(invite, account)) {
            throw Condition.NOT_ACCEPTABLE.error("this invitation was used").thrown();
        }
        try {
            make.run();
        } catch (RuntimeException notMade) {
            tokens.release(invite);
            throw notMade;
        }
        connect(invite, account);
    }

    /** Ends what was under way when the server stopped. */
    void resume() {
        for (Invite invite : tokens.unfinished()) {
            Jid account = invite.takenBy().orElseThrow();
            if (accounts.exists(account)) {
                connect(invite, account);
            } else {
                tokens.release(invite);
            }
        }
    }

    /** XEP-0401 §5.5: both are in each other's roster at once, and the inviter's clients are told. */
    private void connect(Invite invite, Jid account) {
        Optional<Jid> inviter = invite.inviter().filter(user -> invite.connects() && accounts.exists(user));
        if (inviter.isPresent()) {
            befriend(account, inviter.get());
            befriend(inviter.get(), account);
        }
        tokens.finish(invite);
        log.atInfo()
                .addKeyValue("jid", account)
                .addKeyValue("inviter", invite.inviter().map(Jid::toString).orElse("an operator"))
                .log("Registered by invitation");
    }

    private void befriend(Jid account, Jid contact) {
        try {
            rosters.update(account, contact, Redemption::mutual);
        } catch (StanzaException full) {
            log.atInfo()
                    .addKeyValue("jid", account)
                    .addKeyValue("reason", full.getMessage())
                    .log("An invited contact does not fit into the roster");
        }
    }

    private static Contact mutual(Contact contact) {
        return contact.withListed(true)
                .withTo(true)
                .withFrom(true)
                .withAsk(false)
                .withRequest(Optional.empty());
    }
}
