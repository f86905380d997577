package im.godwit.app;

import im.godwit.app.admin.AdminReply;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an invitation, whether the server runs or not. */
@Command(name = "invite", description = "Prints a link with which somebody makes an account; once, and for some days.")
final class InviteCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationFile file;

    @Parameters(
            paramLabel = "JID",
            arity = "0..1",
            defaultValue = "",
            description = "Whose account it will be, such as juliet@example.org; or a domain, where the name may be"
                    + " chosen. Left out, it is the first domain.")
    private String jid;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Administration administration = Administration.of(file);
        String invited = jid.isEmpty() ? administration.domains().getFirst() : jid;
        AdminReply reply = administration.ask(List.of("invite", invited));
        if (!reply.ok()) {
            throw new FatalException(reply.text());
        }
        spec.commandLine().getOut().println(reply.text());
        return 0;
    }
}
