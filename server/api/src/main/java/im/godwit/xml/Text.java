package im.godwit.xml;

import java.util.Objects;

/**
 * Character data inside an element.
 *
 * @param value the characters, unescaped
 */
public record Text(String value) implements Node {
    public Text {
        Objects.requireNonNull(value, "value");
    }
}
