package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import im.godwit.plugins.pubsub.XmlBinding;
import im.godwit.plugins.pubsub.engine.Discovery;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps from strangers that there is an account: who does not receive its presence is answered as by an account that
 * does not exist, except about nodes that are open to them (RFC 6120 §13.11). Tells of what was published.
 */
final class Strangers implements XmlBinding.Gate {
    private final Neighbours neighbours;
    private final Discovery discovery;
    private final Consumer<Published> published;

    Strangers(Neighbours neighbours, Discovery discovery, Consumer<Published> published) {
        this.published = published;
        this.neighbours = neighbours;
        this.discovery = discovery;
    }

    @Override
    public void check(IqRequest request) {
        Jid who = request.from();
        Jid owner = request.to();
        Optional<String> node = node(request);
        boolean known = neighbours.receivesPresence(owner, who.bare())
                || node.map(name -> discovery.isVisibleTo(who, new NodeAddress(owner, name)))
                        .orElseGet(() -> discovery.hasVisibleTo(who, owner));
        if (!known) {
            throw Condition.SERVICE_UNAVAILABLE.error().thrown();
        }
    }

    @Override
    public void done(IqRequest request) {
        boolean publishes = request.iq().type() == Iq.Type.SET
                && request.payload()
                        .firstChild()
                        .filter(action -> action.local().equals("publish"))
                        .isPresent();
        if (publishes) {
            node(request)
                    .map(name -> new Published(new NodeAddress(request.to(), name), request.from()))
                    .ifPresent(published);
        }
    }

    private static Optional<String> node(IqRequest request) {
        return request.payload()
                .attribute("node") // of a query for an archive (XEP-0442)
                .or(() -> request.payload().firstChild().flatMap(action -> action.attribute("node")))
                .filter(name -> !name.isEmpty());
    }
}
