package im.godwit.plugins.invitations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page with gaps. A line that begins with {@code ?name?} is there only where that is so; {@code {name}} stands for a
 * value.
 */
final class Template {
    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** Reads one that lies beside this class. */
    static Template read(String file) {
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Filled fill() {
        return new Filled(text);
    }

    /** A page whose gaps are filled one after the other. */
    record Filled(String text) {
        /** Puts a value into the page, as text. */
        Filled with(String name, String value) {
            return new Filled(text.replace("{" + name + "}", escaped(value)));
        }

        /** Puts links into the page, a list item each. */
        Filled with(String name, List<Apps.App> apps) {
            StringBuilder items = new StringBuilder();
            for (Apps.App app : apps) {
                items.append("<li><a href=\"%s\" rel=\"noreferrer\">%s</a> <span>%s</span></li>"
                        .formatted(escaped(app.url()), escaped(app.name()), escaped(app.runsOn())));
            }
            return new Filled(text.replace("{" + name + "}", items));
        }

        /** Keeps lines or drops them. */
        Filled when(String name, boolean isSo) {
            String mark = "?" + name + "?";
            StringBuilder kept = new StringBuilder();
            text.lines().forEach(line -> {
                if (!line.startsWith(mark)) {
                    kept.append(line).append('\n');
                } else if (isSo) {
                    kept.append(line.substring(mark.length())).append('\n');
                }
            });
            return new Filled(kept.toString());
        }

        private static String escaped(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;")
                    .replace("{", "&#123;"); // what somebody is called fills no gap
        }
    }
}
