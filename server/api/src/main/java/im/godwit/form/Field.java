package im.godwit.form;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;

/**
 * One field of a {@link DataForm} (XEP-0004 §3.2).
 *
 * @param var its name; none only for a field that is fixed text
 * @param type its kind; a submission may leave it to be inferred
 * @param label its name for people
 * @param required whether a submission must carry it
 * @param options what may be chosen
 * @param values what is chosen, or the default of a form that is to be filled in
 */
public record Field(
        Optional<String> var,
        Optional<FieldType> type,
        Optional<String> label,
        boolean required,
        List<Option> options,
        List<String> values) {
    /** The element that holds a field. */
    public static final Name NAME = new Name(Namespaces.DATA_FORMS, "field");

    public Field {
        options = List.copyOf(options);
        values = List.copyOf(values);
    }

    /**
     * A choice of a list field.
     *
     * @param label for people
     * @param value what is submitted
     */
    public record Option(Optional<String> label, String value) {}

    /** A field of a form that somebody is to fill in, or of a result. */
    public static Field of(FieldType type, String var, String label, List<String> values) {
        return new Field(Optional.of(var), Optional.of(type), Optional.of(label), false, List.of(), values);
    }

    /** A field as a submission carries it: a name and values. */
    public static Field submitted(String var, String... values) {
        return new Field(Optional.of(var), Optional.empty(), Optional.empty(), false, List.of(), List.of(values));
    }

    /** The same field with these choices. */
    public Field withOptions(List<Option> choices) {
        return new Field(var, type, label, required, choices, values);
    }

    /** The same field, which a submission must carry. */
    public Field asRequired() {
        return new Field(var, type, label, true, options, values);
    }

    /** The first value; none where there is no value. */
    public Optional<String> value() {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    boolean isNamed(String name) {
        return var.isPresent() && var.get().equals(name);
    }

    Element toElement() {
        ElementBuilder field = Element.builder(NAME)
                .attribute("var", var)
                .attribute("type", type.map(FieldType::text))
                .attribute("label", label);
        if (required) {
            field.child("required");
        }
        values.forEach(value -> field.child("value", value));
        for (Option option : options) {
            field.add(Element.builder(Namespaces.DATA_FORMS, "option")
                    .attribute("label", option.label())
                    .child("value", option.value())
                    .build());
        }
        return field.build();
    }
}
