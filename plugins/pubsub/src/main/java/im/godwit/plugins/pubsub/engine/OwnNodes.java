package im.godwit.plugins.pubsub.engine;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Nodes by which a service itself tells something. It is their owner, and {@link Policy#own} says how they are
 * configured; users cannot make nodes of their names. To be used by one thread for one node; blocks while the store
 * works.
 */
public final class OwnNodes {
    private final Parts parts;
    private final NodeManagement management;
    private final Publishing publishing;

    OwnNodes(Parts parts, NodeManagement management, Publishing publishing) {
        this.parts = parts;
        this.management = management;
        this.publishing = publishing;
    }

    /**
     * Has a node hold an item, and makes the node where it is not there. Subscribers are told if that is news.
     *
     * @throws RefusedException {@code NODE_EXISTS} if somebody else owns the node
     */
    public void hold(NodeAddress address, String id, Payload payload) {
        Node node = open(address);
        boolean held = parts.store().items(node, List.of(id), 1, node.expired(parts.now())).stream()
                .flatMap(item -> item.payload().stream())
                .anyMatch(kept -> kept.element().equals(payload.element()));
        if (!held) {
            Draft draft = new Draft(Optional.of(id), Optional.of(payload));
            publishing
                    .publish(address.service(), address, List.of(draft), Preconditions.NONE)
                    .delivery()
                    .run();
        }
    }

    private Node open(NodeAddress address) {
        Configuration wanted = parts.policy().own().get(address.node());
        Outcome<Node> opened = parts.nodes().at(address, before -> {
            Node node = before.orElseGet(() -> management.made(address.service(), address, wanted, Integer.MAX_VALUE));
            if (!isOwn(node)) {
                throw Reason.NODE_EXISTS.thrown();
            }
            return Change.of(node, node, before.isEmpty() ? management.birth(node) : List.of());
        });
        opened.delivery().run();
        if (!opened.value().configuration().equals(wanted)) {
            management
                    .configure(address.service(), address, before -> wanted)
                    .delivery()
                    .run();
        }
        return opened.value();
    }

    /** Deletes a node, unless it is not there or somebody else's; subscribers are told. */
    public void withdraw(NodeAddress address) {
        if (parts.nodes().find(address).filter(OwnNodes::isOwn).isPresent()) {
            management
                    .delete(address.service(), address, Optional.empty())
                    .delivery()
                    .run();
        }
    }

    private static boolean isOwn(Node node) {
        return node.affiliation(node.address().service()) == Affiliation.OWNER;
    }
}
