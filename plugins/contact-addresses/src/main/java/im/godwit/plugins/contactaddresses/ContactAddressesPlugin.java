package im.godwit.plugins.contactaddresses;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;

/** Contact addresses: what service discovery of the domain tells of whom to write to. */
@Implements(value = "XEP-0157", version = "1.1.1")
public final class ContactAddressesPlugin implements Plugin {
    private static final String FORM_TYPE = "http://jabber.org/network/serverinfo";

    @Override
    public String name() {
        return "contact-addresses";
    }

    @Override
    public void start(Host host) {
        ContactAddresses addresses = host.options(ContactAddresses.DEFAULTS);
        if (!addresses.fields().isEmpty()) {
            host.contribute(DiscoSource.class, new Form(host.domain(), form(addresses)));
        }
    }

    /** §3. */
    private static Element form(ContactAddresses addresses) {
        List<Field> fields = addresses.fields().entrySet().stream()
                .map(entry -> new Field(
                        Optional.of(entry.getKey()),
                        Optional.of(FieldType.LIST_MULTI),
                        Optional.empty(),
                        false,
                        List.of(),
                        entry.getValue()))
                .toList();
        return DataForm.of(DataForm.Type.RESULT, FORM_TYPE, fields).toElement();
    }

    private record Form(Jid domain, Element form) implements DiscoSource {
        @Override
        public List<Element> forms(Jid requester, Jid entity) {
            return entity.equals(domain) ? List.of(form) : List.of();
        }

        @Override
        public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
            return Optional.empty();
        }
    }
}
