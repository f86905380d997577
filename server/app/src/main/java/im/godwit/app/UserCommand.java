package im.godwit.app;

import im.godwit.app.admin.AdminReply;
import im.godwit.jid.Jid;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accounts, whether the server runs or not. */
@Command(name = "user", description = "Adds, changes, removes and lists accounts; also while the server runs.")
final class UserCommand implements Runnable {
    private static final int PAGE = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "add", description = "Makes an account; asks for its password, or reads it from standard input.")
    int add(@Mixin ConfigurationFile file, @Parameters(paramLabel = "JID") String jid) {
        return tell(Administration.of(file).ask(List.of("user-add", jid, Passwords.read(jid))));
    }

    @Command(name = "passwd", description = "Sets a new password; open sessions stay open.")
    int passwd(@Mixin ConfigurationFile file, @Parameters(paramLabel = "JID") String jid) {
        return tell(Administration.of(file).ask(List.of("user-passwd", jid, Passwords.read(jid))));
    }

    @Command(name = "delete", description = "Removes an account with everything that was kept for it.")
    int delete(@Mixin ConfigurationFile file, @Parameters(paramLabel = "JID") String jid) {
        return tell(Administration.of(file).ask(List.of("user-delete", jid)));
    }

    @Command(name = "list", description = "Lists the accounts of one domain, or of all.")
    int list(
            @Mixin ConfigurationFile file,
            @Parameters(paramLabel = "DOMAIN", arity = "0..1", defaultValue = "") String domain) {
        Administration administration = Administration.of(file);
        List<String> domains = domain.isEmpty() ? administration.domains() : List.of(domain);
        int code = 0;
        for (String each : domains) {
            code = Math.max(code, listDomain(administration, each));
        }
        return code;
    }

    private int listDomain(Administration administration, String domain) {
        String after = "";
        while (true) {
            AdminReply page = administration.ask(List.of("user-list", domain, after));
            if (!page.ok() || page.text().isEmpty()) {
                return page.ok() ? 0 : tell(page);
            }
            spec.commandLine().getOut().println(page.text());
            List<String> lines = page.text().lines().toList();
            if (lines.size() < PAGE) {
                return 0;
            }
            after = Jid.parse(lines.getLast()).local();
        }
    }

    private int tell(AdminReply reply) {
        if (!reply.ok()) {
            throw new FatalException(reply.text());
        }
        spec.commandLine().getOut().println(reply.text());
        return 0;
    }
}
