package im.godwit.plugins.muc;

import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.StanzaError;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;

/** The errors of searches (XEP-0433 §4.2.2 to §4.2.6). */
final class SearchErrors {
    private static final String NAMESPACE = "urn:xmpp:channel-search:0:error";

    /** A user who waits so many seconds may search again. */
    private static final int RETRY_AFTER = 1;

    private SearchErrors() {}

    static StanzaError invalidSortKey() {
        return Condition.FEATURE_NOT_IMPLEMENTED
                .error()
                .withType(ErrorType.MODIFY)
                .withDetail(name("invalid-sort-key"));
    }

    static StanzaError invalidSearchTerms(String why) {
        return Condition.BAD_REQUEST.error(why).withDetail(name("invalid-search-terms"));
    }

    static StanzaError rateLimit() {
        return Condition.RESOURCE_CONSTRAINT
                .error()
                .withType(ErrorType.WAIT)
                .withDetail(Element.builder(name("rate-limit"))
                        .attribute("retry-after", String.valueOf(RETRY_AFTER))
                        .build());
    }

    /** §4.2.6: {@code bad-request} of type modify, as the text says and not the example. */
    static StanzaError conflictingFields(String why, String... vars) {
        ElementBuilder detail = Element.builder(name("conflicting-fields"));
        for (String var : vars) {
            detail.child("var", var);
        }
        return Condition.BAD_REQUEST.error(why).withDetail(detail.build());
    }

    /** §4.2.7: of type cancel, as the text says and not the example. */
    static StanzaError noSearchConditions() {
        return Condition.BAD_REQUEST.error().withType(ErrorType.CANCEL).withDetail(name("no-search-conditions"));
    }

    private static Name name(String local) {
        return new Name(NAMESPACE, local);
    }
}
