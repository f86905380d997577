package im.godwit.plugins.search;

import im.godwit.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom somebody searches for: in each field that has a value, each word of it begins a word of theirs.
 *
 * @param domain whose users
 * @param terms at least one
 */
record Wanted(Jid domain, List<Term> terms) {
    /** Sorts behind all that begins with the same. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** More would only be slow: of all fields together. */
    private static final int MOST_TERMS = 10;

    /** The beginning of a word of a field. */
    record Term(SearchField field, String beginning) {
        String end() {
            return beginning + LAST;
        }
    }

    static Wanted of(Jid domain, Map<SearchField, String> values) {
        List<Term> terms = new ArrayList<>();
        values.forEach((field, value) -> Words.of(value).forEach(word -> terms.add(new Term(field, word))));
        return new Wanted(domain, terms.stream().limit(MOST_TERMS).toList());
    }
}
