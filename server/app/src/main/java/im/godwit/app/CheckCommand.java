package im.godwit.app;

import im.godwit.core.config.Configuration;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether everything is fit to run. */
@Command(
        name = "check",
        description =
                "Checks configuration, certificates, ports, data folder and limits; exits with 1 if one is unfit.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationFile file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Configuration configuration = file.read();
        out.println("ok    configuration   " + file.path());
        List<Finding> findings = new Checks(configuration).run();
        findings.forEach(finding -> out.println(finding.line()));
        out.flush();
        return findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL) ? 1 : 0;
    }
}
