package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Hat;
import im.godwit.plugins.muc.engine.Hats;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The forms of hats (XEP-0317 §4.2 to §4.8). */
final class HatForms {
    static final String TITLE = "hats#title";
    static final String URI = "hats#uri";
    static final String HUE = "hats#hue";
    static final String USER = "hats#jid";

    private static final String FORM_TYPE = "urn:xmpp:hats:commands";

    private HatForms() {}

    /** §4.2. */
    static DataForm definition() {
        return form(List.of(
                        Field.of(FieldType.TEXT_SINGLE, TITLE, "Hat Title", List.of())
                                .asRequired(),
                        Field.of(FieldType.TEXT_SINGLE, URI, "Hat URI", List.of())
                                .asRequired(),
                        Field.of(FieldType.TEXT_SINGLE, HUE, "Hat Hue", List.of())))
                .titled("Creating a Hat", "A hat that is there already by this URI is changed.");
    }

    /** §4.3. */
    static DataForm choice(Hats hats) {
        return form(List.of(uri(hats))).titled("Destroying a Hat", "Nobody wears it any more after that.");
    }

    /** §4.5, §4.6. */
    static DataForm person(Hats hats, String title) {
        Field user =
                Field.of(FieldType.JID_SINGLE, USER, "User Address", List.of()).asRequired();
        return form(List.of(user, uri(hats))).titled(title, "Whose hat is it?");
    }

    private static Field uri(Hats hats) {
        return Field.of(FieldType.LIST_SINGLE, URI, "The hat", List.of())
                .withOptions(hats.defined().values().stream()
                        .map(hat -> new Field.Option(Optional.of(hat.title()), hat.uri()))
                        .toList())
                .asRequired();
    }

    private static DataForm form(List<Field> fields) {
        return DataForm.of(DataForm.Type.FORM, FORM_TYPE, fields);
    }

    /** §4.4. */
    static Element list(Hats hats) {
        List<List<Field>> items = hats.defined().values().stream()
                .map(hat -> fields(
                        List.of(TITLE, URI, HUE),
                        List.of(hat.title(), hat.uri(), hat.hue().orElse(""))))
                .toList();
        return table("Hats List", List.of(TITLE, URI, HUE), items);
    }

    /** §4.7. */
    static Element assigned(Hats hats) {
        List<String> columns = List.of(USER, URI, TITLE, HUE);
        List<List<Field>> items = new ArrayList<>();
        hats.worn().keySet().stream()
                .sorted()
                .forEach(account -> hats.of(account)
                        .forEach(hat -> items.add(fields(
                                columns,
                                List.of(
                                        account.toString(),
                                        hat.uri(),
                                        hat.title(),
                                        hat.hue().orElse(""))))));
        return table("Assigned Hats List", columns, items);
    }

    private static List<Field> fields(List<String> columns, List<String> values) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(Field.submitted(columns.get(i), values.get(i)));
        }
        return fields;
    }

    /** XEP-0004 §3.4. */
    private static Element table(String title, List<String> columns, List<List<Field>> items) {
        ElementBuilder x = Element.builder(DataForm.NAME)
                .attribute("type", DataForm.Type.RESULT.text())
                .child("title", title);
        x.child(
                "reported",
                reported ->
                        columns.forEach(column -> reported.child("field", field -> field.attribute("var", column))));
        items.forEach(item -> x.child(
                "item",
                row -> item.forEach(field -> row.child(
                        "field",
                        cell -> cell.attribute("var", field.var())
                                .child("value", field.value().orElse(""))))));
        return x.build();
    }

    /** A hat as it was submitted (§4.2). */
    static Hat submitted(DataForm form) {
        return Hat.wanted(text(form, URI), text(form, TITLE), RequestForms.value(form, HUE));
    }

    static String text(DataForm form, String var) {
        return RequestForms.value(form, var).orElseThrow(() -> Errors.badRequest(var + " is needed"));
    }

    static Jid user(DataForm form) {
        String text = text(form, USER);
        return Jid.tryParse(text).map(Jid::bare).filter(Jid::hasLocal).orElseThrow(() -> Errors.malformedJid(text));
    }
}
