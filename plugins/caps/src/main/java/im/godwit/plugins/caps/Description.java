package im.godwit.plugins.caps;

import im.godwit.form.DataForm;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an entity says of itself in service discovery, in any order.
 *
 * @param identities what it is
 * @param features what it supports
 * @param forms what else it tells (XEP-0128)
 * @param plain whether there is nothing else: no other elements, and no tables in forms
 */
record Description(List<Identity> identities, List<String> features, List<DataForm> forms, boolean plain) {
    static final String DISCO = "http://jabber.org/protocol/disco#info";

    private static final Name IDENTITY = new Name(DISCO, "identity");
    private static final Name FEATURE = new Name(DISCO, "feature");
    private static final Set<String> TABLES = Set.of("reported", "item");

    /** One identity, with empty texts for what is not there. */
    record Identity(String category, String type, String lang, String name) {}

    /**
     * Reads an answer of service discovery.
     *
     * @return nothing if it breaks XEP-0030 or XEP-0004
     */
    static Optional<Description> of(Element query) {
        List<Identity> identities = new ArrayList<>();
        List<String> features = new ArrayList<>();
        List<DataForm> forms = new ArrayList<>();
        boolean plain = true;
        for (Element child : query.elements()) {
            if (child.is(IDENTITY)) {
                identities.add(identity(child, query));
            } else if (child.is(FEATURE)) {
                features.add(child.attribute("var").orElse(""));
            } else if (child.is(DataForm.NAME)) {
                try {
                    forms.add(DataForm.of(child));
                } catch (StanzaException malformed) {
                    return Optional.empty();
                }
                plain = plain && child.elements().stream().noneMatch(Description::isTable);
            } else {
                plain = false;
            }
        }
        return Optional.of(new Description(identities, features, forms, plain));
    }

    private static Identity identity(Element identity, Element query) {
        return new Identity(
                identity.attribute("category").orElse(""),
                identity.attribute("type").orElse(""),
                identity.lang().or(query::lang).orElse(""), // XEP-0390 §4.1
                identity.attribute("name").orElse(""));
    }

    private static boolean isTable(Element element) {
        return element.namespace().equals(Namespaces.DATA_FORMS) && TABLES.contains(element.local());
    }
}
