package im.godwit.plugins.vcard;

import static im.godwit.plugins.vcard.Vcard4.text;
import static im.godwit.plugins.vcard.Vcard4.texts;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes properties of vCard4 of those of vcard-temp (XEP-0292 §11). */
final class ToVcard4 {
    /** What both forms know of addresses, of telephone numbers included. */
    static final List<String> TYPES =
            List.of("home", "work", "text", "voice", "fax", "cell", "video", "pager", "textphone");

    private ToVcard4() {}

    /** The counterpart of a property, in its shortest form; nothing where there is none. */
    static Optional<Element> property(Element old) {
        if (!old.namespace().equals(Card.NAME.namespace())) {
            return Optional.empty();
        }
        return switch (old.local()) {
            case "FN" -> value(old, "fn", "text");
            case "N" -> Optional.of(name(old));
            case "NICKNAME" -> value(old, "nickname", "text");
            case "PHOTO" -> media(old, "photo", text(old, "TYPE").orElse("image/png"));
            case "LOGO" -> media(old, "logo", text(old, "TYPE").orElse("image/png"));
            case "SOUND" -> media(old, "sound", "audio/basic");
            case "BDAY" -> text(old).map(day -> simple("bday", dateType(day), day));
            case "ADR" -> Optional.of(address(old));
            case "TEL" -> text(old, "NUMBER").map(number -> telephone(old, number));
            case "EMAIL" -> text(old, "USERID").map(user -> typed(old, "email", email -> email.child("text", user)));
            case "JABBERID" -> text(old).map(jid -> simple("impp", "uri", "xmpp:" + jid));
            case "TZ" -> value(old, "tz", "text");
            case "GEO" -> position(old);
            case "TITLE" -> value(old, "title", "text");
            case "ROLE" -> value(old, "role", "text");
            case "ORG" -> organization(old);
            case "CATEGORIES" -> list("categories", texts(old, "KEYWORD"));
            case "NOTE", "DESC" -> value(old, "note", "text"); // §11.1.1
            case "PRODID" -> value(old, "prodid", "text");
            case "REV" -> value(old, "rev", "timestamp");
            case "UID" -> text(old).map(id -> simple("uid", id.contains(":") ? "uri" : "text", id));
            case "URL" -> value(old, "url", "uri");
            case "KEY" -> text(old, "CRED").map(key -> simple("key", "text", key)); // §11.2.1
            default -> Optional.empty();
        };
    }

    private static Optional<Element> value(Element old, String local, String type) {
        return text(old).map(value -> simple(local, type, value));
    }

    private static Element simple(String local, String type, String value) {
        return Element.builder(Vcard4.NAMESPACE, local).child(type, value).build();
    }

    private static Optional<Element> list(String local, List<String> values) {
        ElementBuilder list = Element.builder(Vcard4.NAMESPACE, local);
        values.forEach(value -> list.child("text", value));
        return values.isEmpty() ? Optional.empty() : Optional.of(list.build());
    }

    private static Element name(Element old) {
        ElementBuilder name = Element.builder(Vcard4.NAMESPACE, "n");
        parts(old, Part.OF_NAME, name);
        return name.build();
    }

    private static Element address(Element old) {
        return typed(old, "adr", adr -> parts(old, Part.OF_ADDRESS, adr));
    }

    /** All of them: those that are not known are empty. */
    private static void parts(Element old, List<Part> parts, ElementBuilder modern) {
        for (Part part : parts) {
            text(old, part.old())
                    .ifPresentOrElse(value -> modern.child(part.modern(), value), () -> modern.child(part.modern()));
        }
    }

    /** §11.3.5; what cannot stand in a URI is a text (RFC 6350 §6.4.1). */
    private static Element telephone(Element old, String number) {
        boolean dialled = number.matches("[+]?[0-9*#().-]+");
        return typed(old, "tel", tel -> tel.child(dialled ? "uri" : "text", dialled ? "tel:" + number : number));
    }

    private static Element typed(Element old, String local, Consumer<ElementBuilder> content) {
        List<String> types = TYPES.stream()
                .filter(type -> has(old, type.toUpperCase(Locale.ROOT)))
                .toList();
        boolean preferred = has(old, "PREF");
        ElementBuilder property = Element.builder(Vcard4.NAMESPACE, local);
        if (!types.isEmpty() || preferred) {
            property.child("parameters", parameters -> {
                if (!types.isEmpty()) {
                    parameters.child("type", type -> types.forEach(name -> type.child("text", name)));
                }
                if (preferred) {
                    parameters.child("pref", pref -> pref.child("integer", "1"));
                }
            });
        }
        content.accept(property);
        return property.build();
    }

    private static boolean has(Element old, String local) {
        return old.child(new Name(old.namespace(), local)).isPresent();
    }

    /** §11.4: what is inside is a "data" URI (RFC 2397). */
    private static Optional<Element> media(Element old, String local, String type) {
        return text(old, "EXTVAL")
                .or(() -> text(old, "BINVAL").map(base64 -> "data:" + type + ";base64," + base64.replaceAll("\\s", "")))
                .map(uri -> simple(local, "uri", uri));
    }

    private static Optional<Element> position(Element old) {
        return text(old, "LAT")
                .flatMap(lat -> text(old, "LON").map(lon -> simple("geo", "uri", "geo:" + lat + "," + lon)));
    }

    /** The name and the units within it (RFC 6350 §6.6.4), which §11.3.3 overlooks. */
    private static Optional<Element> organization(Element old) {
        List<String> units = texts(old, "ORGUNIT");
        return text(old, "ORGNAME")
                .flatMap(name -> list(
                        "org", Stream.concat(Stream.of(name), units.stream()).toList()));
    }

    private static String dateType(String day) {
        if (!day.matches("[0-9-]*[0-9](T.*)?")) {
            return "text"; // RFC 6350 §6.2.5
        }
        return day.contains("T") ? "date-time" : "date";
    }
}
