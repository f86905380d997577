package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.store.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * An invitation as it is kept.
 *
 * @param hash of its token
 * @param inviter who made it; none where it was an operator
 * @param account the only account that it is for, if there is one
 * @param registers whether it is good for an account on this domain (XEP-0445)
 * @param connects whether inviter and invited become contacts (XEP-0379)
 * @param expires when it is no good any more
 * @param takenBy who uses it or has used it
 */
record Invite(
        String hash,
        Optional<Jid> inviter,
        Optional<Jid> account,
        boolean registers,
        boolean connects,
        Instant expires,
        Optional<Jid> takenBy) {
    static Invite of(Row row) {
        return new Invite(
                row.text("token"),
                row.optionalText("inviter").map(Jid::parse),
                row.optionalText("account").map(Jid::parse),
                row.flag("registers"),
                row.flag("connects"),
                row.instant("expires"),
                row.optionalText("taken_by").map(Jid::parse));
    }

    boolean isGood(Instant now) {
        return takenBy.isEmpty() && expires.isAfter(now);
    }

    /** Whether it was made by this account, to be its contact. */
    boolean connectsTo(Jid user) {
        return connects && inviter.filter(user::equals).isPresent();
    }
}
