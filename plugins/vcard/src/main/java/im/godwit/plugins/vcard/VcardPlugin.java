package im.godwit.plugins.vcard;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Verdict;
import im.godwit.service.VcardPhotos;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Presence;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import im.godwit.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * vCards: users keep theirs, and see those of others. While there is a photo in one, the presence of the account's
 * sessions carries its hash, whatever their clients know of it.
 */
@Implements(value = "XEP-0054", version = "1.3.0", without = "a card of the server's own")
@Implements(value = "XEP-0153", version = "1.1.1")
public final class VcardPlugin implements Plugin {
    private static final Name UPDATE = new Name("vcard-temp:x:update", "x");

    /**
     * Options of the plugin.
     *
     * @param maxBytes of one vCard, photo included
     */
    public record Options(int maxBytes) {
        /** 128 KiB: XEP-0153 §4.6 wants photos to have less than 8. */
        static final Options DEFAULTS = new Options(128 * 1024);
    }

    private Host host;
    private Options options;
    private Cards cards;

    @Override
    public void start(Host host) {
        this.host = host;
        options = host.options(Options.DEFAULTS);
        cards = new Cards(host);
        host.provide(
                VcardPhotos.class, (account, photo) -> cards.change(account, before -> limited(before.with(photo))));
        host.feature(Card.NAME.namespace());
        host.feature(Card.NAME.namespace(), ACCOUNT);
        host.onGet(Card.NAME, this::own, SELF);
        host.onGet(Card.NAME, this::another, ACCOUNT);
        host.onSet(Card.NAME, this::update, SELF);
        host.incoming(Phase.GUARD, Iq.class, passage -> keepOthersOff(passage));
        host.outgoing(Phase.AMEND, Presence.class, passage -> addPhoto(passage));
        host.on(
                Event.SessionUnbound.class,
                ended -> cards.left(ended.session().jid().bare()));
        host.on(Event.AccountDeleted.class, deleted -> cards.forget(deleted.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, created -> cards.forget(created.account()));
    }

    /** §3.1. */
    private Result own(IqRequest request) {
        return cards.find(request.to())
                .map(Result::of)
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
    }

    /** §3.3: without a card, the same answer as without an account. */
    private Result another(IqRequest request) {
        return cards.find(request.to())
                .map(Result::of)
                .orElseThrow(() -> Condition.SERVICE_UNAVAILABLE.error().thrown());
    }

    /** §3.2. */
    private Result update(IqRequest request) {
        Card card = limited(new Card(request.payload()));
        Optional<String> before = cards.put(request.to(), card);
        if (!before.equals(card.hash())) {
            host.raise(new VcardPhotos.Changed(request.from(), before, card.photo()));
        }
        return Result.empty();
    }

    private Card limited(Card card) {
        if (ElementWriter.toBytes(card.element(), Namespaces.CLIENT).length > options.maxBytes()) {
            throw Condition.POLICY_VIOLATION
                    .error("a vCard has at most " + options.maxBytes() + " bytes")
                    .thrown();
        }
        return card;
    }

    /** §3.2: the same refusal whether or not there is such an account. */
    private static Verdict keepOthersOff(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        boolean others = iq.type() == Iq.Type.SET
                && iq.payload().filter(payload -> payload.is(Card.NAME)).isPresent()
                && passage.account().hasLocal()
                && iq.to().filter(Jid::isFull).isEmpty()
                && !iq.from().orElseThrow().sameBare(passage.account());
        return others ? Verdict.reject(Condition.FORBIDDEN.error()) : Verdict.pass();
    }

    /** XEP-0153 §4.1: in every broadcast, and in directed presence too. */
    private Verdict addPhoto(Passage<? extends Presence> passage) {
        Presence presence = passage.stanza();
        if (presence.type() != Presence.Type.AVAILABLE || hidesPhoto(presence.element())) {
            return Verdict.pass();
        }
        Optional<String> photo = cards.photo(passage.account());
        return photo.map(hash -> Verdict.replace(presence.withElement(withPhoto(presence.element(), hash))))
                .orElseGet(Verdict::pass);
    }

    /** XEP-0398 §4: an empty photo element says that the user shows none. */
    private static boolean hidesPhoto(Element presence) {
        return presence.child(UPDATE)
                .flatMap(update -> update.child("photo"))
                .filter(photo -> photo.text().isEmpty())
                .isPresent();
    }

    private static Element withPhoto(Element presence, String hash) {
        List<Node> children = new ArrayList<>(presence.children());
        children.removeIf(child -> child instanceof Element element && element.is(UPDATE));
        children.add(Element.builder(UPDATE).child("photo", hash).build());
        return presence.withChildren(children);
    }
}
