package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Outcome;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.engine.Delivery;
import im.godwit.plugins.pubsub.engine.MessageStyle;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.Message;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Optional;

/**
 * Brings what happened to the resource that reads: to a session of this server straight, so that it is known what
 * becomes of it; to others as any message. For many threads.
 */
final class Courier implements Delivery.Carrier {
    private final Host host;
    private final EventXml events;
    private final Jid to;
    private final Optional<Session> session;
    private final NodeAddress node;
    private final Optional<String> subid;

    /** Brings it to who asked for it. */
    Courier(Host host, EventXml events, IqRequest request) {
        this.host = host;
        this.events = events;
        this.to = request.from();
        this.session = request.session();
        this.node = CursorRequests.node(request);
        this.subid = CursorRequests.subid(request.payload());
    }

    @Override
    public void carry(Delivery delivery, Delivery.Receipt receipt) {
        Message message = message(delivery);
        session.ifPresentOrElse(reader -> reader.send(message, outcome(receipt)), () -> host.send(message));
    }

    private static Outcome outcome(Delivery.Receipt receipt) {
        return new Outcome() {
            @Override
            public void taken() {
                receipt.taken();
            }

            @Override
            public boolean lost() {
                receipt.lost();
                return false; // it is kept, and delivered again to whoever reads next
            }
        };
    }

    /** The notification (XEP-0060 §7.1.2), with its name in the archive (XEP-0359) and its time (XEP-0203). */
    private Message message(Delivery delivery) {
        ElementBuilder message =
                addressed(delivery.style() == MessageStyle.NORMAL ? Message.Type.NORMAL : Message.Type.HEADLINE);
        if (delivery.body()) {
            Announcer.body(delivery.entry().event()).ifPresent(message::add);
        }
        message.add(events.element(node.node(), delivery.entry().event()));
        Announcer.subids(delivery.subids()).ifPresent(message::add);
        message.add(Element.builder("urn:xmpp:sid:0", "stanza-id")
                .attribute("by", node.service().toString())
                .attribute("id", delivery.entry().uid())
                .build());
        message.add(EventXml.delay(delivery.entry().stamp()));
        if (delivery.gap()) {
            message.add(Element.builder(CursorRequests.NAMESPACE, "gap").build());
        }
        return Message.of(message.build());
    }

    private ElementBuilder addressed(Message.Type type) {
        return Message.builder(type)
                .attribute("id", host.newId())
                .attribute("from", node.service().toString())
                .attribute("to", to.toString());
    }

    @Override
    public void closed() {
        Element closed = Element.builder(CursorRequests.NAMESPACE, "closed")
                .attribute("node", node.node())
                .attribute("subid", subid)
                .build();
        host.send(Message.of(addressed(Message.Type.HEADLINE).add(closed).build()));
    }
}
