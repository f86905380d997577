package im.godwit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/bosh.md names are there. */
class BoshManualTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void eachTestThatIsNamedIsThere() throws IOException {
        List<Path> tests = new ArrayList<>();
        for (String module : List.of("bosh-gateway", "server/core", "plugins/upload", "integration-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(tests::add);
            }
        }
        List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("docs/bosh.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(80);
        for (MatchResult name : named) {
            assertThat(tests).as(name.group()).anyMatch(file -> holds(file, name));
        }
    }

    private static boolean holds(Path file, MatchResult name) {
        boolean same = file.getFileName().toString().equals(name.group(1) + ".java");
        return same && (name.group(2) == null || read(file).contains(" void " + name.group(2) + "("));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
