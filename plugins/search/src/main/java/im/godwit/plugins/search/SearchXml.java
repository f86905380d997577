package im.godwit.plugins.search;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.paging.Page;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches as clients write them, and what they get to read. */
final class SearchXml {
    static final Name QUERY = new Name(SearchPlugin.NAMESPACE, "query");

    private static final String INSTRUCTIONS =
            "Fill in one or more fields; the beginnings of names are enough. Only those are found who want to be.";

    private SearchXml() {}

    /** What there is to search by (§2.1), in both ways (§3). */
    static Element fields() {
        ElementBuilder query = Element.builder(QUERY).child("instructions", INSTRUCTIONS);
        for (SearchField field : SearchField.values()) {
            query.child(field.text());
        }
        DataForm form = DataForm.of(
                DataForm.Type.FORM,
                SearchPlugin.NAMESPACE,
                Stream.of(SearchField.values())
                        .map(field -> Field.of(FieldType.TEXT_SINGLE, field.text(), field.label(), List.of()))
                        .toList());
        return query.add(form.titled("Search of users", INSTRUCTIONS).toElement())
                .build();
    }

    /**
     * The values that are searched for.
     *
     * @param form the submitted form, in place of plain fields where there is one
     */
    static Map<SearchField, String> values(Element query, Optional<DataForm> form) {
        form.ifPresent(SearchXml::requireSubmitted);
        Map<SearchField, String> values = new EnumMap<>(SearchField.class);
        for (SearchField field : SearchField.values()) {
            Optional<String> value = form.isPresent()
                    ? form.get().field(field.text()).flatMap(Field::value)
                    : query.child(new Name(QUERY.namespace(), field.text())).map(Element::text);
            value.filter(text -> !text.isBlank()).ifPresent(text -> values.put(field, text));
        }
        return values;
    }

    private static void requireSubmitted(DataForm form) {
        boolean ours = form.type() == DataForm.Type.SUBMIT
                && form.formType().map(SearchPlugin.NAMESPACE::equals).orElse(true);
        if (!ours) {
            throw Condition.BAD_REQUEST
                    .error("a form of " + SearchPlugin.NAMESPACE + " is to be submitted")
                    .thrown();
        }
    }

    /**
     * Who was found, the way it was asked for.
     *
     * @param summary whether to say which page this is
     */
    static Element found(Page<Person> page, boolean asForm, boolean summary) {
        ElementBuilder query = Element.builder(QUERY);
        if (asForm) {
            query.add(form(page.items()));
        } else {
            page.items()
                    .forEach(person -> query.child("item", item -> {
                        item.attribute("jid", person.account().toString());
                        for (SearchField field : SearchField.values()) {
                            item.child(field.text(), person.value(field));
                        }
                    }));
        }
        if (summary) {
            query.add(page.summary().toElement());
        }
        return query.build();
    }

    private static Element form(List<Person> people) {
        DataForm empty = DataForm.of(DataForm.Type.RESULT, SearchPlugin.NAMESPACE, List.of());
        ElementBuilder x = empty.toElement().toBuilder();
        x.child("reported", reported -> {
            reported.child(
                    "field",
                    jid -> jid.attribute("var", "jid")
                            .attribute("type", FieldType.JID_SINGLE.text())
                            .attribute("label", "Address"));
            for (SearchField field : SearchField.values()) {
                reported.child(
                        "field",
                        column -> column.attribute("var", field.text())
                                .attribute("type", FieldType.TEXT_SINGLE.text())
                                .attribute("label", field.label()));
            }
        });
        people.forEach(person -> x.child("item", item -> {
            item.child(
                    "field",
                    jid -> jid.attribute("var", "jid")
                            .child("value", person.account().toString()));
            for (SearchField field : SearchField.values()) {
                item.child("field", cell -> cell.attribute("var", field.text()).child("value", person.value(field)));
            }
        }));
        return x.build();
    }
}
