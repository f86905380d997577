package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.service.Command;
import java.util.List;
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
                                .map(complete -> form -> logged(execution, accounts(form), complete.apply(form))),
                        stage.notes());
        };
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
