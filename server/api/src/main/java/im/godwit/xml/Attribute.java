package im.godwit.xml;

import java.util.Objects;

/**
 * One attribute of an element; namespace declarations are not attributes here.
 *
 * @param name its expanded name
 * @param value its value, unescaped
 */
public record Attribute(Name name, String value) {
    public Attribute {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
