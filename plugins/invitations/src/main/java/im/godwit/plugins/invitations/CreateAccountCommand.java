package im.godwit.plugins.invitations;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Command;
import im.godwit.service.DomainAdministrators;
import im.godwit.stanza.Condition;
import java.util.List;
import java.util.Optional;

/** Invites somebody to have an account, for administrators (XEP-0401 §5.4). */
record CreateAccountCommand(Host host, Inviting inviting) implements Command {
    private static final String USERNAME = "username";
    private static final String ROSTER_SUBSCRIPTION = "roster-subscription";

    @Override
    public String node() {
        return Results.NAMESPACE + "#create-account";
    }

    @Override
    public String name() {
        return "Create account";
    }

    @Override
    public boolean isOpenTo(Jid requester) {
        return inviting.canRegister()
                && host.find(DomainAdministrators.class)
                        .filter(administrators -> administrators.contain(requester))
                        .isPresent();
    }

    @Override
    public Step begin(Execution execution) {
        DataForm form = new DataForm(
                DataForm.Type.FORM,
                Optional.of("Invite somebody to an account"),
                List.of("Leave the user name empty to have the invited choose it."),
                List.of(
                        Field.of(FieldType.TEXT_SINGLE, USERNAME, "User name", List.of()),
                        Field.of(
                                FieldType.BOOLEAN,
                                ROSTER_SUBSCRIPTION,
                                "Make us contacts of each other",
                                List.of("1"))));
        return Stage.last(form, filled -> complete(execution.requester().bare(), filled));
    }

    private Done complete(Jid inviter, DataForm filled) {
        Optional<Jid> account = value(filled, USERNAME)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(this::account);
        // what is not said is as the form had it
        boolean connects = value(filled, ROSTER_SUBSCRIPTION)
                .map(CreateAccountCommand::isTrue)
                .orElse(true);
        return Results.of(inviting.account(Optional.of(inviter), account, connects));
    }

    private static Optional<String> value(DataForm form, String var) {
        return form.field(var).flatMap(Field::value);
    }

    /** XEP-0004 §3.3. */
    private static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }

    private Jid account(String name) {
        try {
            return Jid.of(name, host.domain().domain());
        } catch (InvalidJidException malformed) {
            throw Condition.NOT_ACCEPTABLE.error(malformed.getMessage()).thrown();
        }
    }
}
