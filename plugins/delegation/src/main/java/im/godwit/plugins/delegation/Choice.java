package im.godwit.plugins.delegation;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.service.DiscoSource;
import im.godwit.service.PrivilegedRequests;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whose business a request is: that of a managing entity (§4.3), or the server's own. */
final class Choice {
    private final Host host;
    private final Delegations delegations;

    Choice(Host host, Delegations delegations) {
        this.host = host;
        this.delegations = delegations;
    }

    /** The managing entity that a request is forwarded to; none if the server handles it. */
    Optional<Jid> managing(Passage<? extends Iq> passage) {
        Iq request = passage.stanza();
        // §4.3: to the server or to bare JIDs only
        if (!request.isRequest() || request.to().filter(to -> !to.isBare()).isPresent()) {
            return Optional.empty();
        }
        Element payload = request.payload().orElseThrow();
        return delegations
                .find(payload.namespace())
                .filter(delegation -> delegation.covers(payload))
                .or(() -> ofAccount(payload, request, passage.account()))
                .map(Delegation::component)
                .filter(component -> !isFrom(component, request));
    }

    /** §4.3.1: what the managing entity asks itself, or on behalf of an account, is the server's to answer. */
    private boolean isFrom(Jid component, Iq request) {
        return request.from().filter(from -> from.domainJid().equals(component)).isPresent()
                || host.find(PrivilegedRequests.class)
                        .flatMap(requests -> requests.entityBehind(request))
                        .filter(component::equals)
                        .isPresent();
    }

    /** §7.2.4, §7.2.5. */
    private Optional<Delegation> ofAccount(Element payload, Iq request, Jid account) {
        if (!account.hasLocal() || request.type() != Iq.Type.GET) {
            return Optional.empty();
        }
        Optional<String> node = payload.attribute("node").filter(name -> !name.isEmpty());
        Jid asker = request.from().orElseThrow();
        if (payload.is(Vocabulary.INFO) && node.isPresent()) {
            return delegations
                    .find(Vocabulary.BARE_INFO)
                    .filter(delegation -> isUnknown(
                            source -> source.info(asker, account, node.get()).isPresent()));
        }
        if (payload.is(Vocabulary.ITEMS)) {
            return delegations
                    .find(Vocabulary.BARE_ITEMS)
                    .filter(delegation -> node.isEmpty()
                            || isUnknown(
                                    source -> source.items(asker, account, node).isPresent()));
        }
        return Optional.empty();
    }

    /** Whether no plugin of this server knows it. */
    private boolean isUnknown(Predicate<DiscoSource> knows) {
        return host.contributions(DiscoSource.class).stream().noneMatch(knows);
    }
}
