package im.godwit.form;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.List;

/**
 * What was found, as rows of the same fields (XEP-0004 §3.4).
 *
 * @param title for people
 * @param columns the names of the fields
 * @param rows each with a value for each column, in their order
 */
public record Table(String title, List<String> columns, List<List<String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row has a value for each column");
        }
    }

    /** The table as a form of type result. */
    public Element toElement() {
        ElementBuilder x = Element.builder(DataForm.NAME)
                .attribute("type", DataForm.Type.RESULT.text())
                .child("title", title);
        x.child(
                "reported",
                reported ->
                        columns.forEach(column -> reported.child("field", field -> field.attribute("var", column))));
        rows.forEach(row -> x.child("item", item -> {
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                String value = row.get(i);
                item.child("field", field -> field.attribute("var", column).child("value", value));
            }
        }));
        return x.build();
    }
}
