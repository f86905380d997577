package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugin.Host.At.ACCOUNT;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.pubsub.Errors;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.SendLast;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.stanza.Message;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes for a client up to where it has displayed a chat, when it says so in a message to that chat (XEP-0490
 * §4.5).
 */
final class Displayed {
    static final String NODE = "urn:xmpp:mds:displayed:0";

    private static final Logger log = LoggerFactory.getLogger(Displayed.class);

    private static final Name DISPLAYED = new Name(NODE, "displayed");

    /** §7: nobody else is to see it, however the node came about. */
    private static final Preconditions PRIVATE =
            new Preconditions(Map.of(Settings.ACCESS_MODEL.name(), List.of(AccessModel.WHITELIST.text())));

    private final PubSub pubsub;

    Displayed(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** §4.2: as clients are to configure the node. */
    static Configuration configuration(Configuration defaults) {
        return defaults.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST)
                .with(Settings.PERSIST_ITEMS, true)
                .with(Settings.MAX_ITEMS, Amount.MAX)
                .with(Settings.SEND_LAST, SendLast.NEVER);
    }

    void register(Host host) {
        host.feature("urn:xmpp:mds:server-assist:0", ACCOUNT); // §4.5.2
        // §5.2: before the message is kept anywhere or copied to anybody
        host.outgoing(Phase.AMEND, Message.class, passage -> assist(passage));
    }

    private Verdict assist(Passage<? extends Message> passage) {
        Message message = passage.stanza();
        Optional<Element> displayed = message.element().child(DISPLAYED);
        if (displayed.isEmpty()) {
            return Verdict.pass();
        }
        if (!message.isError()) {
            message.to().ifPresent(chat -> publish(message.from().orElseThrow(), chat, displayed.get()));
        }
        List<Node> children = new ArrayList<>(message.element().children());
        children.removeIf(child -> child instanceof Element element && element.is(DISPLAYED));
        return Verdict.replace(message.withElement(message.element().withChildren(children)));
    }

    private void publish(Jid publisher, Jid chat, Element displayed) {
        NodeAddress node = new NodeAddress(publisher.bare(), NODE);
        Draft draft = new Draft(Optional.of(chat.toString()), Optional.of(Payload.of(displayed)));
        try {
            Errors.translated(() -> pubsub.publishing().publish(publisher, node, List.of(draft), PRIVATE))
                    .delivery()
                    .run();
        } catch (StanzaException refused) {
            log.atInfo()
                    .addKeyValue("jid", publisher)
                    .addKeyValue("reason", refused.getMessage())
                    .log("Displayed state not published");
        }
    }
}
