package im.godwit.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedElementTest {
    private static final Element EVENT = Element.builder("urn:event", "event")
            .child("item", item -> item.attribute("id", "<'&'>").text("to be & not"))
            .add(Element.builder("jabber:client", "body").text("words").build())
            .build();

    private static String around(String namespace, Element child) {
        Element stanza = Element.builder(namespace, "message")
                .attribute("to", "a@b")
                .add(child)
                .build();
        return ElementWriter.toText(stanza, "jabber:client");
    }

    @Test
    void isWrittenAsItWouldBeOtherwise() {
        Element shared = EVENT.shared();

        for (String namespace : new String[] {"jabber:client", "urn:event", "jabber:client", "urn:other"}) {
            assertThat(around(namespace, shared)).isEqualTo(around(namespace, EVENT));
            assertThat(around(namespace, shared)).isEqualTo(around(namespace, EVENT));
        }
    }

    @Test
    void isTheSameElement() {
        Element shared = EVENT.shared();

        assertThat(shared.name()).isEqualTo(EVENT.name());
        assertThat(shared.children()).isEqualTo(EVENT.children());
        assertThat(ElementWriter.toText(shared.withAttribute("id", "1"), ""))
                .isEqualTo(ElementWriter.toText(EVENT.withAttribute("id", "1"), ""));
    }

    @Test
    void sharesItsContentWithThoseThatDifferInAttributes() {
        Element shared = EVENT.shared();
        Element one = shared.withAttribute("to", "one@example.org");
        Element other = shared.withAttribute("to", "o'ther@example.org").withoutAttribute("from");

        assertThat(one.writing()).isSameAs(shared.writing());
        assertThat(other.writing()).isSameAs(shared.writing());
        assertThat(ElementWriter.toText(one, ""))
                .isEqualTo(ElementWriter.toText(EVENT.withAttribute("to", "one@example.org"), ""));
        assertThat(ElementWriter.toText(other, ""))
                .isEqualTo(ElementWriter.toText(EVENT.withAttribute("to", "o'ther@example.org"), ""));
    }

    @Test
    void doesNotShareItWithThoseThatHaveOtherContent() {
        Element more = EVENT.shared().with(Element.of(Name.of("more")));

        assertThat(ElementWriter.toText(more, "")).contains("<more");
    }
}
