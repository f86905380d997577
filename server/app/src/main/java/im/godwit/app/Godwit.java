package im.godwit.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code godwit run}, {@code godwit gateway}, {@code godwit user …}, {@code godwit invite},
 * {@code godwit check}.
 */
@Command(
        name = "godwit",
        description = "An XMPP server: chat over TCP and BOSH, publish-subscribe for bots.",
        subcommands = {
            RunCommand.class,
            GatewayCommand.class,
            UserCommand.class,
            InviteCommand.class,
            CheckCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "In a checkout also: godwit build, godwit test, godwit bench.",
            "Options of the server itself are in conf/godwit.conf, those of a gateway on its own in conf/gateway.conf."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Godwit implements Runnable {
    private final Foreground foreground = new Foreground();

    @Spec
    private CommandSpec spec;

    /** Runs one command and exits with its code: 0 done, 1 failed, 2 not understood. */
    public static void main(String[] arguments) {
        Godwit godwit = new Godwit();
        int code = new CommandLine(godwit)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Godwit::explain)
                .setExecutionStrategy(godwit::execute)
                .execute(arguments);
        godwit.foreground.prepared();
        System.exit(code);
    }

    private int execute(CommandLine.ParseResult parsed) {
        foreground.prepared();
        return new CommandLine.RunLast().execute(parsed);
    }

    /** For commands that run until they are told to end. */
    Foreground foreground() {
        return foreground;
    }

    /** One line that says what to do, not a stack trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof FatalException fatal) {
            fatal.getMessage().lines().forEach(line -> err.println("godwit: " + line));
        } else {
            err.println("godwit: internal error, please report it with the lines below");
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
