package im.godwit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static Element query(Consumer<ElementBuilder> set) {
        ElementBuilder inner = Element.builder(PageRequest.SET);
        set.accept(inner);
        return Element.builder("some:query", "query").add(inner.build()).build();
    }

    private static PageRequest read(Consumer<ElementBuilder> set) {
        return PageRequest.in(query(set)).orElseThrow();
    }

    private static void assertRefused(Element query) {
        assertThatThrownBy(() -> PageRequest.in(query))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(Condition.BAD_REQUEST));
    }

    @Test
    void aQueryWithoutSetAsksForNoPage() {
        assertThat(PageRequest.in(
                        Element.builder("some:query", "query").child("set").build()))
                .isEmpty();
    }

    @Test
    void anEmptySetAsksForTheFirstPage() {
        assertThat(read(set -> {})).isEqualTo(PageRequest.FIRST);
    }

    @Test
    void readsWhereThePageLies() {
        assertThat(read(set -> set.child("max", "10").child("after", "a")))
                .isEqualTo(new PageRequest(OptionalInt.of(10), new Position.After("a")));
        assertThat(read(set -> set.child("before", " a ")).position()).isEqualTo(new Position.Before(" a "));
        assertThat(read(set -> set.child("before")).position()).isEqualTo(new Position.Last());
        assertThat(read(set -> set.child("after")).position()).isEqualTo(new Position.First());
        assertThat(read(set -> set.child("index", " 371 ")).position()).isEqualTo(new Position.At(371));
    }

    @Test
    void ignoresWhatOnlyAnswersHave() {
        assertThat(read(set -> set.child("count", "x").child("first", "a").child("last", "b")))
                .isEqualTo(PageRequest.FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "ten", "1.5", "2147483648", "99999999999999999999", "1;DROP TABLE x", "٣x"})
    void refusesWhatIsNoNumber(String text) {
        assertRefused(query(set -> set.child("max", text)));
        assertRefused(query(set -> set.child("index", text)));
    }

    @Test
    void refusesWhatIsNotDefined() {
        assertRefused(query(set -> set.child("after", "a").child("before", "b")));
        assertRefused(query(set -> set.child("after", "a").child("index", "1")));
        assertRefused(query(set -> set.child("before").child("index", "1")));
        assertRefused(query(set -> set.child("max", "1").child("max", "1")));
        assertRefused(Element.builder("some:query", "query")
                .add(Element.of(PageRequest.SET))
                .add(Element.of(PageRequest.SET))
                .build());
    }

    @Test
    void sizeIsWithinTheServicesBounds() {
        assertThat(PageRequest.FIRST.size(50, 250)).isEqualTo(50);
        assertThat(read(set -> set.child("max", "0")).size(50, 250)).isZero();
        assertThat(read(set -> set.child("max", "100")).size(50, 250)).isEqualTo(100);
        assertThat(read(set -> set.child("max", "2147483647")).size(50, 250)).isEqualTo(250);
    }
}
