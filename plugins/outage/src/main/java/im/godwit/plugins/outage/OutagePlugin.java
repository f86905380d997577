package im.godwit.plugins.outage;

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

/** Tells in the description of a domain where its status can be read during an outage (§2.1). */
@Implements(value = "XEP-0455", version = "0.4.0")
public final class OutagePlugin implements Plugin {
    @Override
    public void start(Host host) {
        List<String> addresses = host.options(OutageOptions.DEFAULTS).addresses();
        if (!addresses.isEmpty()) {
            host.contribute(DiscoSource.class, new Addresses(host.domain(), form(addresses)));
        }
    }

    private static Element form(List<String> addresses) {
        Field field = new Field(
                Optional.of("external-status-addresses"),
                Optional.of(FieldType.LIST_MULTI),
                Optional.empty(),
                false,
                List.of(),
                addresses);
        return DataForm.of(DataForm.Type.RESULT, "urn:xmpp:sos:0", List.of(field))
                .toElement();
    }

    private record Addresses(Jid domain, Element form) implements DiscoSource {
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
