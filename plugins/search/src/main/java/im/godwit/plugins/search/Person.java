package im.godwit.plugins.search;

import im.godwit.jid.Jid;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who wants to be found, with what their vCard tells everybody; what it does not tell is empty.
 *
 * @param account the bare JID
 */
record Person(Jid account, String first, String last, String nick, String email) {
    /** So many characters of one field are shown. */
    private static final int LONGEST = 200;

    /**
     * As a vCard describes them.
     *
     * @param vcard of vCard4
     */
    static Person of(Jid account, Optional<Element> vcard) {
        String first = value(vcard, "n", "given");
        String last = value(vcard, "n", "surname");
        return new Person(
                account,
                first.isEmpty() && last.isEmpty() ? value(vcard, "fn", "text") : first,
                last,
                value(vcard, "nickname", "text"),
                value(vcard, "email", "text"));
    }

    private static String value(Optional<Element> vcard, String property, String part) {
        return vcard.stream()
                .flatMap(card -> card.elements(new Name(card.namespace(), property)))
                .flatMap(found -> found.elements(new Name(found.namespace(), part)))
                .map(found -> found.text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                .orElse("");
    }

    String value(SearchField field) {
        return switch (field) {
            case FIRST -> first;
            case LAST -> last;
            case NICK -> nick;
            case EMAIL -> email;
        };
    }

    /** By which words they are found; the name of the account is as good as a nickname. */
    List<String> words(SearchField field) {
        List<String> words = Words.of(value(field));
        return field == SearchField.NICK
                ? Stream.concat(words.stream(), Words.of(account.local()).stream())
                        .distinct()
                        .toList()
                : words;
    }
}
