package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.plugins.muc.engine.Channel;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What is searched for (XEP-0433 §6.1), as a form to fill in and as it was filled in. */
final class SearchForm {
    static final String TYPE = "xep-0045";

    private static final String FORM_TYPE = "urn:xmpp:channel-search:0:search-params";
    private static final String WORDS = "q";
    private static final String ALL = "all";
    private static final String IN_NAME = "sinname";
    private static final String IN_DESCRIPTION = "sindescription";
    private static final String IN_ADDRESS = "sinaddress";

    /** The name in the example of §4.2.1, where the table of §6.1 has the one above. */
    private static final String IN_ADDRESS_TOO = "sinaddr";

    private static final String MIN_USERS = "min_users";
    private static final String TYPES = "types";
    private static final String KEY = "key";

    private static final int MAX_WORDS = 10;
    private static final int MAX_LENGTH = 256;

    private SearchForm() {}

    /** §4.2.1, §5: all fields, with their default values. */
    static DataForm empty() {
        return DataForm.of(
                DataForm.Type.FORM,
                FORM_TYPE,
                List.of(
                        Field.of(FieldType.TEXT_SINGLE, WORDS, "Search for", List.of()),
                        Field.of(FieldType.BOOLEAN, ALL, "Return all entries (ignore search terms)", List.of()),
                        Field.of(FieldType.BOOLEAN, IN_NAME, "Search in name", List.of("true")),
                        Field.of(FieldType.BOOLEAN, IN_DESCRIPTION, "Search in description", List.of("true")),
                        Field.of(FieldType.BOOLEAN, IN_ADDRESS, "Search in address", List.of("true")),
                        Field.of(FieldType.TEXT_SINGLE, MIN_USERS, "Minimum number of users", List.of("0")),
                        Field.of(FieldType.LIST_MULTI, TYPES, "Service types", List.of(TYPE))
                                .withOptions(List.of(option("Multi-User Chat", TYPE))),
                        Field.of(FieldType.LIST_SINGLE, KEY, "Sort results by", List.of(ChannelOrder.USERS.key()))
                                .withOptions(Arrays.stream(ChannelOrder.values())
                                        .map(order -> option(order.label(), order.key()))
                                        .toList())));
    }

    private static Field.Option option(String label, String value) {
        return new Field.Option(Optional.of(label), value);
    }

    /**
     * Requires a form of this kind that is filled in.
     *
     * @throws im.godwit.stanza.StanzaException {@code bad-request} if it is not
     */
    static void require(DataForm form) {
        boolean ours = form.type() == DataForm.Type.SUBMIT
                && form.formType().filter(FORM_TYPE::equals).isPresent();
        if (!ours) {
            throw Errors.badRequest("to search, submit the form of " + FORM_TYPE);
        }
    }

    /** §6.1, {@code key}. */
    static ChannelOrder order(DataForm form) {
        return value(form, KEY)
                .map(key -> ChannelOrder.named(key)
                        .orElseThrow(() -> SearchErrors.invalidSortKey().thrown()))
                .orElse(ChannelOrder.USERS);
    }

    /**
     * Which rooms are wanted.
     *
     * @throws im.godwit.stanza.StanzaException with the conditions of §4.2
     */
    static Predicate<Channel> wanted(DataForm form) {
        boolean all = isOn(form, ALL, false);
        Optional<String> words = form.field(WORDS).flatMap(Field::value).filter(text -> !text.isEmpty());
        if (all && words.isPresent()) {
            throw SearchErrors.conflictingFields("Cannot both return all results and search by keywords.", ALL, WORDS)
                    .thrown();
        }
        if (!all && words.isEmpty()) {
            throw SearchErrors.noSearchConditions().thrown();
        }
        int least = minUsers(form);
        Predicate<Channel> matching =
                words.map(text -> matching(form, terms(text))).orElse(channel -> true);
        boolean ofThisType = form.field(TYPES)
                .filter(field -> !field.values().isEmpty())
                .map(field -> field.values().contains(TYPE))
                .orElse(true);
        return channel -> ofThisType && channel.shownOccupants() >= least && matching.test(channel);
    }

    private static List<String> terms(String text) {
        List<String> terms = Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(term -> !term.isEmpty())
                .distinct()
                .toList();
        if (terms.isEmpty() || terms.size() > MAX_WORDS || text.length() > MAX_LENGTH) {
            throw SearchErrors.invalidSearchTerms("Search for 1 to " + MAX_WORDS + " words, not too long.")
                    .thrown();
        }
        return terms;
    }

    /** A room that has all the words somewhere. */
    private static Predicate<Channel> matching(DataForm form, List<String> terms) {
        boolean name = isOn(form, IN_NAME, true);
        boolean description = isOn(form, IN_DESCRIPTION, true);
        boolean address = isOn(form, IN_ADDRESS, true) && isOn(form, IN_ADDRESS_TOO, true);
        if (!name && !description && !address) {
            throw SearchErrors.conflictingFields(
                            "Search in name, description or address.", WORDS, IN_NAME, IN_DESCRIPTION, IN_ADDRESS)
                    .thrown();
        }
        return channel -> {
            Configuration configuration = channel.configuration();
            List<String> texts = new ArrayList<>();
            if (name) {
                texts.add(configuration.get(Settings.NAME).toLowerCase(Locale.ROOT));
            }
            if (description) {
                texts.add(configuration.get(Settings.DESCRIPTION).toLowerCase(Locale.ROOT));
            }
            if (address) {
                texts.add(channel.room().toString());
            }
            return terms.stream().allMatch(term -> texts.stream().anyMatch(text -> text.contains(term)));
        };
    }

    private static int minUsers(DataForm form) {
        return value(form, MIN_USERS)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException notANumber) {
                        throw Errors.badRequest(MIN_USERS + " is a number");
                    }
                })
                .orElse(0);
    }

    private static boolean isOn(DataForm form, String var, boolean otherwise) {
        return value(form, var)
                .map(text -> switch (text) {
                    case "1", "true" -> true;
                    case "0", "false" -> false;
                    default -> throw Errors.badRequest(var + " is true or false");
                })
                .orElse(otherwise);
    }

    private static Optional<String> value(DataForm form, String var) {
        return RequestForms.value(form, var).map(String::strip);
    }
}
