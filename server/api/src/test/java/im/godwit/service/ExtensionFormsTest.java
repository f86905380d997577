package im.godwit.service;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionFormsTest {
    private static Element form(String type, Field... fields) {
        return DataForm.of(DataForm.Type.RESULT, type, List.of(fields)).toElement();
    }

    private static Element untyped(String var) {
        return new DataForm(DataForm.Type.RESULT, Optional.empty(), List.of(), List.of(Field.submitted(var, "value")))
                .toElement();
    }

    @Test
    void formsOfOneTypeAreOne() {
        Element first = form("urn:example:a", Field.submitted("one", "1"));
        Element other = form("urn:example:b", Field.submitted("two", "2"));
        Element second = form("urn:example:a", Field.submitted("three", "3", "4"));

        assertThat(ExtensionForms.merged(List.of(first, other, second)))
                .containsExactly(
                        form("urn:example:a", Field.submitted("one", "1"), Field.submitted("three", "3", "4")), other);
    }

    @Test
    void noFieldIsThereTwice() {
        Element first = form("urn:example:a", Field.submitted("one", "1"));
        Element second = form("urn:example:a", Field.submitted("one", "2"), Field.submitted("two", "2"));

        assertThat(ExtensionForms.merged(List.of(first, second)))
                .containsExactly(form("urn:example:a", Field.submitted("one", "1"), Field.submitted("two", "2")));
    }

    @Test
    void formsWithoutATypeStayApart() {
        List<Element> forms =
                Stream.of("one", "two").map(ExtensionFormsTest::untyped).toList();

        assertThat(ExtensionForms.merged(forms)).isEqualTo(forms);
    }
}
