package im.godwit.plugins.muc;

import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Card;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Portraying;
import im.godwit.plugins.muc.engine.Refusal;
import im.godwit.xml.Element;
import java.util.Optional;

/** vCards of rooms: everybody reads them, owners write them (XEP-0486 §3.2, §3.4). */
final class CardRequests {
    private static final Element NONE = Element.of(Vocabulary.VCARD);

    private final Portraying portraying;
    private final int maxBytes;

    CardRequests(Portraying portraying, int maxBytes) {
        this.portraying = portraying;
        this.maxBytes = maxBytes;
    }

    void register(Host host) {
        host.onGet(Vocabulary.VCARD, this::get, Host.At.ACCOUNT);
        host.onSet(Vocabulary.VCARD, this::set, Host.At.ACCOUNT);
        host.feature(Vocabulary.VCARD.namespace()); // XEP-0486 §3.1
        host.feature(Vocabulary.VCARD.namespace(), Host.At.ACCOUNT);
    }

    /** XEP-0054 §3.1: where there is no card, an empty one, which is also what took it away (XEP-0486 §3.2). */
    private Result get(IqRequest request) {
        Optional<Card> card = Errors.translated(() -> portraying.card(request.to()));
        return Result.of(card.map(Card::content).orElse(NONE));
    }

    private Result set(IqRequest request) {
        Outcome<Boolean> outcome =
                Errors.translated(() -> portraying.change(request.to(), request.from(), submitted(request.payload())));
        return Result.empty().then(outcome.delivery());
    }

    private Optional<Card> submitted(Element content) {
        if (Content.size(content) > maxBytes) {
            throw Refusal.Reason.TOO_BIG.thrown();
        }
        return CardXml.submitted(content);
    }
}
