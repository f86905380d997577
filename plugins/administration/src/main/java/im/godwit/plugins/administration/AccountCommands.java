package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Accounts;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.Vcards;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/** Makes, changes and removes accounts (XEP-0133 §4.1 to §4.4, §4.7). */
final class AccountCommands {
    private static final String PASSWORD = "password";
    private static final String PASSWORD_AGAIN = "password-verify";
    private static final String EMAIL = "email";
    private static final String GIVEN_NAME = "given_name";
    private static final String SURNAME = "surname";

    private final Host host;
    private final Accounts accounts;
    private final Named named;

    AccountCommands(Host host, Accounts accounts, Named named) {
        this.host = host;
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
                Forms.password(PASSWORD_AGAIN, "Retype password"),
                Field.of(FieldType.TEXT_SINGLE, EMAIL, "Email address", List.of()),
                Field.of(FieldType.TEXT_SINGLE, GIVEN_NAME, "Given name", List.of()),
                Field.of(FieldType.TEXT_SINGLE, SURNAME, "Family name", List.of()));
        return Stage.last(form, filled -> {
            String password = Forms.value(filled, PASSWORD).orElseThrow();
            if (!password.equals(Forms.value(filled, PASSWORD_AGAIN).orElseThrow())) {
                throw Condition.NOT_ACCEPTABLE
                        .error("the passwords are not the same")
                        .thrown();
            }
            Jid account = named.account(filled);
            accounts.create(account, password);
            return described(account, filled);
        });
    }

    /** What the form says of somebody is in their vCard, for them to change; it is for everybody to see. */
    private Done described(Jid account, DataForm filled) {
        Element vcard =
                NewCard.of(Forms.text(filled, GIVEN_NAME), Forms.text(filled, SURNAME), Forms.text(filled, EMAIL));
        if (vcard.elements().isEmpty()) {
            return Done.silent();
        }
        Optional<Vcards> vcards = host.find(Vcards.class);
        vcards.ifPresent(cards -> cards.replace(account, vcard));
        return vcards.isPresent()
                ? Done.silent()
                : Done.note(Note.Type.WARN, "There are no vCards here, so name and email address are not kept");
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
