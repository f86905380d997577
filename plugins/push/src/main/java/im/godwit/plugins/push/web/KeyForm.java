package im.godwit.plugins.push.web;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/**
 * Tells in the description of a push service (XEP-0128) the key that browsers subscribe with (RFC 8292 §3.2).
 *
 * @param service the push service
 * @param form what is told of it
 */
record KeyForm(Jid service, Element form) implements DiscoSource {
    /** The name space of the form; no specification has one for this. */
    static final String NAMESPACE = "urn:godwit:web-push:0";

    private static final String KEY = "vapid";

    static KeyForm of(Jid service, String publicKey) {
        Field key = new Field(
                Optional.of(KEY),
                Optional.of(FieldType.TEXT_SINGLE),
                Optional.empty(),
                false,
                List.of(),
                List.of(publicKey));
        return new KeyForm(
                service,
                DataForm.of(DataForm.Type.RESULT, NAMESPACE, List.of(key)).toElement());
    }

    @Override
    public List<Element> forms(Jid requester, Jid entity) {
        return entity.equals(service) ? List.of(form) : List.of();
    }

    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        return Optional.empty();
    }
}
