package im.godwit.archive;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a query as a client wrote it (XEP-0313 §4). */
public final class QueryReader {
    /** XEP-0082 §3.2. */
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private static final Pattern BOOLEAN = Pattern.compile("true|false|1|0");

    private final Map<QueryForm, List<String>> fields = new EnumMap<>(QueryForm.class);
    private final Rules rules;

    private QueryReader(Rules rules) {
        this.rules = rules;
    }

    /**
     * What an archive can be asked.
     *
     * @param fields of the form
     * @param mostIds how many entries a query may name
     * @param with the conditions that {@code with} stands for; may refuse by throwing
     */
    public record Rules(Set<QueryForm> fields, int mostIds, Function<Jid, List<Filter.Condition>> with) {}

    /**
     * Reads a query.
     *
     * @throws StanzaException {@code bad-request} for a form or page that makes no sense, {@code jid-malformed} for a
     *     bad {@code with}, {@code feature-not-implemented} for an unknown field or a node, {@code policy-violation}
     *     for too many ids
     */
    public static ArchiveQuery read(Element query, Rules rules) {
        if (query.attribute("node").isPresent()) {
            // §5.1.3: nodes have archives only where XEP-0442 is done
            throw Condition.FEATURE_NOT_IMPLEMENTED
                    .error("this archive has no nodes")
                    .thrown();
        }
        QueryReader reader = new QueryReader(rules);
        DataForm.in(query).ifPresent(reader::readForm);
        return reader.query(query);
    }

    private void readForm(DataForm form) {
        if (form.type() != DataForm.Type.SUBMIT) {
            throw refusal("the form of a query is of type submit");
        }
        // §4.1: the hidden field MUST be there
        if (!form.formType().equals(Optional.of(Mam.NAMESPACE))) {
            throw refusal("the FORM_TYPE of a query is " + Mam.NAMESPACE);
        }
        form.fields().stream()
                .filter(field -> !field.var().equals(Optional.of("FORM_TYPE")))
                .forEach(this::readField);
    }

    private void readField(Field field) {
        // §4.1.5: what is not recognised MUST be refused so
        QueryForm known = field.var()
                .flatMap(QueryForm::of)
                .filter(rules.fields()::contains)
                .orElseThrow(() -> Condition.FEATURE_NOT_IMPLEMENTED
                        .error("the field " + field.var().orElse("without a var") + " is not known here")
                        .thrown());
        if (known != QueryForm.IDS && field.values().size() > 1) {
            throw refusal("the field " + known.var() + " has one value");
        }
        // what a form was left empty for does not narrow the query
        fields.put(
                known, field.values().stream().filter(value -> !value.isEmpty()).toList());
    }

    private ArchiveQuery query(Element query) {
        checkGroupchat();
        return new ArchiveQuery(
                query.attribute("queryid"),
                new Filter(with(), words()),
                value(QueryForm.START).map(QueryReader::dateTime),
                value(QueryForm.END).map(QueryReader::dateTime),
                value(QueryForm.AFTER_ID),
                value(QueryForm.BEFORE_ID),
                ids(),
                PageRequest.in(query).orElse(PageRequest.FIRST),
                query.child(Mam.FLIP_PAGE).isPresent());
    }

    private Optional<String> value(QueryForm field) {
        return fields.getOrDefault(field, List.of()).stream().findFirst();
    }

    private List<Filter.Condition> with() {
        return value(QueryForm.WITH).map(QueryReader::jid).map(rules.with()).orElse(List.of());
    }

    /** §4.1.4: nothing from rooms is kept, so either answer is the same; but it must be one. */
    private void checkGroupchat() {
        value(QueryForm.INCLUDE_GROUPCHAT)
                .filter(text -> !BOOLEAN.matcher(text).matches())
                .ifPresent(text -> {
                    throw refusal("include-groupchat is true or false");
                });
    }

    private Optional<List<String>> words() {
        if (value(QueryForm.FULL_TEXT).isEmpty() && value(QueryForm.WITH_TEXT).isEmpty()) {
            return Optional.empty();
        }
        String text = value(QueryForm.FULL_TEXT).orElse("") + " "
                + value(QueryForm.WITH_TEXT).orElse("");
        return Optional.of(Filter.wordsOf(text));
    }

    private List<String> ids() {
        List<String> ids = fields.getOrDefault(QueryForm.IDS, List.of());
        if (ids.size() > rules.mostIds()) {
            throw Condition.POLICY_VIOLATION
                    .error("a query names at most " + rules.mostIds() + " ids")
                    .thrown();
        }
        return ids;
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException malformed) {
            // RFC 6120 §8.3.3.8
            throw Condition.JID_MALFORMED
                    .error("with: " + malformed.getMessage())
                    .thrown();
        }
    }

    private static Instant dateTime(String text) {
        try {
            if (DATE_TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException noSuchDay) {
            // falls through: the same answer
        }
        throw refusal("a time is written as in 2010-06-07T00:00:00Z (XEP-0082)");
    }

    private static StanzaException refusal(String why) {
        return Condition.BAD_REQUEST.error(why).thrown();
    }
}
