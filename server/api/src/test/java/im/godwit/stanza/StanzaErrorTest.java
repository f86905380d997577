package im.godwit.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import org.junit.jupiter.api.Test;

class StanzaErrorTest {
    /** RFC 6120 §8.3.3.5. */
    @Test
    void goneSaysWhere() {
        Element error = Condition.GONE
                .error()
                .withUri("xmpp:romeo@example.net")
                .withType(ErrorType.MODIFY)
                .toElement();

        assertThat(error.attribute("type")).contains("modify");
        assertThat(error.elements())
                .containsExactly(Element.of(new Name(Namespaces.STANZA_ERRORS, "gone"), "xmpp:romeo@example.net"));
    }

    @Test
    void otherConditionsLeadNowhere() {
        assertThatThrownBy(() -> Condition.CONFLICT.error().withUri("xmpp:romeo@example.net"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
