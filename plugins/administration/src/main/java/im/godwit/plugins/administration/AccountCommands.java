package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.stanza.Condition;

/** Makes, changes and removes accounts (XEP-0133 §4.1 to §4.4, §4.7). */
final class AccountCommands {
    private static final String PASSWORD = "password";
    private static final String PASSWORD_AGAIN = "password-verify";

    private final Accounts accounts;
    private final Named named;

    AccountCommands(Accounts accounts, Named named) {
        this.accounts = accounts;
        this.named = named;
    }

    void register(Registry commands) {
        commands.add("add-user", "Add User", this::add);
        commands.add("delete-user", "Delete User", this::delete);
        commands.add("disable-user", "Disable User", this::disable);
        commands.add("reenable-user", "Re-Enable User", this::enable);
        commands.add("change-user-password", "Change User Password", this::changePassword);
    }

    /** §4.1. */
    private Step add(Execution execution) {
        DataForm form = Forms.ask(
                "Adding a User",
                "Fill out this form to add a user.",
                Forms.account("The Jabber ID for the account to be added"),
                Forms.password(PASSWORD, "The password for this account"),
                Forms.password(PASSWORD_AGAIN, "Retype password"));
        return Stage.last(form, filled -> {
            String password = Forms.value(filled, PASSWORD).orElseThrow();
            if (!password.equals(Forms.value(filled, PASSWORD_AGAIN).orElseThrow())) {
                throw Condition.NOT_ACCEPTABLE
                        .error("the passwords are not the same")
                        .thrown();
            }
            accounts.create(named.account(filled), password);
            return Done.silent();
        });
    }

    /** §4.2. */
    private Step delete(Execution execution) {
        DataForm form = Forms.ask(
                "Deleting a User",
                "Fill out this form to delete a user.",
                Forms.accounts("The Jabber ID(s) to delete"));
        return Stage.last(form, filled -> {
            for (Jid account : named.accountsOfOthers(filled, execution.requester())) {
                accounts.delete(account);
            }
            return Done.silent();
        });
    }

    /** §4.3. */
    private Step disable(Execution execution) {
        DataForm form = Forms.ask(
                "Disabling a User",
                "Fill out this form to disable a user.",
                Forms.accounts("The Jabber ID(s) to disable"));
        return Stage.last(form, filled -> {
            named.accountsOfOthers(filled, execution.requester()).forEach(accounts::disable);
            return Done.silent();
        });
    }

    /** §4.4. */
    private Step enable(Execution execution) {
        DataForm form = Forms.ask(
                "Re-Enable a User",
                "Fill out this form to re-enable a user.",
                Forms.accounts("The Jabber ID(s) to re-enable"));
        return Stage.last(form, filled -> {
            named.accounts(filled).forEach(accounts::enable);
            return Done.silent();
        });
    }

    /** §4.7. */
    private Step changePassword(Execution execution) {
        DataForm form = Forms.ask(
                "Changing a User Password",
                "Fill out this form to change a user's password.",
                Forms.account("The Jabber ID for this account"),
                Forms.password(PASSWORD, "The password for this account"));
        return Stage.last(form, filled -> {
            accounts.changePassword(
                    named.existing(filled), Forms.value(filled, PASSWORD).orElseThrow());
            return Done.silent();
        });
    }
}
