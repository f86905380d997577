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
import im.godwit.plugins.vcard.Cards.Change;
import im.godwit.service.VcardPhotos;
import im.godwit.service.VcardPhotos.Photo;
import im.godwit.service.Vcards;
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
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * vCards: users keep theirs, and see those of others, in the old form and as vCard4; whichever is written, the other
 * follows. While there is a photo in one, the presence of the account's sessions carries its hash, whatever their
 * clients know of it.
 */
@Implements(value = "XEP-0054", version = "1.3.0", without = "a card of the server's own")
@Implements(value = "XEP-0292", version = "0.12.0", without = "a card of the server's own")
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
        host.provide(VcardPhotos.class, this::showPhoto);
        host.provide(Vcards.class, new Published());
        offer(Card.NAME, forms -> forms.card().element(), (before, written) -> before.with(new Card(written)));
        offer(Vcard4.NAME, Forms::vcard4, Forms::with);
        host.incoming(Phase.GUARD, Iq.class, passage -> keepOthersOff(passage));
        host.outgoing(Phase.AMEND, Presence.class, passage -> addPhoto(passage));
        host.on(
                Event.SessionUnbound.class,
                ended -> cards.left(ended.session().jid().bare()));
        host.on(Event.AccountDeleted.class, deleted -> cards.forget(deleted.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, created -> cards.forget(created.account()));
    }

    /** One of the two forms, to be read and written. */
    private void offer(Name name, Function<Forms, Element> form, BiFunction<Forms, Element, Forms> write) {
        host.feature(name.namespace()); // XEP-0054 §4, XEP-0292 §7
        host.feature(name.namespace(), ACCOUNT);
        host.onGet(name, request -> answer(form, request, Condition.ITEM_NOT_FOUND), SELF); // §3.1
        // §3.3: without a card, the same answer as without an account
        host.onGet(name, request -> answer(form, request, Condition.SERVICE_UNAVAILABLE), ACCOUNT);
        host.onSet(name, request -> update(request, write), SELF);
    }

    private Result answer(Function<Forms, Element> form, IqRequest request, Condition none) {
        return Optional.of(form.apply(cards.find(request.to())))
                .filter(card -> !card.elements().isEmpty())
                .map(Result::of)
                .orElseThrow(() -> none.error().thrown());
    }

    /** §3.2. */
    private Result update(IqRequest request, BiFunction<Forms, Element, Forms> write) {
        Element written = limited(request.payload());
        tell(request.from(), cards.change(request.to(), before -> write.apply(before, written)));
        return Result.empty();
    }

    private void showPhoto(Jid requester, Optional<Photo> photo) {
        Change change = cards.change(requester.bare(), before -> {
            Card shown = before.card().with(photo);
            limited(shown.element());
            return before.with(shown);
        });
        tellVcard4(requester, change);
    }

    /** What is published elsewhere, and taken from there. */
    private final class Published implements Vcards {
        @Override
        public Optional<Element> find(Jid account) {
            return Optional.of(cards.find(account).vcard4())
                    .filter(vcard -> !vcard.elements().isEmpty());
        }

        @Override
        public void replace(Jid requester, Element vcard) {
            limited(vcard);
            tell(requester, cards.change(requester.bare(), before -> before.with(vcard)));
        }
    }

    private void tell(Jid requester, Change change) {
        Optional<String> before = change.before().card().hash();
        Card card = change.after().card();
        if (!before.equals(card.hash())) {
            host.raise(new VcardPhotos.Changed(requester, before, card.photo()));
        }
        tellVcard4(requester, change);
    }

    private void tellVcard4(Jid requester, Change change) {
        if (!change.before().vcard4().equals(change.after().vcard4())) {
            host.raise(new Vcards.Changed(requester, change.after().vcard4()));
        }
    }

    private Element limited(Element card) {
        if (ElementWriter.toBytes(card, Namespaces.CLIENT).length > options.maxBytes()) {
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
                && iq.payload()
                        .filter(payload -> payload.is(Card.NAME) || payload.is(Vcard4.NAME))
                        .isPresent()
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
