package im.godwit.plugins.invitations;

import im.godwit.http.HttpAddress;
import im.godwit.http.HttpRoute;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.service.Accounts;
import im.godwit.service.Command;
import im.godwit.service.Invitation;
import im.godwit.service.Invitations;
import im.godwit.service.NameReservation;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import java.util.Optional;

/** Invitations: links that are good once and for a while, to an account here and to be a contact. */
@Implements(value = "XEP-0401", version = "0.6.0")
@Implements(value = "XEP-0445", version = "0.2.0")
@Implements(value = "XEP-0379", version = "0.3.3", without = "tokens that a client makes itself, which clients answer")
public final class InvitationsPlugin implements Plugin {
    @Override
    public void start(Host host) {
        if (host.kind() != Host.Kind.ACCOUNTS) {
            throw new IllegalStateException(
                    "plugin \"invitations\" is for hosts with accounts; take it off the list of " + host.domain());
        }
        InvitationsOptions options = host.options(InvitationsOptions.DEFAULTS);
        Accounts accounts = host.require(Accounts.class);
        Rosters rosters = host.require(Rosters.class);
        Tokens tokens = new Tokens(host.database(Tokens.MIGRATIONS), host.domain());
        Inviting inviting = new Inviting(host, accounts, tokens, options);
        Redemption redemption = new Redemption(accounts, rosters, tokens);
        redemption.resume();

        host.provide(Invitations.class, account -> inviting.account(Optional.empty(), account, false));
        host.contribute(Command.class, new InviteCommand(host.domain(), inviting, options));
        host.contribute(Command.class, new CreateAccountCommand(host, inviting));
        register(host, tokens, redemption);
        Subscriptions subscriptions = new Subscriptions(host, rosters, tokens);
        host.incoming(Phase.AMEND, Presence.class, passage -> subscriptions.incoming(passage));
        if (host.find(HttpAddress.class).isPresent()) {
            LandingPage page = new LandingPage(host.domain(), tokens, host.clock());
            host.contribute(HttpRoute.class, new HttpRoute("/invite/" + host.domain(), 0, page));
        }
        host.on(Event.AccountDeleted.class, deleted -> tokens.forget(deleted.account()));
    }

    /** XEP-0445. */
    private static void register(Host host, Tokens tokens, Redemption redemption) {
        Preauth preauth = new Preauth(host, tokens, redemption);
        host.streamFeature(Host.Moment.BEFORE_AUTHENTICATION, preauth::feature);
        host.onSet(Preauth.NAME, preauth::show, At.UNAUTHENTICATED);
        host.contribute(Invitation.Source.class, preauth);
        host.contribute(
                NameReservation.class,
                account -> tokens.isReserved(account, host.clock().instant()));
    }
}
