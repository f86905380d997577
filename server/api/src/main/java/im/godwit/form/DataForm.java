package im.godwit.form;

import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A data form (XEP-0004): to be filled in, filled in, cancelled, or a result. Immutable.
 *
 * @param type what the form is for
 * @param title for people
 * @param instructions for people, a line each
 * @param fields in order; their names are unique
 */
public record DataForm(Type type, Optional<String> title, List<String> instructions, List<Field> fields) {
    /** The element that holds a form. */
    public static final Name NAME = new Name(Namespaces.DATA_FORMS, "x");

    private static final String FORM_TYPE = "FORM_TYPE";

    public DataForm {
        instructions = List.copyOf(instructions);
        fields = List.copyOf(fields);
    }

    /** XEP-0004 §3.1. */
    public enum Type {
        FORM,
        SUBMIT,
        CANCEL,
        RESULT;

        /** As written in the {@code type} attribute. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A form of fields that belong to a namespace (XEP-0068 §3). */
    public static DataForm of(Type type, String formType, List<Field> fields) {
        Field hidden = new Field(
                Optional.of(FORM_TYPE),
                Optional.of(FieldType.HIDDEN),
                Optional.empty(),
                false,
                List.of(),
                List.of(formType));
        List<Field> all = new ArrayList<>(fields.size() + 1);
        all.add(hidden);
        all.addAll(fields);
        return new DataForm(type, Optional.empty(), List.of(), all);
    }

    /** The same form with what people read above its fields. */
    public DataForm titled(String text, String... lines) {
        return new DataForm(type, Optional.of(text), List.of(lines), fields);
    }

    /**
     * Reads a form that somebody sent.
     *
     * @throws StanzaException {@code bad-request} where it breaks XEP-0004 §3, or has more than 256 fields or 2048
     *     values
     */
    public static DataForm of(Element x) {
        if (!x.is(NAME)) {
            throw new IllegalArgumentException("not a form: " + x.name());
        }
        return new FormReader().read(x);
    }

    /**
     * Reads the form inside an element, if there is one.
     *
     * @throws StanzaException as {@link #of(Element)}
     */
    public static Optional<DataForm> in(Element parent) {
        return parent.child(NAME).map(DataForm::of);
    }

    /** The namespace of the fields (XEP-0068 §3). */
    public Optional<String> formType() {
        return field(FORM_TYPE)
                // XEP-0068 §3.1: the field is hidden; only a submission may leave that out
                .filter(field -> field.type().map(FieldType.HIDDEN::equals).orElse(type == Type.SUBMIT))
                .flatMap(Field::value);
    }

    /** The field of this name. */
    public Optional<Field> field(String var) {
        return fields.stream().filter(field -> field.isNamed(var)).findFirst();
    }

    /** The form as XML. */
    public Element toElement() {
        ElementBuilder x = Element.builder(NAME).attribute("type", type.text());
        title.ifPresent(text -> x.child("title", text));
        instructions.forEach(line -> x.child("instructions", line));
        fields.forEach(field -> x.add(field.toElement()));
        return x.build();
    }
}
