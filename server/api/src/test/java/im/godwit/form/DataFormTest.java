package im.godwit.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Namespaces;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DataFormTest {
    private static Element x(String type, Consumer<ElementBuilder> content) {
        ElementBuilder x = Element.builder(DataForm.NAME).attribute("type", type);
        content.accept(x);
        return x.build();
    }

    private static Consumer<ElementBuilder> field(String var, String... values) {
        return x -> x.child("field", field -> {
            field.attribute("var", var);
            List.of(values).forEach(value -> field.child("value", value));
        });
    }

    private static void assertRefused(Element x) {
        assertThatThrownBy(() -> DataForm.of(x))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(Condition.BAD_REQUEST));
    }

    @Test
    void readsWhatItWrote() {
        Field choice = Field.of(FieldType.LIST_SINGLE, "colour", "Colour", List.of("red"))
                .withOptions(List.of(
                        new Field.Option(Optional.of("Red"), "red"), new Field.Option(Optional.empty(), "green")));
        Field text = new Field(
                Optional.of("name"),
                Optional.of(FieldType.TEXT_SINGLE),
                Optional.of("Name"),
                true,
                List.of(),
                List.of());
        DataForm form = new DataForm(
                DataForm.Type.FORM, Optional.of("Title"), List.of("Fill in.", "Send."), List.of(choice, text));

        assertThat(DataForm.of(form.toElement())).isEqualTo(form);
    }

    @Test
    void tellsTheNamespaceOfItsFields() {
        DataForm form = DataForm.of(DataForm.Type.RESULT, "urn:example:form", List.of(Field.submitted("a", "1")));

        DataForm read = DataForm.of(form.toElement());

        assertThat(read.formType()).contains("urn:example:form");
        assertThat(read.field("a").flatMap(Field::value)).contains("1");
        assertThat(read.field("b")).isEmpty();
    }

    @Test
    void aSubmissionMayLeaveOutThatFormTypeIsHidden() {
        assertThat(DataForm.of(x("submit", field("FORM_TYPE", "urn:example:form")))
                        .formType())
                .contains("urn:example:form");
        assertThat(DataForm.of(x("result", field("FORM_TYPE", "urn:example:form")))
                        .formType())
                .isEmpty();
    }

    @Test
    void aFieldWithoutTypeIsTextInAFormAndLeftOpenInASubmission() {
        assertThat(DataForm.of(x("form", field("a"))).field("a").flatMap(Field::type))
                .contains(FieldType.TEXT_SINGLE);
        assertThat(DataForm.of(x("submit", field("a"))).field("a").flatMap(Field::type))
                .isEmpty();
    }

    @Test
    void anUnknownFieldTypeIsText() {
        Element x = x(
                "form", form -> form.child("field", f -> f.attribute("var", "a").attribute("type", "hologram")));

        assertThat(DataForm.of(x).field("a").flatMap(Field::type)).contains(FieldType.TEXT_SINGLE);
    }

    @Test
    void fixedTextNeedsNoName() {
        Element x = x(
                "form",
                form -> form.child("field", f -> f.attribute("type", "fixed").child("value", "Section 1")));

        assertThat(DataForm.of(x).fields()).hasSize(1);
    }

    @Test
    void refusesAFormWithoutOrOfUnknownType() {
        assertRefused(Element.of(DataForm.NAME));
        assertRefused(x("error", form -> {}));
    }

    @Test
    void refusesAFieldWithoutName() {
        assertRefused(x("submit", form -> form.child("field", f -> f.child("value", "1"))));
    }

    @Test
    void refusesTheSameFieldTwice() {
        assertRefused(x("submit", field("a", "1").andThen(field("a", "2"))));
    }

    @Test
    void refusesOptionsOutsideOfListsAndOptionsWithoutOneValue() {
        assertRefused(x(
                "form",
                form -> form.child(
                        "field",
                        f -> f.attribute("var", "a")
                                .attribute("type", "boolean")
                                .child("option", o -> o.child("value", "1")))));
        assertRefused(x(
                "form",
                form -> form.child(
                        "field",
                        f -> f.attribute("var", "a")
                                .attribute("type", "list-single")
                                .child("option"))));
    }

    @Test
    void refusesMoreFieldsOrValuesThanItsBounds() {
        assertThat(DataForm.of(x("submit", many(FormReader.MAX_FIELDS))).fields())
                .hasSize(FormReader.MAX_FIELDS);
        assertRefused(x("submit", many(FormReader.MAX_FIELDS + 1)));
        String[] values = new String[FormReader.MAX_VALUES + 1];
        Arrays.fill(values, "v");
        assertRefused(x("submit", field("a", values)));
    }

    private static Consumer<ElementBuilder> many(int count) {
        return form -> {
            for (int i = 0; i < count; i++) {
                field("f" + i, "v").accept(form);
            }
        };
    }

    @Test
    void findsTheFormInsideAnElement() {
        Element without = Element.builder("urn:example", "configure").build();

        assertThat(DataForm.in(without)).isEmpty();
        assertThat(DataForm.in(without.with(x("cancel", form -> {}))).map(DataForm::type))
                .contains(DataForm.Type.CANCEL);
    }

    @Test
    void isWrittenInTheNamespaceOfDataForms() {
        Element written =
                DataForm.of(DataForm.Type.SUBMIT, "urn:example:form", List.of()).toElement();

        assertThat(written.namespace()).isEqualTo(Namespaces.DATA_FORMS);
        assertThat(written.elements()).allMatch(child -> child.namespace().equals(Namespaces.DATA_FORMS));
    }
}
