package im.godwit.plugins.pubsub;

import im.godwit.xml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/pubsub-conformance.md}, as far as it can be wrong. */
public final class Conformance {
    private static final Path PAGE = Path.of("..", "..", "docs", "pubsub-conformance.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))(?:\\.(\\w+))?`");
    private static final Pattern NAME = Pattern.compile("XEP-\\d{4}");
    private static final String PREFIX = "http://jabber.org/protocol/pubsub#";

    private Conformance() {}

    /** One row of the table of features. */
    public record Row(String feature, String service, String accounts) {}

    /** One row of the table of specifications, by the names of those that it is about. */
    record Specification(List<String> names, String service) {}

    /** A test that is named; all of a class where the name is empty. */
    record Named(String type, String method) {}

    public static List<Row> features() {
        return table("feature")
                .map(cells -> new Row(cells[1].strip().replaceAll(" .*", ""), cells[2].strip(), cells[3].strip()))
                .toList();
    }

    /** The names of what there is to configure. */
    static List<String> settings() {
        return table("setting")
                .flatMap(cells -> Arrays.stream(cells[1].split(",")))
                .map(String::strip)
                .toList();
    }

    static List<Specification> specifications() {
        return table("specification")
                .map(cells -> new Specification(names(cells[1]), cells[2].strip()))
                .toList();
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(MatchResult::group).toList();
    }

    /** The rows of the table whose first column has this title, without its head. */
    private static Stream<String[]> table(String title) {
        return lines().dropWhile(line -> !line.startsWith("| " + title + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"));
    }

    static List<Named> tests() {
        return TEST.matcher(lines().collect(Collectors.joining("\n")))
                .results()
                .map(Conformance::named)
                .toList();
    }

    private static Named named(MatchResult match) {
        return new Named(match.group(1), match.group(2) == null ? "" : match.group(2));
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(PAGE).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The features that an answer of service discovery tells of. */
    public static Set<String> told(Element answer) {
        return answer.firstChild().orElseThrow().elements().stream()
                .flatMap(element -> element.attribute("var").stream())
                .filter(var -> var.startsWith(PREFIX))
                .map(var -> var.substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
