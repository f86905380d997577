package im.godwit.plugins.pubsub.serverinfo;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeType;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.PublishModel;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.xml.Element;

/** The node at which a service tells about its domain, and what is told there. */
public final class ServerInfoNode {
    /** §5. */
    public static final String NODE = "serverinfo";

    static final String NAMESPACE = "urn:xmpp:serverinfo:0";

    /** The only item; the name is that of the example in §5. */
    static final String ITEM = "current";

    private ServerInfoNode() {}

    /** §5: a leaf, open to everybody, with one item. */
    public static Configuration configuration(Configuration defaults) {
        return defaults.with(Settings.NODE_TYPE, NodeType.LEAF)
                .with(Settings.TITLE, "Server information")
                .with(Settings.TYPE, NAMESPACE)
                .with(Settings.ACCESS_MODEL, AccessModel.OPEN)
                .with(Settings.PUBLISH_MODEL, PublishModel.PUBLISHERS)
                .with(Settings.MAX_ITEMS, Amount.of(1));
    }

    static NodeAddress at(Jid service) {
        return new NodeAddress(service, NODE);
    }

    /** §4, of a domain that is connected to no other; the schema (§9) wants the element also where it is empty. */
    static Payload of(Jid domain) {
        return Payload.of(Element.builder(NAMESPACE, "serverinfo")
                .add(Element.builder(NAMESPACE, "domain")
                        .attribute("name", domain.toString())
                        .add(Element.builder(NAMESPACE, "federation").build())
                        .build())
                .build());
    }
}
