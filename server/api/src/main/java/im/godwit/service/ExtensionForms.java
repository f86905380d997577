package im.godwit.service;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The extension forms of an entity (XEP-0128), to which several plugins add. */
final class ExtensionForms {
    private ExtensionForms() {}

    /**
     * The forms with those of one {@code FORM_TYPE} in one, at the place of the first: two of them would make the whole
     * answer ill-formed for who verifies its hash (XEP-0115 §5.4). Of two fields of one name the first is told.
     */
    static List<Element> merged(List<Element> forms) {
        if (forms.size() < 2) {
            return forms;
        }
        Map<Object, Element> merged = new LinkedHashMap<>();
        for (Element form : forms) {
            // what has no type stays by itself
            Object type = DataForm.of(form).formType().map(Object.class::cast).orElseGet(Object::new);
            merged.merge(type, form, ExtensionForms::joined);
        }
        return List.copyOf(merged.values());
    }

    private static Element joined(Element first, Element second) {
        Set<Optional<String>> taken = new HashSet<>();
        first.elements(Field.NAME).forEach(field -> taken.add(field.attribute("var")));
        ElementBuilder joined = first.toBuilder();
        second.elements(Field.NAME)
                .filter(field -> taken.add(field.attribute("var")))
                .forEach(joined::add);
        return joined.build();
    }
}
