package im.godwit.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Messages of an archive that follow each other, in one row: it costs little more than one of them.
 *
 * @param first position
 */
record Block(long first, List<Line> lines) {
    /** A message and its position. */
    record Found(long position, Line line) {}

    static Block read(long first, String text, ArchiveShape<?> shape) {
        List<Line> lines = new ArrayList<>();
        Fields fields = new Fields(text);
        while (fields.hasMore()) {
            lines.add(Line.read(fields, shape));
        }
        return new Block(first, lines);
    }

    long last() {
        return first + lines.size() - 1;
    }

    /** Those of these positions. */
    Stream<Found> within(Range range, boolean backwards) {
        Range some = range.from(first).upTo(last());
        return LongStream.range(0, some.length())
                .map(i -> backwards ? some.last() - i : some.first() + i)
                .mapToObj(position -> new Found(position, lines.get((int) (position - first))));
    }

    /** Those behind a position, in a block of their own. */
    Block behind(long position) {
        return new Block(position + 1, lines.subList((int) (position + 1 - first), lines.size()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> line.writeTo(text));
        return text.toString();
    }

    /** By which terms its messages are found, and under which names. */
    Map<String, String> terms(ArchiveShape<?> shape) {
        Map<String, StringBuilder> terms = new LinkedHashMap<>();
        for (Line line : lines) {
            for (String column : shape.terms()) {
                StringBuilder names = terms.computeIfAbsent(
                        ArchiveShape.term(column, shape.value(line, column)), term -> new StringBuilder());
                shape.name()
                        .map(name -> shape.value(line, name))
                        .filter(name -> !name.isEmpty())
                        .ifPresent(name -> names.append(Filter.name(name)));
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        terms.forEach((term, names) -> found.put(term, names.toString()));
        return found;
    }
}
