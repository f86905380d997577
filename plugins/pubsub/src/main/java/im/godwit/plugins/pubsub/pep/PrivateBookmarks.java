package im.godwit.plugins.pubsub.pep;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.Errors;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Draft;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.ItemQuery;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Outcome;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Preconditions;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.service.PrivateFragments;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bookmarks in private XML (XEP-0049): the list in the account's node, for clients that know no other place for it
 * (XEP-0411). Where others may see that node, private XML keeps a list of its own.
 */
final class PrivateBookmarks implements PrivateFragments {
    private static final Preconditions PRIVATE =
            new Preconditions(Map.of(Settings.ACCESS_MODEL.name(), List.of(AccessModel.WHITELIST.text())));

    private final PubSub pubsub;

    PrivateBookmarks(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    @Override
    public String namespace() {
        return Bookmarks.LEGACY;
    }

    private static NodeAddress node(Jid account) {
        return new NodeAddress(account, Bookmarks.LEGACY);
    }

    @Override
    public Optional<List<Element>> load(Jid account) {
        return list(account).filter(list -> !isShared(account)).map(List::of);
    }

    private Optional<Element> list(Jid account) {
        try {
            pubsub.twinning().catchUp(node(account)).delivery().run();
            List<Item> items = pubsub.retrieval()
                    .page(account, node(account), Optional.empty(), ItemQuery.newest(1))
                    .items();
            return Bookmarks.list(items);
        } catch (RefusedException noList) {
            return Optional.empty();
        }
    }

    private boolean isShared(Jid account) {
        return pubsub.discovery()
                .node(node(account))
                .filter(node -> node.affiliations().size() > 1)
                .isPresent();
    }

    @Override
    public Optional<Runnable> save(Jid requester, List<Element> content) {
        Element list = content.getFirst();
        if (content.size() > 1 || !list.is(Bookmarks.STORAGE)) {
            throw Condition.NOT_ACCEPTABLE
                    .error("bookmarks are one storage element")
                    .thrown();
        }
        return isShared(requester.bare()) ? Optional.empty() : Optional.of(published(requester, list));
    }

    private Runnable published(Jid requester, Element list) {
        NodeAddress node = node(requester.bare());
        return Errors.translated(() -> {
            boolean open = pubsub.discovery()
                    .node(node)
                    .filter(now -> now.configuration().get(Settings.ACCESS_MODEL) != AccessModel.WHITELIST)
                    .isPresent();
            if (open) {
                // XEP-0411 §5: the user alone has access to what is copied there
                pubsub.management()
                        .configure(requester, node, now -> now.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST));
            }
            Draft draft = new Draft(Optional.of(Bookmarks.CURRENT), Optional.of(Payload.of(list)));
            Outcome<List<String>> outcome = pubsub.publishing().publish(requester, node, List.of(draft), PRIVATE);
            return outcome.delivery();
        });
    }

    /** XEP-0411 §4: what is there already is not lost, and is the newer of two bookmarks of one room. */
    @Override
    public Optional<Runnable> adopt(Jid requester, List<Element> content) {
        Element before = list(requester.bare()).orElseGet(() -> Element.of(Bookmarks.STORAGE));
        List<Node> all = new ArrayList<>(before.children());
        Set<Jid> rooms = new HashSet<>();
        before.elements().forEach(child -> Bookmark.of(child).ifPresent(mark -> rooms.add(mark.room())));
        content.stream()
                .filter(element -> element.is(Bookmarks.STORAGE))
                .flatMap(list -> list.elements().stream())
                .filter(child -> !before.elements().contains(child))
                .filter(child ->
                        Bookmark.of(child).map(mark -> rooms.add(mark.room())).orElse(true))
                .forEach(all::add);
        return save(requester, List.of(before.withChildren(all)));
    }
}
