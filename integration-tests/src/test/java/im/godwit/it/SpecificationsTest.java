package im.godwit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import im.godwit.plugin.Implements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of supported specifications says what the classes say; {@code -Dspecifications.write} writes it anew. */
class SpecificationsTest {
    private static final Path TABLE = Path.of("..", "docs", "specifications.md");

    private static final String HEAD = """
            # Specifications

            What Godwit implements, as its classes say with `@Implements`. A test compares them.

            | specification | version | where | without |
            |---|---|---|---|
            """;

    private record Line(String specification, String version, String where, String without) {
        static Line of(Implements said, Class<?> where) {
            return new Line(said.value(), said.version(), where.getSimpleName(), said.without());
        }

        @Override
        public String toString() {
            return "| " + specification + " | " + version + " | `" + where + "` | " + without + " |\n";
        }
    }

    @Test
    void theTableSaysWhatTheClassesSay() throws IOException {
        String table = lines().map(Line::toString).collect(Collectors.joining("", HEAD, ""));
        if (System.getProperty("specifications.write") != null) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE))
                .as("docs/specifications.md; -Dspecifications.write brings it up to date")
                .isEqualTo(table);
    }

    private static Stream<Line> lines() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("im.godwit").stream()
                        .filter(type ->
                                type.isAnnotatedWith(Implements.class) || type.isAnnotatedWith(Implements.All.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getAnnotationsByType(Implements.class))
                                .map(said -> Line.of(said, type)))
                        .sorted(Comparator.comparing(Line::specification).thenComparing(Line::where));
    }
}
