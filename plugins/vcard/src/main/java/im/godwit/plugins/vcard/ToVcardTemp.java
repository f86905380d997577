package im.godwit.plugins.vcard;

import static im.godwit.plugins.vcard.Vcard4.text;
import static im.godwit.plugins.vcard.Vcard4.texts;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes properties of vcard-temp of those of vCard4 (XEP-0292 §11, the other way). */
final class ToVcardTemp {
    /** RFC 2397. */
    private static final Pattern DATA = Pattern.compile("data:([^;,]*);base64,(.*)", Pattern.DOTALL);

    /** RFC 5870, as far as the older form can say it. */
    private static final Pattern GEO = Pattern.compile("geo:(-?[0-9.]+),(-?[0-9.]+)");

    private ToVcardTemp() {}

    /** The counterpart of a property, in its shortest form; nothing where there is none. */
    static Optional<Element> property(Element modern) {
        if (!modern.namespace().equals(Vcard4.NAMESPACE)) {
            return Optional.empty();
        }
        return switch (modern.local()) {
            case "fn" -> value(modern, "FN", "text");
            case "n" -> Optional.of(name(modern));
            case "nickname" -> value(modern, "NICKNAME", "text");
            case "photo" -> media(modern, "PHOTO");
            case "logo" -> media(modern, "LOGO");
            case "sound" -> media(modern, "SOUND");
            case "bday" -> value(modern, "BDAY", "date", "date-time", "text");
            case "adr" -> Optional.of(address(modern));
            case "tel" ->
                text(modern, "uri")
                        .map(uri -> uri.startsWith("tel:") ? uri.substring("tel:".length()) : uri)
                        .or(() -> text(modern, "text"))
                        .map(number -> typed(modern, "TEL", tel -> tel.child("NUMBER", number)));
            case "email" ->
                text(modern, "text").map(user -> typed(modern, "EMAIL", email -> email.child("USERID", user)));
            case "impp" ->
                text(modern, "uri")
                        .filter(uri -> uri.startsWith("xmpp:"))
                        .map(uri -> simple("JABBERID", uri.substring("xmpp:".length()))); // §11.1.2
            case "tz" -> value(modern, "TZ", "text", "utc-offset");
            case "geo" -> position(modern);
            case "title" -> value(modern, "TITLE", "text");
            case "role" -> value(modern, "ROLE", "text");
            case "org" -> organization(texts(modern, "text"));
            case "categories" -> categories(texts(modern, "text"));
            case "note" -> value(modern, "NOTE", "text");
            case "prodid" -> value(modern, "PRODID", "text");
            case "rev" -> value(modern, "REV", "timestamp");
            case "uid" -> value(modern, "UID", "uri", "text");
            case "url" -> value(modern, "URL", "uri");
            case "key" ->
                text(modern, "text")
                        .map(key -> Element.builder(Card.NAME.namespace(), "KEY")
                                .child("CRED", key)
                                .build());
            default -> Optional.empty();
        };
    }

    /** The first of several types of value that is there. */
    private static Optional<Element> value(Element modern, String local, String... types) {
        return Stream.of(types)
                .flatMap(type -> text(modern, type).stream())
                .findFirst()
                .map(value -> simple(local, value));
    }

    private static Element simple(String local, String value) {
        return Element.of(new Name(Card.NAME.namespace(), local), value);
    }

    private static Element name(Element modern) {
        ElementBuilder name = Element.builder(Card.NAME.namespace(), "N");
        parts(modern, Part.OF_NAME, name);
        return name.build();
    }

    private static Element address(Element modern) {
        return typed(modern, "ADR", adr -> parts(modern, Part.OF_ADDRESS, adr));
    }

    /** A part may be there several times (RFC 6350 §6.2.2), where the older form has one. */
    private static void parts(Element modern, List<Part> parts, ElementBuilder old) {
        for (Part part : parts) {
            List<String> values = texts(modern, part.modern());
            if (!values.isEmpty()) {
                old.child(part.old(), String.join(" ", values));
            }
        }
    }

    private static Element typed(Element modern, String local, Consumer<ElementBuilder> content) {
        ElementBuilder old = Element.builder(Card.NAME.namespace(), local);
        Optional<Element> parameters = modern.child(new Name(Vcard4.NAMESPACE, "parameters"));
        Set<String> types = parameters.stream()
                .flatMap(all -> all.elements(new Name(Vcard4.NAMESPACE, "type")))
                .flatMap(type -> texts(type, "text").stream())
                .map(type -> type.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        ToVcard4.TYPES.stream().filter(types::contains).forEach(type -> old.child(type.toUpperCase(Locale.ROOT)));
        parameters
                .flatMap(all -> all.child(new Name(Vcard4.NAMESPACE, "pref")))
                .flatMap(pref -> text(pref, "integer").or(() -> text(pref)))
                .filter("1"::equals)
                .ifPresent(_ -> old.child("PREF"));
        content.accept(old);
        return old.build();
    }

    private static Optional<Element> media(Element modern, String local) {
        return text(modern, "uri").map(uri -> {
            ElementBuilder old = Element.builder(Card.NAME.namespace(), local);
            Matcher data = DATA.matcher(uri);
            if (!data.matches()) {
                return old.child("EXTVAL", uri).build();
            }
            if (!local.equals("SOUND")) { // the DTD of XEP-0054: a sound has no type
                old.child("TYPE", data.group(1));
            }
            return old.child("BINVAL", data.group(2).replaceAll("\\s", "")).build();
        });
    }

    private static Optional<Element> position(Element modern) {
        return text(modern, "uri")
                .map(GEO::matcher)
                .filter(Matcher::matches)
                .map(geo -> Element.builder(Card.NAME.namespace(), "GEO")
                        .child("LAT", geo.group(1))
                        .child("LON", geo.group(2))
                        .build());
    }

    private static Optional<Element> organization(List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        ElementBuilder org = Element.builder(Card.NAME.namespace(), "ORG").child("ORGNAME", names.getFirst());
        names.stream().skip(1).forEach(unit -> org.child("ORGUNIT", unit));
        return Optional.of(org.build());
    }

    private static Optional<Element> categories(List<String> words) {
        ElementBuilder categories = Element.builder(Card.NAME.namespace(), "CATEGORIES");
        words.forEach(word -> categories.child("KEYWORD", word));
        return words.isEmpty() ? Optional.empty() : Optional.of(categories.build());
    }
}
