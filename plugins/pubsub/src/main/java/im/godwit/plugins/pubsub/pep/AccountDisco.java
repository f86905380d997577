package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.NodeDisco;
import im.godwit.plugins.pubsub.engine.Discovery;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.service.DiscoSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nodes of accounts in service discovery, those alone that the requester may subscribe to (XEP-0163 §6.2). */
final class AccountDisco implements DiscoSource {
    private final Discovery discovery;
    private final NodeDisco nodes;

    /**
     * Tells of the nodes of all accounts.
     *
     * @param ofMemory the features of nodes that keep items, beside those of all nodes
     */
    AccountDisco(Discovery discovery, Set<String> ofMemory) {
        this.discovery = discovery;
        this.nodes = new NodeDisco(discovery, ofMemory);
    }

    @Override
    public Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        return isVisible(requester, entity, node) ? nodes.info(requester, entity, node) : Optional.empty();
    }

    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        boolean visible = entity.hasLocal()
                && node.map(name -> isVisible(requester, entity, name)).orElse(true);
        return visible ? nodes.items(requester, entity, node) : Optional.empty();
    }

    private boolean isVisible(Jid requester, Jid entity, String node) {
        return entity.hasLocal() && discovery.isVisibleTo(requester, new NodeAddress(entity, node));
    }
}
