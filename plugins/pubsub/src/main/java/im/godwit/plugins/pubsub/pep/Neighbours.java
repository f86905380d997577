package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.engine.Followers;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.service.Blocklists;
import im.godwit.service.Capabilities;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who hears of an account's nodes: its own resources and those of contacts that receive its presence, where they are
 * available and have said in their verified capabilities that they want to (XEP-0163 §4, XEP-0060 §9.2). Whose
 * capabilities are not known wants nothing.
 */
final class Neighbours implements Followers {
    /** What follows a node's name in the features of who wants to hear of it (XEP-0060 §9.2). */
    static final String NOTIFY = "+notify";

    private final Host host;

    Neighbours(Host host) {
        this.host = host;
    }

    @Override
    public Collection<Jid> of(NodeAddress node) {
        Jid owner = node.service();
        Stream<Jid> contacts = host.find(owner.domainJid(), Rosters.class).stream()
                .flatMap(rosters -> rosters.contacts(owner).stream())
                .filter(Contact::from)
                .map(Contact::jid)
                .filter(contact -> !contact.equals(owner));
        return Stream.concat(Stream.of(owner), contacts)
                .flatMap(account -> interested(account, node.node()))
                .toList();
    }

    @Override
    public Collection<Jid> of(NodeAddress node, Jid account) {
        return receivesPresence(node.service(), account)
                ? interested(account, node.node()).toList()
                : List.of();
    }

    /** Whether an account is told when the owner comes and goes; the owner is. */
    boolean receivesPresence(Jid owner, Jid account) {
        return account.equals(owner)
                || contact(owner, account).filter(Contact::from).isPresent();
    }

    private Optional<Contact> contact(Jid owner, Jid account) {
        return host.find(owner.domainJid(), Rosters.class).flatMap(rosters -> rosters.contact(owner, account));
    }

    private Stream<Jid> interested(Jid account, String node) {
        String wanted = node + NOTIFY;
        return host.sessions(account).stream()
                .filter(session -> session.presence().isPresent())
                .map(Session::jid)
                .filter(full -> features(full).contains(wanted));
    }

    private Set<String> features(Jid full) {
        return host.find(full.domainJid(), Capabilities.class)
                .map(capabilities -> capabilities.features(full))
                .orElse(Set.of());
    }

    /** XEP-0163 §4.3.3: not to those whom the owner blocks. */
    @Override
    public boolean areShut(NodeAddress node, Jid who) {
        return host.find(Blocklists.class)
                .filter(blocklists -> blocklists.blocks(node.service(), who))
                .isPresent();
    }
}
