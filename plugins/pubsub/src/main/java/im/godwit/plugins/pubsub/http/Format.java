package im.godwit.plugins.pubsub.http;

import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Retrieval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How items are written. The first is for who does not say what they want. */
enum Format {
    JSON("json", "application/json", "application/json") {
        @Override
        String page(NodeAddress node, Retrieval.Page page, PageLinks links) {
            return JsonItems.page(node, page, links.next());
        }

        @Override
        String item(NodeAddress node, Item item) {
            return JsonItems.item(item);
        }
    },
    ATOM("atom", "application/atom+xml", "application/atom+xml; charset=utf-8") {
        @Override
        String page(NodeAddress node, Retrieval.Page page, PageLinks links) {
            return AtomItems.feed(node, page, links);
        }

        @Override
        String item(NodeAddress node, Item item) {
            return AtomItems.document(node, item);
        }
    },
    XML("xml", "application/xml", "application/xml; charset=utf-8") {
        @Override
        String page(NodeAddress node, Retrieval.Page page, PageLinks links) {
            return XmlItems.page(node, page);
        }

        @Override
        String item(NodeAddress node, Item item) {
            return XmlItems.document(item);
        }
    };

    private final String parameter;
    private final String type;
    private final String header;

    Format(String parameter, String type, String header) {
        this.parameter = parameter;
        this.type = type;
        this.header = header;
    }

    /** The value of the parameter {@code format} that asks for it. */
    String parameter() {
        return parameter;
    }

    /** The value of {@code Content-Type}. */
    String header() {
        return header;
    }

    /** A page of a node. */
    abstract String page(NodeAddress node, Retrieval.Page page, PageLinks links);

    abstract String item(NodeAddress node, Item item);

    /** The format of this name. */
    static Optional<Format> named(String parameter) {
        return Arrays.stream(values())
                .filter(format -> format.parameter.equals(parameter))
                .findFirst();
    }

    /** The format that a client likes best; nothing if it takes none (RFC 9110 §12.5.1). */
    static Optional<Format> best(Optional<String> accept) {
        List<Range> ranges = Arrays.stream(
                        accept.orElse("*/*").toLowerCase(Locale.ROOT).split(","))
                .map(Range::parse)
                .toList();
        Optional<Format> best = Optional.empty();
        double most = 0;
        for (Format format : values()) {
            double quality = quality(format.type, ranges);
            if (quality > most) {
                most = quality;
                best = Optional.of(format);
            }
        }
        return best;
    }

    /** What the most specific range says that includes a type. */
    private static double quality(String type, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max((one, other) -> Integer.compare(one.specificity(), other.specificity()))
                .map(Range::quality)
                .orElse(0.0);
    }

    /** A media range. */
    private record Range(String type, double quality) {
        static Range parse(String text) {
            String[] parts = text.split(";");
            double quality = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> part.startsWith("q="))
                    .findFirst()
                    .map(part -> number(part.substring(2)))
                    .orElse(1.0);
            return new Range(parts[0].strip(), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException noNumber) {
                return 0;
            }
        }

        boolean includes(String wanted) {
            return type.equals("*/*") || type.equals(wanted) || type.equals("application/*");
        }

        int specificity() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }
}
