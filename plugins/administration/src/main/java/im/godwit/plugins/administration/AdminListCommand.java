package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.stanza.Condition;
import java.util.List;

/** Says who administers the host (XEP-0133 §4.29). */
final class AdminListCommand {
    private static final String ADMINS = "adminjids";

    private final Administrators administrators;
    private final Named named;

    AdminListCommand(Administrators administrators, Named named) {
        this.administrators = administrators;
        this.named = named;
    }

    void register(Registry commands) {
        commands.add("edit-admin", "Edit Admin List", this::edit);
    }

    private Step edit(Execution execution) {
        DataForm form = Forms.ask(
                "Editing the Admin List",
                "Fill out this form to edit the list of entities who have administrative privileges.",
                Field.of(
                        FieldType.JID_MULTI,
                        ADMINS,
                        "The admin list",
                        administrators.all().stream().map(Jid::toString).toList()));
        return Stage.last(form, filled -> {
            List<Jid> wanted = named.accounts(filled, ADMINS);
            administrators
                    .configured()
                    .forEach(admin -> require(
                            wanted.contains(admin), admin + " is an administrator by the configuration of the server"));
            require(wanted.contains(execution.requester().bare()), "this is your own account");
            administrators.set(wanted);
            return Done.silent();
        });
    }

    private static void require(boolean kept, String why) {
        if (!kept) {
            throw Condition.NOT_ALLOWED.error(why).thrown();
        }
    }
}
