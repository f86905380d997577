package im.godwit.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the archive's manifest has it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Godwit " + text()};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
