package im.godwit.plugins.disco;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Verdict;
import im.godwit.service.AnonymousAccounts;
import im.godwit.service.Contact;
import im.godwit.service.DiscoSource;
import im.godwit.service.DiscoSource.Item;
import im.godwit.service.DiscoSource.NodeDescription;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/**
 * Service discovery of the domain and of its accounts. What it tells is what other plugins registered, so that it
 * cannot lie; nodes and items come from their {@link DiscoSource}s.
 */
@Implements(value = "XEP-0030", version = "2.5.0")
@Implements(value = "XEP-0059", version = "1.0")
@Implements(value = "XEP-0128", version = "1.0.1")
public final class DiscoPlugin implements Plugin {
    private static final Name INFO = new Name("http://jabber.org/protocol/disco#info", "query");
    private static final Name ITEMS = new Name("http://jabber.org/protocol/disco#items", "query");

    private static final Identity REGISTERED = Identity.of("account", "registered");
    private static final Identity ANONYMOUS = Identity.of("account", "anonymous");

    /** How many items a page has at most. */
    private static final int PAGE = 250;

    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.feature(INFO.namespace());
        host.feature(ITEMS.namespace());
        host.feature(PageRequest.NAMESPACE);
        if (host.kind() == Host.Kind.ACCOUNTS) {
            host.identity(new Identity("server", "im", Optional.of("Godwit")), DOMAIN);
            host.identity(REGISTERED, ACCOUNT);
            host.feature(INFO.namespace(), ACCOUNT);
            host.feature(ITEMS.namespace(), ACCOUNT);
            host.onGet(INFO, this::info, DOMAIN, ACCOUNT);
            host.onGet(ITEMS, this::items, DOMAIN, ACCOUNT);
            host.incoming(Phase.GUARD, Iq.class, passage -> refuseStrangers(passage));
            host.incoming(Phase.DELIVER, Iq.class, passage -> showStrangersNothing(passage));
        } else {
            host.onGet(INFO, this::info, DOMAIN);
            host.onGet(ITEMS, this::items, DOMAIN);
        }
    }

    /** §3: identities and features, of the entity itself or of a node. */
    private Result info(IqRequest request) {
        Optional<String> node = request.payload().attribute("node").filter(n -> !n.isEmpty());
        ElementBuilder query = Element.builder(INFO).attribute("node", node);
        if (node.isPresent()) {
            add(
                    query,
                    sources().stream()
                            .flatMap(s -> s.info(request.from(), request.to(), node.get()).stream())
                            .findFirst()
                            .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown())); // §7
        } else {
            add(query, described(request));
        }
        return Result.of(query.build());
    }

    private NodeDescription described(IqRequest request) {
        NodeDescription own = NodeDescription.of(host, request.from(), request.to());
        if (!isAnonymous(request.to())) {
            return own;
        }
        List<Identity> identities = own.identities().stream()
                .map(identity -> identity.equals(REGISTERED) ? ANONYMOUS : identity)
                .toList();
        return new NodeDescription(identities, own.features(), own.forms());
    }

    private boolean isAnonymous(Jid entity) {
        return host.require(AnonymousAccounts.class).contains(entity);
    }

    private static void add(ElementBuilder query, NodeDescription description) {
        for (Identity identity : description.identities()) {
            query.add(Element.builder(new Name(INFO.namespace(), "identity"))
                    .attribute("category", identity.category())
                    .attribute("type", identity.type())
                    .attribute("name", identity.name())
                    .build());
        }
        for (String feature : description.features()) {
            query.add(Element.builder(new Name(INFO.namespace(), "feature"))
                    .attribute("var", feature)
                    .build());
        }
        query.addAll(description.forms());
    }

    /** §4: the items of the entity itself or of a node. */
    private Result items(IqRequest request) {
        Optional<String> node = request.payload().attribute("node").filter(n -> !n.isEmpty());
        Optional<PageRequest> page = PageRequest.in(request.payload());
        return page.isPresent() ? page(request, node, page.get()) : all(request, node);
    }

    /** XEP-0059 §3.2. What is on one page comes from one source, or was cut out of what all of them have. */
    private Result page(IqRequest request, Optional<String> node, PageRequest asked) {
        List<Page<Item>> pages = sources().stream()
                .flatMap(s -> s.page(request.from(), request.to(), node, asked).stream())
                .toList();
        Page<Item> page = pages.size() == 1
                ? pages.getFirst()
                : Page.of(found(request, node), DiscoPlugin::uid, asked, asked.size(PAGE, PAGE));
        ElementBuilder query = Element.builder(ITEMS).attribute("node", node);
        page.items().forEach(item -> query.add(element(item)));
        return Result.of(query.add(page.summary().toElement()).build());
    }

    private static String uid(Item item) {
        return item.jid() + item.node().map(node -> "?" + node).orElse("");
    }

    /** As {@link #page}, where nobody asks for one. */
    private Result all(IqRequest request, Optional<String> node) {
        List<Page<Item>> pages = sources().stream()
                .flatMap(s -> s.firstPage(request.from(), request.to(), node).stream())
                .toList();
        ElementBuilder query = Element.builder(ITEMS).attribute("node", node);
        if (pages.size() == 1) {
            Page<Item> first = pages.getFirst();
            first.items().forEach(item -> query.add(element(item)));
            if (first.summary().count().orElse(0) > first.items().size()) {
                query.add(first.summary().toElement()); // XEP-0045 §6.3: so they know that it is not all
            }
        } else {
            found(request, node).forEach(item -> query.add(element(item)));
        }
        return Result.of(query.build());
    }

    private List<Item> found(IqRequest request, Optional<String> node) {
        List<List<Item>> found = sources().stream()
                .flatMap(s -> s.items(request.from(), request.to(), node).stream())
                .toList();
        if (node.isPresent() && found.isEmpty()) {
            throw Condition.ITEM_NOT_FOUND.error().thrown(); // §7
        }
        return found.stream().flatMap(List::stream).toList();
    }

    private static Element element(Item item) {
        return Element.builder(new Name(ITEMS.namespace(), "item"))
                .attribute("jid", item.jid().toString())
                .attribute("node", item.node())
                .attribute("name", item.name())
                .build();
    }

    /** §8: an account tells nothing to those who may not see its presence, not even that it exists. */
    private Verdict refuseStrangers(Passage<? extends Iq> passage) {
        return ofStranger(passage, INFO).isPresent()
                ? Verdict.reject(Condition.SERVICE_UNAVAILABLE.error())
                : Verdict.pass();
    }

    /** §8: for them it has no items, with a node or without, whether there is such an account or not. */
    private Verdict showStrangersNothing(Passage<? extends Iq> passage) {
        Optional<Element> query = ofStranger(passage, ITEMS);
        if (query.isEmpty()) {
            return Verdict.pass();
        }
        host.send(passage.stanza()
                .resultReply(Optional.of(Element.builder(ITEMS)
                        .attribute("node", query.get().attribute("node"))
                        .build())));
        return Verdict.done();
    }

    /** The question of this name to an account that does not tell the asker about itself. */
    private Optional<Element> ofStranger(Passage<? extends Iq> passage, Name name) {
        Iq request = passage.stanza();
        return Optional.of(request)
                .filter(iq -> iq.type() == Iq.Type.GET)
                .filter(iq -> iq.to().filter(Jid::isBare).filter(Jid::hasLocal).isPresent())
                .flatMap(Iq::payload)
                .filter(payload -> payload.is(name)
                        && !isOpenTo(passage.account(), request.from().orElseThrow()));
    }

    /**
     * Whether an account tells somebody about itself. An anonymous one tells everybody that it is one (XEP-0175 §4):
     * who asks has its unguessable name from itself.
     */
    private boolean isOpenTo(Jid account, Jid requester) {
        return requester.sameBare(account)
                || isAnonymous(account)
                || host.find(Rosters.class)
                        .flatMap(rosters -> rosters.contact(account, requester.bare()))
                        .map(Contact::from)
                        .orElse(false);
    }

    private List<DiscoSource> sources() {
        return host.contributions(DiscoSource.class);
    }
}
