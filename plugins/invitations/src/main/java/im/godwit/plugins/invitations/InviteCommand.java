package im.godwit.plugins.invitations;

import im.godwit.jid.Jid;
import im.godwit.plugins.invitations.InvitationsOptions.UsersMay;
import im.godwit.service.Command;

/**
 * Invites somebody to be a contact of whoever runs it (XEP-0401 §5.1).
 *
 * @param domain whose accounts may run it
 */
record InviteCommand(Jid domain, Inviting inviting, InvitationsOptions options) implements Command {
    @Override
    public String node() {
        return Results.NAMESPACE + "#invite";
    }

    @Override
    public String name() {
        return "Invite user";
    }

    @Override
    public boolean isOpenTo(Jid requester) {
        return options.usersMay() != UsersMay.NOTHING
                && requester.hasLocal()
                && requester.domainJid().equals(domain);
    }

    @Override
    public Step begin(Execution execution) {
        boolean registers = options.usersMay() == UsersMay.ACCOUNTS;
        return Results.of(inviting.contact(execution.requester().bare(), registers, options.perAccount()));
    }
}
