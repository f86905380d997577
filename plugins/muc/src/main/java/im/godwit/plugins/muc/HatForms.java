package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.form.Table;
import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Hat;
import im.godwit.plugins.muc.engine.Hats;
import im.godwit.xml.Element;
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
        List<List<String>> rows = hats.defined().values().stream()
                .map(hat -> List.of(hat.title(), hat.uri(), hat.hue().orElse("")))
                .toList();
        return new Table("Hats List", List.of(TITLE, URI, HUE), rows).toElement();
    }

    /** §4.7. */
    static Element assigned(Hats hats) {
        List<List<String>> rows = new ArrayList<>();
        hats.worn().keySet().stream()
                .sorted()
                .forEach(account -> hats.of(account)
                        .forEach(hat -> rows.add(List.of(
                                account.toString(),
                                hat.uri(),
                                hat.title(),
                                hat.hue().orElse("")))));
        return new Table("Assigned Hats List", List.of(USER, URI, TITLE, HUE), rows).toElement();
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
