package im.godwit.it.smack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.igniterealtime.smack.inttest.annotations.SmackIntegrationTest;

/**
 * Tests of Smack's suite that are not run: lines of the form {@code Class} or {@code full.name.of.Class.method}, with
 * the reason after a #.
 */
record Exclusions(List<String> names) {
    static Exclusions read(String file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Exclusions.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return new Exclusions(lines.lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
    }

    String all() {
        return String.join(",", names);
    }

    /** The tests that stand in one class with excluded ones, and are not excluded themselves. */
    String siblings() {
        List<String> siblings = names.stream()
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .flatMap(Exclusions::tests)
                .filter(test -> !names.contains(test))
                .toList();
        return String.join(",", siblings);
    }

    private static Stream<String> tests(String className) {
        try {
            return Arrays.stream(Class.forName(className).getMethods())
                    .filter(method -> method.isAnnotationPresent(SmackIntegrationTest.class))
                    .map(method -> className + "." + method.getName());
        } catch (ClassNotFoundException misspelt) {
            throw new IllegalArgumentException("Smack has no test class " + className, misspelt);
        }
    }
}
