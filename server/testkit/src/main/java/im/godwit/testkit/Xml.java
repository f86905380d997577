package im.godwit.testkit;

import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.xml.Attribute;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import im.godwit.xml.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a test wrote, compares it with what came, and shows both to people. */
public final class Xml {
    private static final DocumentParser PARSER = new DocumentParser(ParseLimits.AUTHENTICATED);
    private static final String ANY = "{any}";

    private Xml() {}

    /** An element as a test writes it: what is only there to indent it is left out. */
    public static Element parse(String xml) {
        return parse(xml, Namespaces.CLIENT);
    }

    /** An element within others of a namespace. */
    static Element parse(String xml, String content) {
        String wrapped = "<stage xmlns='" + content + "'>" + xml.strip() + "</stage>";
        try {
            return compact(PARSER.parse(wrapped.getBytes(StandardCharsets.UTF_8))
                    .firstChild()
                    .orElseThrow(() -> new IllegalArgumentException("not an element: " + xml)));
        } catch (InvalidXmlException malformed) {
            throw new IllegalArgumentException("the test's XML is " + malformed.getMessage() + ": " + xml, malformed);
        }
    }

    /** The first difference between a pattern and an element; none if it matches. */
    static Optional<String> difference(Element pattern, Element actual) {
        if (!pattern.name().equals(actual.name())) {
            return Optional.of("expected <" + pattern.name() + "> but came <" + actual.name() + ">");
        }
        for (Attribute wanted : pattern.attributes()) {
            Optional<String> value = actual.attribute(wanted.name());
            if (value.isEmpty()) {
                return Optional.of(in(pattern) + "attribute " + wanted.name() + " is missing");
            }
            if (!matches(wanted.value(), value.get())) {
                return Optional.of(in(pattern) + "attribute " + wanted.name() + " is '" + value.get() + "', not '"
                        + wanted.value() + "'");
            }
        }
        return differentChildren(pattern, actual);
    }

    private static Optional<String> differentChildren(Element pattern, Element actual) {
        List<Node> wanted = significant(pattern);
        List<Node> found = significant(actual);
        if (wanted.size() == 1
                && wanted.getFirst() instanceof Text text
                && text.value().strip().equals(ANY)) {
            return Optional.empty();
        }
        if (wanted.size() > 1
                && wanted.getFirst() instanceof Text text
                && text.value().strip().equals(ANY)) {
            wanted.removeFirst();
            found = found.subList(Math.max(0, found.size() - wanted.size()), found.size());
        }
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            Optional<String> difference = difference(pattern, i + 1, wanted.get(i), found.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        if (wanted.size() != found.size()) {
            return Optional.of(in(pattern) + found.size() + " children came where " + wanted.size() + " were expected");
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Element parent, int place, Node wanted, Node found) {
        if (wanted instanceof Element child && found instanceof Element other) {
            return difference(child, other);
        }
        if (wanted instanceof Text text && found instanceof Text other) {
            return matches(text.value().strip(), other.value().strip())
                    ? Optional.empty()
                    : Optional.of(in(parent) + "text is '" + other.value() + "', not '" + text.value() + "'");
        }
        return Optional.of(in(parent) + "child " + place + " is of another kind");
    }

    /** Children without the white space that only lays out elements. */
    private static List<Node> significant(Element element) {
        List<Node> kept = new ArrayList<>();
        for (Node node : element.children()) {
            if (!(node instanceof Text text && text.value().isBlank())) {
                kept.add(node);
            }
        }
        return kept;
    }

    private static boolean matches(String pattern, String actual) {
        return pattern.equals(ANY) || pattern.equals(actual);
    }

    private static String in(Element element) {
        return "in <" + element.local() + ">: ";
    }

    /** An element without layout, as a client would send it. */
    static Element compact(Element element) {
        List<Node> children = new ArrayList<>();
        boolean onlyText = element.elements().isEmpty();
        for (Node node : element.children()) {
            switch (node) {
                case Element child -> children.add(compact(child));
                case Text text when onlyText || !text.value().isBlank() -> children.add(text);
                case Text _ -> {}
            }
        }
        return element.withChildren(children);
    }

    /** The element with one line a child, for failures. */
    static String indented(Element element) {
        StringBuilder out = new StringBuilder();
        indent(element, "", "  ", out);
        return out.toString();
    }

    private static void indent(Element element, String inherited, String margin, StringBuilder out) {
        boolean flat = element.elements().isEmpty();
        if (flat) {
            out.append(margin).append(ElementWriter.toText(element, inherited)).append('\n');
            return;
        }
        Element hollow = element.withChildren(List.of(new Text("|")));
        String[] tags = ElementWriter.toText(hollow, inherited).split("\\|(?=</[^>]*>$)", 2);
        out.append(margin).append(tags[0]).append('\n');
        for (Node node : significant(element)) {
            switch (node) {
                case Element child -> indent(child, element.namespace(), margin + "  ", out);
                case Text text ->
                    out.append(margin).append("  ").append(text.value().strip()).append('\n');
            }
        }
        out.append(margin).append(tags[1]).append('\n');
    }
}
