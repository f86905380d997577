package im.godwit.plugins.vcard;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.stream.Stream;

/**
 * The vCard of one account in both its forms, which say the same as far as they have counterparts. What only one of
 * them can express stays in that one when the other is written.
 *
 * @param card the older form (XEP-0054)
 * @param vcard4 the {@code vcard} element (XEP-0292)
 */
record Forms(Card card, Element vcard4) {
    /** No card. */
    static final Forms EMPTY = new Forms(new Card(Element.of(Card.NAME)), Element.of(Vcard4.NAME));

    private static final Name PHOTO = new Name(Vcard4.NAMESPACE, "photo");

    /** What was written before there was a newer form. */
    static Forms of(Card card) {
        return EMPTY.with(card);
    }

    boolean isEmpty() {
        return card.isEmpty() && vcard4.elements().isEmpty();
    }

    /** The older form was written; nothing is left of the newer one where nothing is left of it. */
    Forms with(Card written) {
        return written.isEmpty()
                ? EMPTY
                : new Forms(
                        written,
                        Vcard4.following(vcard4, written.element(), ToVcard4::property, ToVcardTemp::property));
    }

    /**
     * The newer form was written. One without a photo leaves the older one's: clients publish theirs as an avatar
     * (XEP-0084), and it is in the card for those that know cards alone (XEP-0398). Nothing else is left where nothing
     * is left of the newer form.
     */
    Forms with(Element written) {
        Element said = written.elements(PHOTO).findAny().isPresent()
                ? written
                : written.withChildren(
                        Stream.concat(written.children().stream(), photos()).toList());
        Card before = written.elements().isEmpty() ? EMPTY.card : card;
        Element old = Vcard4.following(before.element(), said, ToVcardTemp::property, ToVcard4::property);
        return new Forms(new Card(old), written);
    }

    private Stream<Element> photos() {
        return card.element().elements(Card.PHOTO).flatMap(photo -> ToVcard4.property(photo).stream());
    }
}
