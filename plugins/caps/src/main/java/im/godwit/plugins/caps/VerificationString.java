package im.godwit.plugins.caps;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.plugins.caps.Description.Identity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the hash of XEP-0115 is made from (§5.1), and the features that may be concluded from it.
 *
 * <p>The string does not tell features from identities and the contents of forms, so two descriptions may have the same
 * hash without any weakness of the hash function (§9.3). That is why the features are read from the string and not from
 * the description: all that stands between two delimiters counts as one. Whoever answers first with another description
 * of the same string changes nothing for others.
 */
record VerificationString(String text) {
    private static final char DELIMITER = '<';
    private static final Comparator<Identity> IDENTITIES = Comparator.comparing(Identity::category, Octets.TEXT_ORDER)
            .thenComparing(Identity::type, Octets.TEXT_ORDER)
            .thenComparing(Identity::lang, Octets.TEXT_ORDER)
            .thenComparing(Identity::name, Octets.TEXT_ORDER);

    /**
     * The string of a description.
     *
     * @return nothing if the description is ill-formed (§5.4), or holds a delimiter, which would hide where things end
     */
    static Optional<VerificationString> of(Description description) {
        boolean twice = hasTwice(description.identities()) || hasTwice(description.features());
        Optional<Map<String, DataForm>> forms = forms(description.forms());
        if (twice || forms.isEmpty()) {
            return Optional.empty();
        }
        Writer out = new Writer();
        description.identities().stream()
                .sorted(IDENTITIES)
                .map(identity ->
                        String.join("/", identity.category(), identity.type(), identity.lang(), identity.name()))
                .forEach(out::add);
        description.features().stream().sorted(Octets.TEXT_ORDER).forEach(out::add);
        forms.get().forEach((formType, form) -> add(formType, form, out));
        return out.ambiguous ? Optional.empty() : Optional.of(new VerificationString(out.text.toString()));
    }

    private static <T> boolean hasTwice(List<T> all) {
        return new HashSet<>(all).size() < all.size();
    }

    /** Forms by their type; those without one are ignored, two of one type are ill-formed. */
    private static Optional<Map<String, DataForm>> forms(List<DataForm> all) {
        Map<String, DataForm> forms = new TreeMap<>(Octets.TEXT_ORDER);
        for (DataForm form : all) {
            Optional<String> formType = form.formType();
            if (formType.isEmpty()) {
                continue;
            }
            boolean several = form.field("FORM_TYPE").orElseThrow().values().stream()
                            .distinct()
                            .count()
                    > 1;
            if (several || forms.put(formType.get(), form) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(forms);
    }

    private static void add(String formType, DataForm form, Writer out) {
        out.add(formType);
        form.fields().stream()
                .filter(field ->
                        field.var().filter(var -> !var.equals("FORM_TYPE")).isPresent())
                .sorted(Comparator.comparing(field -> field.var().orElseThrow(), Octets.TEXT_ORDER))
                .forEach(field -> add(field, out));
    }

    private static void add(Field field, Writer out) {
        out.add(field.var().orElseThrow());
        field.values().stream().sorted(Octets.TEXT_ORDER).forEach(out::add);
    }

    byte[] bytes() {
        return Octets.of(text);
    }

    /** All that may be a feature. */
    Set<String> features() {
        return Arrays.stream(text.split(String.valueOf(DELIMITER)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private boolean ambiguous;

        void add(String part) {
            ambiguous |= part.indexOf(DELIMITER) >= 0;
            text.append(part).append(DELIMITER);
        }
    }
}
