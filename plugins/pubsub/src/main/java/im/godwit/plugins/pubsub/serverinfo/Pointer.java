package im.godwit.plugins.pubsub.serverinfo;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host.At;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.service.DiscoOverlay;
import im.godwit.service.DiscoSource.NodeDescription;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A domain that is to be told about: says in service discovery where, once a service does it (§3). The first service
 * has it alone.
 */
final class Pointer implements DiscoOverlay {
    private static final String FORM_TYPE = "http://jabber.org/network/serverinfo";

    private final Jid domain;
    private volatile Optional<NodeAddress> node = Optional.empty();

    Pointer(Jid domain) {
        this.domain = domain;
    }

    Jid domain() {
        return domain;
    }

    /** Has it be told at a node; false if that is done at another already. */
    synchronized boolean to(NodeAddress address) {
        boolean free = node.isEmpty();
        if (free) {
            node = Optional.of(address);
        }
        return free;
    }

    @Override
    public NodeDescription over(NodeDescription own, At at) {
        return at == At.DOMAIN ? node.map(address -> pointed(own, address)).orElse(own) : own;
    }

    private static NodeDescription pointed(NodeDescription own, NodeAddress address) {
        Set<String> features = new TreeSet<>(own.features());
        features.add(ServerInfoNode.NAMESPACE);
        List<Element> forms = new ArrayList<>(own.forms());
        forms.add(form(address));
        return new NodeDescription(own.identities(), features, forms);
    }

    private static Element form(NodeAddress address) {
        String uri = "xmpp:" + address.service() + "?;node=" + address.node(); // XEP-0060 §12.22
        Field field = new Field(
                Optional.of("serverinfo-pubsub-node"),
                Optional.of(FieldType.TEXT_SINGLE), // §8.2
                Optional.empty(),
                false,
                List.of(),
                List.of(uri));
        return DataForm.of(DataForm.Type.RESULT, FORM_TYPE, List.of(field)).toElement();
    }
}
