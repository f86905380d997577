package im.godwit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbered scripts that make a component's tables. Once released, a script never changes; a later one amends.
 *
 * <p>Scripts are SQL that both databases understand, statements ended by a semicolon at a line's end.
 * {@code IDENTITY_KEY} stands for the type of a generated primary key; {@code PASSING_KEY} for that of one whose
 * numbers grow while there are rows, and may come again when all are gone, which is cheaper; {@code IN_KEY_ORDER}
 * behind a table's columns has its rows lie in the order of its primary key where the database can do that, for tables
 * that are little but keys; {@code SORTED_TEXT} is a text that sorts by its bytes, whatever language the database was
 * set up for.
 *
 * @param component whose tables these are; table names start with it
 * @param scripts in order, the first is number 1
 */
public record Migrations(String component, List<String> scripts) {
    /**
     * Reads scripts that lie beside a class.
     *
     * @param files resource names in order, such as {@code 001-create.sql}
     * @throws IllegalArgumentException if one is missing
     */
    public static Migrations of(String component, Class<?> beside, String... files) {
        List<String> scripts = new ArrayList<>();
        for (String file : files) {
            try (InputStream in = beside.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalArgumentException("no " + file + " beside " + beside.getName());
                }
                scripts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new Migrations(component, List.copyOf(scripts));
    }
}
