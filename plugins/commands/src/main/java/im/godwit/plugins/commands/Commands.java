package im.godwit.plugins.commands;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.service.Command;
import im.godwit.service.CommandSource;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The commands that plugins contribute, and what service discovery tells of them (XEP-0050 §2.2). */
final class Commands implements DiscoSource {
    private static final Set<String> FEATURES = new TreeSet<>(Set.of(CommandsPlugin.NAMESPACE, Namespaces.DATA_FORMS));

    private final Host host;

    Commands(Host host) {
        this.host = host;
    }

    Optional<Command> find(Jid entity, String node) {
        return of(entity).stream()
                .filter(command -> command.node().equals(node))
                .findFirst();
    }

    private List<Command> of(Jid entity) {
        return host.kind() == Host.Kind.SERVICE && entity.hasLocal()
                ? host.contributions(CommandSource.class).stream()
                        .flatMap(source -> source.commands(entity).stream())
                        .toList()
                : host.contributions(Command.class);
    }

    /**
     * Whether an entity has commands for somebody. One's own account has those of its domain, whose server answers for
     * it; those of others have none.
     */
    private boolean isOurs(Jid requester, Jid entity) {
        return entity.equals(host.domain()) || host.kind() == Host.Kind.SERVICE || entity.equals(requester.bare());
    }

    /** The list of commands, or one command. */
    @Override
    public Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        if (!isOurs(requester, entity)) {
            return Optional.empty();
        }
        if (node.equals(CommandsPlugin.NAMESPACE)) {
            return Optional.of(new NodeDescription(
                    List.of(Identity.of("automation", "command-list")), Set.of(CommandsPlugin.NAMESPACE), List.of()));
        }
        return find(entity, node).map(command -> {
            if (!command.isOpenTo(requester)) {
                throw Errors.forbidden();
            }
            return new NodeDescription(
                    List.of(new Identity("automation", "command-node", Optional.of(command.name()))),
                    FEATURES,
                    List.of());
        });
    }

    /** Only what the requester may run. */
    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        if (!isOurs(requester, entity) || node.isEmpty()) {
            return Optional.empty();
        }
        return node.get().equals(CommandsPlugin.NAMESPACE)
                ? Optional.of(openTo(requester, entity))
                : noItems(requester, entity, node.get());
    }

    private List<Item> openTo(Jid requester, Jid entity) {
        return of(entity).stream()
                .filter(command -> command.isOpenTo(requester))
                .map(command -> new Item(entity, Optional.of(command.node()), Optional.of(command.name())))
                .toList();
    }

    /** A command has no items of its own. */
    private Optional<List<Item>> noItems(Jid requester, Jid entity, String node) {
        return find(entity, node).filter(command -> command.isOpenTo(requester)).map(command -> List.of());
    }
}
