package im.godwit.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An XML element: a name, attributes and children. Immutable, so it may be shared between sessions and threads.
 *
 * <p>Namespace prefixes are not kept; the {@link ElementWriter writer} declares what is needed. Made by the stream
 * parser or by {@link #builder(Name)}.
 */
public final class Element implements Node {
    private final Name name;
    private final List<Attribute> attributes;
    private final List<Node> children;
    private final Writing writing;

    private Element(Name name, List<Attribute> attributes, List<Node> children) {
        this(name, attributes, children, Writing.EACH_TIME);
    }

    private Element(Name name, List<Attribute> attributes, List<Node> children, Writing writing) {
        this.writing = writing;
        this.name = name;
        this.attributes = attributes;
        this.children = children;
    }

    /**
     * Makes an element from its parts.
     *
     * @throws IllegalArgumentException if two attributes have the same name
     */
    public static Element of(Name name, List<Attribute> attributes, List<? extends Node> children) {
        for (int i = 1; i < attributes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (attributes.get(i).name().equals(attributes.get(j).name())) {
                    throw new IllegalArgumentException(
                            "attribute twice: " + attributes.get(i).name());
                }
            }
        }
        return new Element(Objects.requireNonNull(name, "name"), List.copyOf(attributes), List.copyOf(children));
    }

    /** An element without attributes and children. */
    public static Element of(Name name) {
        return new Element(Objects.requireNonNull(name, "name"), List.of(), List.of());
    }

    /** An element that holds only text. */
    public static Element of(Name name, String text) {
        return new Element(Objects.requireNonNull(name, "name"), List.of(), List.of(new Text(text)));
    }

    /** Starts an element; {@link ElementBuilder#build()} ends it. */
    public static ElementBuilder builder(Name name) {
        return new ElementBuilder(name);
    }

    /** Starts an element by namespace and local name. */
    public static ElementBuilder builder(String namespace, String local) {
        return new ElementBuilder(new Name(namespace, local));
    }

    /**
     * The same element for a stanza that goes to many: its content is written as XML once and copied from then on, also
     * where the element gets other attributes. Costs its bytes for as long as it lives, so it pays for at least some
     * receivers.
     */
    public Element shared() {
        return writing == Writing.EACH_TIME ? new Element(name, attributes, children, new Writing()) : this;
    }

    Writing writing() {
        return writing;
    }

    /** A builder that starts as a copy of this element. */
    public ElementBuilder toBuilder() {
        ElementBuilder builder = new ElementBuilder(name);
        attributes.forEach(a -> builder.attribute(a.name(), a.value()));
        children.forEach(builder::add);
        return builder;
    }

    public Name name() {
        return name;
    }

    public String local() {
        return name.local();
    }

    public String namespace() {
        return name.namespace();
    }

    public boolean is(Name other) {
        return name.equals(other);
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    public List<Node> children() {
        return children;
    }

    /** The value of an attribute in no namespace. */
    public Optional<String> attribute(String local) {
        for (Attribute a : attributes) {
            if (a.name().local().equals(local) && a.name().namespace().isEmpty()) {
                return Optional.of(a.value());
            }
        }
        return Optional.empty();
    }

    /** The value of an attribute by expanded name. */
    public Optional<String> attribute(Name attribute) {
        for (Attribute a : attributes) {
            if (a.name().equals(attribute)) {
                return Optional.of(a.value());
            }
        }
        return Optional.empty();
    }

    /** {@code xml:lang}, if this element carries it itself. */
    public Optional<String> lang() {
        return attribute(new Name(Name.XML, "lang"));
    }

    /** The child elements, in document order. */
    public List<Element> elements() {
        if (children.size() == 1) {
            return children.getFirst() instanceof Element only ? List.of(only) : List.of();
        }
        List<Element> found = new ArrayList<>(children.size());
        for (Node node : children) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The child elements of one name, in document order. */
    public Stream<Element> elements(Name wanted) {
        return elements().stream().filter(e -> e.is(wanted));
    }

    /** The first child element of this name. */
    public Optional<Element> child(Name wanted) {
        for (Node node : children) {
            if (node instanceof Element element && element.name.equals(wanted)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The first child element of this local name in this element's own namespace. */
    public Optional<Element> child(String local) {
        return child(new Name(name.namespace(), local));
    }

    /** The first child element, whatever its name: the payload of an IQ, for example. */
    public Optional<Element> firstChild() {
        for (Node node : children) {
            if (node instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The character data directly inside this element, joined. */
    public String text() {
        if (children.isEmpty()) {
            return "";
        }
        if (children.size() == 1) {
            return children.getFirst() instanceof Text only ? only.value() : "";
        }
        StringBuilder joined = new StringBuilder();
        for (Node node : children) {
            if (node instanceof Text text) {
                joined.append(text.value());
            }
        }
        return joined.toString();
    }

    /** The same element with one attribute set, in place of an older value where there is one. */
    public Element withAttribute(String local, String value) {
        List<Attribute> changed = new ArrayList<>(attributes.size() + 1);
        for (Attribute a : attributes) {
            if (!(a.name().local().equals(local) && a.name().namespace().isEmpty())) {
                changed.add(a);
            }
        }
        changed.add(new Attribute(Name.of(local), value));
        return new Element(name, List.copyOf(changed), children, writing);
    }

    /** The same element without one attribute. */
    public Element withoutAttribute(String local) {
        List<Attribute> changed = new ArrayList<>(attributes);
        changed.removeIf(
                a -> a.name().local().equals(local) && a.name().namespace().isEmpty());
        return new Element(name, List.copyOf(changed), children, writing);
    }

    /** The same element with other children. */
    public Element withChildren(List<? extends Node> other) {
        return new Element(name, attributes, List.copyOf(other));
    }

    /** The same element with one more child at its end. */
    public Element with(Node child) {
        List<Node> changed = new ArrayList<>(children.size() + 1);
        changed.addAll(children);
        changed.add(child);
        return new Element(name, attributes, List.copyOf(changed));
    }

    /** Equal name, attributes in any order, and children in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Element that
                && name.equals(that.name)
                && attributes.size() == that.attributes.size()
                && attributes.containsAll(that.attributes)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + children.hashCode();
    }

    /** The element as XML text, for logs and failures; not for the wire. */
    @Override
    public String toString() {
        return ElementWriter.toText(this, "");
    }
}
