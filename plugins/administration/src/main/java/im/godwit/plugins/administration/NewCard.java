package im.godwit.plugins.administration;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first vCard of an account (XEP-0292, RFC 6351). */
final class NewCard {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:vcard-4.0";

    private NewCard() {}

    /** With a name and an address; without anything where all of them are empty. */
    static Element of(String given, String surname, String email) {
        ElementBuilder vcard = Element.builder(NAMESPACE, "vcard");
        String full = Stream.of(given, surname).filter(name -> !name.isEmpty()).collect(Collectors.joining(" "));
        if (!full.isEmpty()) {
            vcard.child("fn", fn -> fn.child("text", full));
            vcard.child("n", n -> {
                part(n, "surname", surname);
                part(n, "given", given);
                Stream.of("additional", "prefix", "suffix").forEach(n::child);
            });
        }
        if (!email.isEmpty()) {
            vcard.child("email", address -> address.child("text", email));
        }
        return vcard.build();
    }

    private static void part(ElementBuilder name, String local, String value) {
        if (value.isEmpty()) {
            name.child(local);
        } else {
            name.child(local, value);
        }
    }
}
