package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.service.Command;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command for administrators only (XEP-0133 §6). What it did is logged, with who did it.
 *
 * @param id the last part of its node
 * @param begin its only form, or its end
 */
record AdminCommand(String id, String name, Administrators administrators, Function<Execution, Step> begin)
        implements Command {
    private static final Logger log = LoggerFactory.getLogger(AdminCommand.class);

    /** That what a form names is not there, or not right. */
    private static final Set<Condition> FAILURES = EnumSet.of(Condition.ITEM_NOT_FOUND, Condition.NOT_ACCEPTABLE);

    @Override
    public String node() {
        return Forms.NAMESPACE + "#" + id;
    }

    @Override
    public boolean isOpenTo(Jid requester) {
        return administrators.contain(requester);
    }

    @Override
    public Step begin(Execution execution) {
        return switch (begin.apply(execution)) {
            case Done done -> logged(execution, List.of(), done);
            case Stage stage ->
                new Stage(
                        stage.form(),
                        stage.next(),
                        stage.complete()
                                .map(complete -> form -> logged(execution, accounts(form), end(complete, form))),
                        stage.notes());
        };
    }

    /**
     * XEP-0050 §3.5: a command that cannot do what a form asks for completes, and fails. What XEP-0133 §5 lists stays
     * an error.
     */
    private static Done end(Function<DataForm, Done> complete, DataForm form) {
        try {
            return complete.apply(form);
        } catch (StanzaException refused) {
            StanzaError error = refused.error();
            if (!FAILURES.contains(error.condition())) {
                throw refused;
            }
            return Done.note(
                    Note.Type.ERROR, error.text().orElse(error.condition().local()));
        }
    }

    private static List<String> accounts(DataForm form) {
        return Stream.of(Forms.ACCOUNT, Forms.ACCOUNTS)
                .flatMap(var -> Forms.values(form, var).stream())
                .toList();
    }

    private Done logged(Execution execution, List<String> accounts, Done done) {
        log.atInfo()
                .addKeyValue("jid", execution.requester())
                .addKeyValue("command", id)
                .addKeyValue("accounts", accounts)
                .log("Administration");
        return done;
    }
}
