package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import im.godwit.plugins.pubsub.XmlBinding;
import im.godwit.plugins.pubsub.engine.Discovery;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.stanza.Condition;
import java.util.Optional;

/**
 * Keeps from strangers that there is an account: who does not receive its presence is answered as by an account that
 * does not exist, except about nodes that are open to them (RFC 6120 §13.11).
 */
final class Strangers implements XmlBinding.Gate {
    private final Neighbours neighbours;
    private final Discovery discovery;

    Strangers(Neighbours neighbours, Discovery discovery) {
        this.neighbours = neighbours;
        this.discovery = discovery;
    }

    @Override
    public void check(IqRequest request) {
        Jid who = request.from();
        Jid owner = request.to();
        Optional<String> node = request.payload()
                .firstChild()
                .flatMap(action -> action.attribute("node"))
                .filter(name -> !name.isEmpty());
        boolean known = neighbours.receivesPresence(owner, who.bare())
                || node.map(name -> discovery.isVisibleTo(who, new NodeAddress(owner, name)))
                        .orElseGet(() -> discovery.hasVisibleTo(who, owner));
        if (!known) {
            throw Condition.SERVICE_UNAVAILABLE.error().thrown();
        }
    }
}
