package im.godwit.service;

import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plugin adds to service discovery beyond fixed features: items of the domain or an account, and nodes.
 * Contribute it with {@link im.godwit.plugin.Host#contribute}.
 */
public interface DiscoSource {
    /**
     * Information about a node (XEP-0030 §3.2).
     *
     * @return nothing if this source does not know the node or hides it from the requester
     */
    default Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        return Optional.empty();
    }

    /** Extension forms of the entity itself, without a node (XEP-0128). */
    default List<Element> forms(Jid requester, Jid entity) {
        return List.of();
    }

    /**
     * Items of the entity, or of one of its nodes (XEP-0030 §4).
     *
     * @param node the node asked for; none for the entity itself
     * @return nothing if this source does not know the node; otherwise its items, which may be none
     */
    Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node);

    /**
     * A page of the items (XEP-0059), from a source that has more of them than it gives at once.
     *
     * @param node the node asked for; none for the entity itself
     * @return nothing if this source does not know the node, or gives all its items at once
     * @throws im.godwit.stanza.StanzaException {@code item-not-found} if there is no item that the page could lie
     *     beside; {@code feature-not-implemented} for a place that this source does not find
     */
    default Optional<Page<Item>> page(Jid requester, Jid entity, Optional<String> node, PageRequest request) {
        return Optional.empty();
    }

    /**
     * The page that is given to who asks for none, from a source that may have more items than it gives at once. Where
     * it is not all of them, the answer says so (XEP-0045 §6.3).
     *
     * @param node the node asked for; none for the entity itself
     * @return nothing if {@link #items} has all of them
     */
    default Optional<Page<Item>> firstPage(Jid requester, Jid entity, Optional<String> node) {
        return Optional.empty();
    }

    /** An item (XEP-0030 §4.1). */
    record Item(Jid jid, Optional<String> node, Optional<String> name) {}

    /**
     * What is known of a node.
     *
     * @param forms extension forms (XEP-0128)
     */
    record NodeDescription(List<Identity> identities, Set<String> features, List<Element> forms) {
        /**
         * What a host tells of itself or of an account, without a node: what its plugins registered, and what each
         * {@link DiscoOverlay} makes of it. Forms of one {@code FORM_TYPE} are one form.
         */
        public static NodeDescription of(Host host, Jid requester, Jid entity) {
            Host.At at = entity.hasLocal() ? Host.At.ACCOUNT : Host.At.DOMAIN;
            List<Element> forms = host.contributions(DiscoSource.class).stream()
                    .flatMap(source -> source.forms(requester, entity).stream())
                    .toList();
            NodeDescription description = new NodeDescription(host.identities(at), host.features(at), forms);
            for (DiscoOverlay overlay : host.contributions(DiscoOverlay.class)) {
                description = overlay.over(description, at);
            }
            return new NodeDescription(
                    description.identities(), description.features(), ExtensionForms.merged(description.forms()));
        }
    }
}
