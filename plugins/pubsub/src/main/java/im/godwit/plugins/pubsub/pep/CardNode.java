package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugins.pubsub.Errors;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.Node;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.service.Vcards;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node of an account's vCard4 (XEP-0292 §4), the same as the vCard that the account has otherwise, where there are
 * such. That one is for everybody, so a node that is not open goes its own way. A node that is removed removes no card.
 */
final class CardNode {
    static final String NODE = "urn:xmpp:vcard4";

    private static final Logger log = LoggerFactory.getLogger(CardNode.class);

    private static final Name VCARD = new Name("urn:ietf:params:xml:ns:vcard-4.0", "vcard");

    private final Host host;
    private final PubSub pubsub;

    CardNode(Host host, PubSub pubsub) {
        this.host = host;
        this.pubsub = pubsub;
    }

    /** §8: what is published there is for everybody; §4.2.2: notifications are without it. */
    static Configuration configuration(Configuration defaults) {
        return defaults.with(Settings.ACCESS_MODEL, AccessModel.OPEN).with(Settings.DELIVER_PAYLOADS, false);
    }

    void register() {
        host.on(Published.class, event -> {
            if (event.node().node().equals(NODE)) {
                with(event.publisher(), vcards -> adopt(event, vcards));
            }
        });
        host.on(
                Vcards.Changed.class,
                changed -> with(changed.requester(), _ -> publish(changed.requester(), changed.vcard())));
        host.on(
                Event.SessionBound.class,
                bound -> with(
                        bound.session().jid(), vcards -> catchUp(bound.session().jid(), vcards)));
    }

    private void with(Jid requester, Consumer<Vcards> work) {
        try {
            host.find(Vcards.class).ifPresent(work);
        } catch (StanzaException refused) {
            log.atInfo()
                    .addKeyValue("jid", requester)
                    .addKeyValue("reason", refused.getMessage())
                    .log("vCard stays as it was in one of its forms");
        }
    }

    private void adopt(Published event, Vcards vcards) {
        if (node(event.node()).filter(Node::isPublic).isPresent()) {
            newest(event.node()).ifPresent(vcard -> vcards.replace(event.publisher(), vcard));
        }
    }

    /** A card from before there was this node is there, too, once its owner logs in. */
    private void catchUp(Jid requester, Vcards vcards) {
        if (node(new NodeAddress(requester.bare(), NODE)).isEmpty()) {
            vcards.find(requester.bare()).ifPresent(vcard -> publish(requester, vcard));
        }
    }

    private void publish(Jid requester, Element vcard) {
        NodeAddress address = new NodeAddress(requester.bare(), NODE);
        Optional<Node> node = node(address);
        boolean told = node.isEmpty() ? !vcard.elements().isEmpty() : node.get().isPublic();
        if (told && !newest(address).equals(Optional.of(vcard))) {
            Draft draft = new Draft(Optional.of("current"), Optional.of(Payload.of(vcard)));
            Errors.translated(() -> pubsub.publishing().publish(requester, address, List.of(draft), Preconditions.NONE))
                    .delivery()
                    .run();
        }
    }

    private Optional<Node> node(NodeAddress address) {
        return pubsub.discovery().node(address);
    }

    private Optional<Element> newest(NodeAddress address) {
        return node(address).stream()
                .flatMap(_ -> Errors.translated(() -> pubsub.retrieval()
                                .page(address.service(), address, Optional.empty(), ItemQuery.newest(1)))
                        .items()
                        .stream())
                .map(Item::payload)
                .flatMap(Optional::stream)
                .map(Payload::element)
                .filter(element -> element.is(VCARD))
                .findFirst();
    }
}
