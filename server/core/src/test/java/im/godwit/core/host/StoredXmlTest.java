package im.godwit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import org.junit.jupiter.api.Test;

class StoredXmlTest {
    private final StoredXml reader = new StoredXml();

    @Test
    void readsWhatWasWritten() {
        Element element = Element.builder("urn:example:a", "one")
                .attribute(new Name("urn:example:b", "mark"), "<&'\"")
                .child("two", "text & more")
                .add(Element.of(new Name("", "bare")))
                .build();

        assertThat(reader.read(ElementWriter.toText(element, ""))).isEqualTo(element);
    }

    @Test
    void readsElementsOfTheStreamsNamespace() {
        Element element = Element.builder("urn:example:a", "one")
                .add(Element.of(new Name(Namespaces.STREAMS, "error")))
                .build();

        assertThat(reader.read(ElementWriter.toText(element, ""))).isEqualTo(element);
    }

    @Test
    void refusesWhatIsNotOneElement() {
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read("<a/><b/>"));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read("<a>"));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.read(""));
    }
}
