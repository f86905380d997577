package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Verdict;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import im.godwit.stanza.StanzaException;

/** Approves subscription requests that bring the inviter's token, in the inviter's name (XEP-0379 §3.5). */
final class Subscriptions {
    private final Host host;
    private final Rosters rosters;
    private final Tokens tokens;

    Subscriptions(Host host, Rosters rosters, Tokens tokens) {
        this.host = host;
        this.rosters = rosters;
        this.tokens = tokens;
    }

    /** Sees what comes to an account; a token that is no good is as none (XEP-0379 §4.1). */
    Verdict incoming(Passage<? extends Presence> passage) {
        Presence presence = passage.stanza();
        if (presence.type() == Presence.Type.SUBSCRIBE) {
            Jid contact = presence.from().orElseThrow().bare();
            presence.element()
                    .child(Preauth.NAME)
                    .flatMap(Preauth::token)
                    .flatMap(tokens::find)
                    .filter(invite -> admits(invite, passage.account(), contact))
                    .ifPresent(invite -> approve(invite, passage.account(), contact));
        }
        return Verdict.pass();
    }

    private boolean admits(Invite invite, Jid inviter, Jid contact) {
        return invite.isGood(host.clock().instant())
                && invite.connectsTo(inviter)
                && !contact.equals(inviter)
                // XEP-0379 §5.2: where it is known for whom a token is, nobody else uses it
                && invite.account().filter(account -> !account.equals(contact)).isEmpty();
    }

    /** The request finds that it is approved (RFC 6121 §3.4), and a request goes the other way. */
    private void approve(Invite invite, Jid inviter, Jid contact) {
        if (!tokens.take(invite, contact)) {
            return;
        }
        Rosters.Change change;
        try {
            // §5.4: without a name, so that nobody can take another's
            change = rosters.update(
                    inviter,
                    contact,
                    entry -> entry.withListed(true).withApproved(!entry.from()).withAsk(!entry.to()));
        } catch (StanzaException full) {
            tokens.release(invite);
            return;
        }
        tokens.finish(invite);
        if (!change.after().to()) {
            host.send(Presence.of(Presence.builder(Presence.Type.SUBSCRIBE)
                    .attribute("from", inviter.toString())
                    .attribute("to", contact.toString())
                    .build()));
        }
    }
}
