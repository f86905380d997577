package im.godwit.plugins.invitations;

import im.godwit.http.HttpAddress;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Accounts;
import im.godwit.service.Invitations;
import im.godwit.service.Registration;
import im.godwit.stanza.Condition;
import im.godwit.store.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes invitations and the links to them. */
final class Inviting {
    private final Host host;
    private final Accounts accounts;
    private final Tokens tokens;
    private final InvitationsOptions options;

    Inviting(Host host, Accounts accounts, Tokens tokens, InvitationsOptions options) {
        this.host = host;
        this.accounts = accounts;
        this.tokens = tokens;
        this.options = options;
    }

    /** Whether invited people can register here. */
    boolean canRegister() {
        return host.find(Registration.class).isPresent();
    }

    /**
     * Invites somebody to be a contact (XEP-0401 §5.1).
     *
     * @param registers whether they may have an account here for it
     * @param most how many the inviter may make in the time that one is good
     */
    Invitations.Link contact(Jid inviter, boolean registers, int most) {
        return keep(Optional.of(inviter), Optional.empty(), registers && canRegister(), true, most);
    }

    /**
     * Invites somebody to an account (XEP-0401 §5.4).
     *
     * @param inviter an administrator; none for an operator
     * @param account none where the name may be chosen
     * @param connects whether inviter and invited become contacts
     */
    Invitations.Link account(Optional<Jid> inviter, Optional<Jid> account, boolean connects) {
        if (!canRegister()) {
            throw Condition.SERVICE_UNAVAILABLE
                    .error("nobody can register here: the plugin \"registration\" is not enabled")
                    .thrown();
        }
        if (account.filter(accounts::exists).isPresent()) {
            throw Condition.CONFLICT.error(account.get() + " exists already").thrown();
        }
        return keep(inviter, account, true, connects, Integer.MAX_VALUE);
    }

    private Invitations.Link keep(
            Optional<Jid> inviter, Optional<Jid> account, boolean registers, boolean connects, int most) {
        Instant now = host.clock().instant();
        Instant expires = now.plus(options.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        Token token = Token.next();
        Invite invite = new Invite(token.hash(), inviter, account, registers, connects, expires, Optional.empty());
        tokens.add(invite, most, now);
        return new Invitations.Link(
                Links.xmpp(host.domain(), invite, token.text()),
                host.find(HttpAddress.class)
                        .map(address -> address.resolve(Links.path(host.domain()) + "/" + token.text())),
                expires);
    }
}
