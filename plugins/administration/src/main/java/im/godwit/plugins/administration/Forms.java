package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.DataForm.Type;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.stanza.Condition;
import java.util.List;
import java.util.Optional;

/** Forms and fields of administration (XEP-0133 §8.2). */
final class Forms {
    static final String NAMESPACE = "http://jabber.org/protocol/admin";
    static final String ACCOUNT = "accountjid";
    static final String ACCOUNTS = "accountjids";

    /** Texts go to everybody, so they are short. */
    static final int MAX_TEXT = 8192;

    private Forms() {}

    /** A form to be filled in. */
    static DataForm ask(String title, String instructions, Field... fields) {
        return DataForm.of(Type.FORM, NAMESPACE, List.of(fields)).titled(title, instructions);
    }

    /** What was found. */
    static DataForm result(Field... fields) {
        return DataForm.of(Type.RESULT, NAMESPACE, List.of(fields));
    }

    static Field account(String label) {
        return Field.of(FieldType.JID_SINGLE, ACCOUNT, label, List.of()).asRequired();
    }

    static Field accounts(String label) {
        return Field.of(FieldType.JID_MULTI, ACCOUNTS, label, List.of()).asRequired();
    }

    static Field password(String var, String label) {
        return Field.of(FieldType.TEXT_PRIVATE, var, label, List.of()).asRequired();
    }

    /** A text of several lines; a value a line. */
    static Field lines(String var, String label, String text) {
        return Field.of(FieldType.TEXT_MULTI, var, label, text.lines().toList());
    }

    /** One fact of a result. */
    static Field fact(String var, String label, Object value) {
        return Field.of(FieldType.TEXT_SINGLE, var, label, List.of(value.toString()));
    }

    static List<String> values(DataForm form, String var) {
        return form.field(var).map(Field::values).orElse(List.of());
    }

    static Optional<String> value(DataForm form, String var) {
        return form.field(var).flatMap(Field::value);
    }

    /**
     * The lines of a text, joined; empty if there is none.
     *
     * @throws im.godwit.stanza.StanzaException {@code not-acceptable} if it is too long
     */
    static String text(DataForm form, String var) {
        String text = String.join("\n", values(form, var)).strip();
        if (text.length() > MAX_TEXT) {
            throw Condition.NOT_ACCEPTABLE
                    .error("a text has at most " + MAX_TEXT + " characters")
                    .thrown();
        }
        return text;
    }
}
