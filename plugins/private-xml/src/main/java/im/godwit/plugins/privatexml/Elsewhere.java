package im.godwit.plugins.privatexml;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.PrivateFragments;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other plugins keep of private XML, and what was kept here before they did. */
final class Elsewhere {
    private static final Logger log = LoggerFactory.getLogger(Elsewhere.class);

    private final Host host;
    private final FragmentTables fragments;

    /** Whether nothing is kept here that others would keep; then it costs nothing to find that. */
    private volatile boolean handedOver;

    Elsewhere(Host host, FragmentTables fragments) {
        this.host = host;
        this.fragments = fragments;
    }

    Optional<List<Element>> load(Jid account, String namespace) {
        return keeper(namespace).flatMap(keeper -> keeper.load(account));
    }

    /** Keeps what is under a namespace elsewhere; nothing if it is to be kept here. */
    Optional<Runnable> save(Jid requester, String namespace, List<Element> content) {
        Optional<PrivateFragments> keeper = keeper(namespace);
        Optional<Runnable> saved = keeper.flatMap(other -> other.save(requester, content));
        saved.ifPresent(kept -> fragments.delete(requester.bare(), namespace));
        if (keeper.isPresent() && saved.isEmpty()) {
            handedOver = false;
        }
        return saved;
    }

    private Optional<PrivateFragments> keeper(String namespace) {
        return host.contributions(PrivateFragments.class).stream()
                .filter(keeper -> keeper.namespace().equals(namespace))
                .findFirst();
    }

    /** An account's client is here: what is kept here and should be elsewhere goes there before the client asks. */
    void arrived(Jid client) {
        if (handedOver) {
            return;
        }
        List<PrivateFragments> keepers = host.contributions(PrivateFragments.class);
        if (keepers.stream().noneMatch(keeper -> fragments.has(keeper.namespace()))) {
            handedOver = true;
            return;
        }
        keepers.forEach(keeper -> fragments
                .load(client.bare(), keeper.namespace())
                .ifPresent(query -> handOver(client, keeper, query.elements())));
    }

    private void handOver(Jid client, PrivateFragments keeper, List<Element> content) {
        try {
            keeper.adopt(client, content).ifPresent(afterwards -> {
                fragments.delete(client.bare(), keeper.namespace());
                afterwards.run();
            });
        } catch (StanzaException refused) {
            log.atWarn()
                    .addKeyValue("jid", client.bare())
                    .addKeyValue("reason", refused.getMessage())
                    .log("Private XML stays where it was");
        }
    }
}
