package im.godwit.plugins.registration;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/**
 * What somebody sent in to be registered, changed or removed.
 *
 * @param username if it is there and not empty
 * @param password if it is there and not empty
 * @param remove whether the account shall go
 */
record Submission(Optional<String> username, Optional<String> password, boolean remove) {
    /**
     * Reads a submission.
     *
     * @throws StanzaException {@code bad-request} for a field given twice, or a removal with anything beside it (§3.2)
     */
    static Submission of(Element query) {
        boolean remove = query.child("remove").isPresent();
        if (remove && query.elements().size() > 1) {
            throw Condition.BAD_REQUEST.error("remove stands alone").thrown();
        }
        return new Submission(field(query, "username"), field(query, "password"), remove);
    }

    private static Optional<String> field(Element query, String local) {
        List<Element> fields =
                query.elements(new Name(query.namespace(), local)).toList();
        if (fields.size() > 1) {
            throw Condition.BAD_REQUEST.error(local + " is given twice").thrown();
        }
        return fields.stream()
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
