package im.godwit.xml;

import java.util.Objects;

/**
 * An expanded XML name: namespace and local part (Namespaces in XML 1.0 §2.1).
 *
 * @param namespace the namespace name; empty for none
 * @param local the local part
 */
public record Name(String namespace, String local) {
    /** The namespace of {@code xml:lang}. */
    public static final String XML = "http://www.w3.org/XML/1998/namespace";

    public Name {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(local, "local");
    }

    /** A name in no namespace, as most attributes have. */
    public static Name of(String local) {
        return new Name("", local);
    }

    /** {@code {namespace}local}, as commonly written in messages. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? local : "{" + namespace + "}" + local;
    }
}
