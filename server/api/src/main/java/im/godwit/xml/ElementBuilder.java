package im.godwit.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds one {@link Element}. Children made by {@link #child(String)} and its kin inherit the parent's namespace, as an
 * unprefixed XML child would. Not for use by several threads.
 */
public final class ElementBuilder {
    private final Name name;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();

    ElementBuilder(Name name) {
        this.name = name;
    }

    public ElementBuilder attribute(String local, String value) {
        return attribute(Name.of(local), value);
    }

    /** Sets the attribute where there is a value, and leaves it out where there is none. */
    public ElementBuilder attribute(String local, Optional<String> value) {
        value.ifPresent(present -> attribute(local, present));
        return this;
    }

    public ElementBuilder attribute(Name attribute, String value) {
        attributes.add(new Attribute(attribute, value));
        return this;
    }

    public ElementBuilder text(String text) {
        children.add(new Text(text));
        return this;
    }

    public ElementBuilder add(Node child) {
        children.add(child);
        return this;
    }

    public ElementBuilder addAll(Iterable<? extends Node> nodes) {
        nodes.forEach(children::add);
        return this;
    }

    /** Adds an empty child in this element's namespace. */
    public ElementBuilder child(String local) {
        return add(Element.of(new Name(name.namespace(), local)));
    }

    /** Adds a child with text in this element's namespace. */
    public ElementBuilder child(String local, String text) {
        return add(Element.of(new Name(name.namespace(), local), text));
    }

    /** Adds a child in this element's namespace that {@code content} fills. */
    public ElementBuilder child(String local, Consumer<ElementBuilder> content) {
        ElementBuilder child = new ElementBuilder(new Name(name.namespace(), local));
        content.accept(child);
        return add(child.build());
    }

    /**
     * The finished element.
     *
     * @throws IllegalArgumentException if an attribute was given twice
     */
    public Element build() {
        return Element.of(name, attributes, children);
    }
}
