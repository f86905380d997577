package im.godwit.plugins.invitations;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.service.Command.Done;
import im.godwit.service.Invitations;
import java.util.ArrayList;
import java.util.List;

/** What both commands answer (XEP-0401 §5.1). */
final class Results {
    static final String NAMESPACE = "urn:xmpp:invite";

    private Results() {}

    static Done of(Invitations.Link link) {
        List<Field> fields = new ArrayList<>();
        fields.add(line("uri", "Link for XMPP clients", link.uri().toString()));
        link.page().ifPresent(page -> fields.add(line("landing-url", "Link to send", page.toString())));
        fields.add(line("expire", "Good until", link.expires().toString()));
        return Done.result(DataForm.of(DataForm.Type.RESULT, NAMESPACE + "#invitation", fields));
    }

    private static Field line(String var, String label, String value) {
        return Field.of(FieldType.TEXT_SINGLE, var, label, List.of(value));
    }
}
