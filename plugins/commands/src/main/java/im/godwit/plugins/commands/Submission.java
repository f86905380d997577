package im.godwit.plugins.commands;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what a requester submits against the form that asked for it (XEP-0004 §3.2, §3.3). */
final class Submission {
    private static final Set<String> BOOLEANS = Set.of("0", "1", "false", "true");

    private Submission() {}

    /**
     * The submitted form, with the fields that were asked for and no others, whose values may be wrong.
     *
     * @param asked the form of the stage
     * @param command what came
     * @throws StanzaException {@code bad-payload} if it does not answer the form
     */
    static DataForm of(DataForm asked, Element command) {
        DataForm submitted = read(command);
        Optional<String> formType = submitted.formType();
        if (formType.isPresent() && !formType.equals(asked.formType())) {
            throw Errors.badPayload("this is another form");
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : asked.fields()) {
            field.var().ifPresent(var -> {
                List<String> values = submitted.field(var).map(Field::values).orElse(List.of());
                fields.add(checked(field, var, values));
            });
        }
        return new DataForm(DataForm.Type.SUBMIT, Optional.empty(), List.of(), fields);
    }

    /** What is wrong with the values of a submitted form, for people; nothing if they are of their fields' types. */
    static Optional<String> mistake(DataForm asked, DataForm submitted) {
        for (Field field : asked.fields()) {
            String var = field.var().orElse("");
            FieldType type = field.type().orElse(FieldType.TEXT_SINGLE);
            for (String value : submitted.field(var).map(Field::values).orElse(List.of())) {
                if (!isValid(field, type, value)) {
                    return Optional.of(var + " cannot be \"" + value + "\"");
                }
            }
        }
        return Optional.empty();
    }

    private static DataForm read(Element command) {
        List<Element> forms = command.elements(DataForm.NAME).toList();
        if (forms.size() > 1) {
            throw Errors.badPayload("there is more than one form");
        }
        DataForm form;
        try {
            form = forms.isEmpty()
                    ? new DataForm(DataForm.Type.SUBMIT, Optional.empty(), List.of(), List.of())
                    : DataForm.of(forms.getFirst());
        } catch (StanzaException malformed) {
            throw Errors.badPayload(malformed.error().text().orElse("the form is malformed"));
        }
        return switch (form.type()) {
            case SUBMIT, CANCEL -> form; // XEP-0050 §3.5.1: "cancel" is taken for "submit"
            case FORM, RESULT -> throw Errors.badPayload("the form is not submitted");
        };
    }

    private static Field checked(Field asked, String var, List<String> submitted) {
        FieldType type = asked.type().orElse(FieldType.TEXT_SINGLE);
        List<String> values = isText(type)
                ? submitted
                : submitted.stream().filter(value -> !value.isEmpty()).toList();
        if (asked.required() && values.stream().allMatch(String::isEmpty)) {
            throw Errors.badPayload(var + " is required");
        }
        if (values.size() > 1 && !isMultiple(type)) {
            throw Errors.badPayload(var + " has one value");
        }
        return new Field(Optional.of(var), Optional.of(type), Optional.empty(), false, List.of(), values);
    }

    private static boolean isText(FieldType type) {
        return switch (type) {
            case TEXT_MULTI, TEXT_PRIVATE, TEXT_SINGLE, HIDDEN, FIXED -> true;
            case BOOLEAN, JID_MULTI, JID_SINGLE, LIST_MULTI, LIST_SINGLE -> false;
        };
    }

    private static boolean isMultiple(FieldType type) {
        return switch (type) {
            case JID_MULTI, LIST_MULTI, TEXT_MULTI -> true;
            case BOOLEAN, FIXED, HIDDEN, JID_SINGLE, LIST_SINGLE, TEXT_PRIVATE, TEXT_SINGLE -> false;
        };
    }

    private static boolean isValid(Field asked, FieldType type, String value) {
        return switch (type) {
            case BOOLEAN -> BOOLEANS.contains(value);
            case JID_MULTI, JID_SINGLE -> Jid.tryParse(value).isPresent();
            case LIST_MULTI, LIST_SINGLE ->
                asked.options().stream().anyMatch(option -> option.value().equals(value));
            case FIXED, HIDDEN, TEXT_MULTI, TEXT_PRIVATE, TEXT_SINGLE -> true;
        };
    }
}
