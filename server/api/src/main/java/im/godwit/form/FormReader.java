package im.godwit.form;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a form that somebody sent, within bounds. */
final class FormReader {
    /** More fields than any form that is registered for XMPP. */
    static final int MAX_FIELDS = 256;

    /** Values and options of all fields together. */
    static final int MAX_VALUES = 2048;

    private static final Name VALUE = new Name(Namespaces.DATA_FORMS, "value");
    private static final Name OPTION = new Name(Namespaces.DATA_FORMS, "option");

    private final Set<String> names = new HashSet<>();
    private int values;

    DataForm read(Element x) {
        DataForm.Type type = type(x);
        List<Field> fields = new ArrayList<>();
        x.elements(Field.NAME).forEach(field -> {
            if (fields.size() == MAX_FIELDS) {
                throw refusal("a form has at most " + MAX_FIELDS + " fields");
            }
            fields.add(field(field, type));
        });
        return new DataForm(
                type,
                x.child("title").map(Element::text),
                x.elements(new Name(Namespaces.DATA_FORMS, "instructions"))
                        .map(Element::text)
                        .toList(),
                fields);
    }

    private static DataForm.Type type(Element x) {
        String text = x.attribute("type").orElseThrow(() -> refusal("a form needs a type"));
        for (DataForm.Type type : DataForm.Type.values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw refusal("a form is of type form, submit, cancel or result");
    }

    private Field field(Element element, DataForm.Type form) {
        Optional<FieldType> type = element.attribute("type").map(FieldType::of);
        Optional<String> var = element.attribute("var");
        // §3.2: every field but fixed text has a name, and it is unique
        if (var.isEmpty() && type.filter(FieldType.FIXED::equals).isEmpty()) {
            throw refusal("a field needs a var");
        }
        if (var.isPresent() && !names.add(var.get())) {
            throw refusal("the field " + var.get() + " is there twice");
        }
        return new Field(
                var,
                // §3.2: in a form to fill in, a missing type is a line of text; elsewhere the context tells
                form == DataForm.Type.FORM ? type.or(() -> Optional.of(FieldType.TEXT_SINGLE)) : type,
                element.attribute("label"),
                element.child("required").isPresent(),
                options(element, type),
                element.elements(VALUE).map(this::value).toList());
    }

    private List<Field.Option> options(Element field, Optional<FieldType> type) {
        List<Field.Option> options = field.elements(OPTION)
                .map(option -> new Field.Option(option.attribute("label"), onlyValue(option)))
                .toList();
        if (!options.isEmpty() && type.filter(FieldType::hasOptions).isEmpty()) {
            throw refusal("only a list field has options");
        }
        return options;
    }

    private String onlyValue(Element option) {
        List<Element> found = option.elements(VALUE).toList();
        if (found.size() != 1) {
            throw refusal("an option has exactly one value");
        }
        return value(found.getFirst());
    }

    private String value(Element element) {
        values++;
        if (values > MAX_VALUES) {
            throw refusal("a form has at most " + MAX_VALUES + " values");
        }
        return element.text();
    }

    private static StanzaException refusal(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }
}
