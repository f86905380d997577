package im.godwit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    private static Page<String> page(List<String> all, Position position, int size) {
        return Page.of(all, Function.identity(), new PageRequest(OptionalInt.empty(), position), size);
    }

    private static PageSummary summary(String first, String last, long index, long count) {
        return new PageSummary(
                Optional.of(new PageSummary.Span(first, last, OptionalLong.of(index))), OptionalLong.of(count));
    }

    @Test
    void pagesForwards() {
        assertThat(page(ALL, new Position.First(), 2))
                .isEqualTo(new Page<>(List.of("a", "b"), summary("a", "b", 0, 5)));
        assertThat(page(ALL, new Position.After("b"), 2))
                .isEqualTo(new Page<>(List.of("c", "d"), summary("c", "d", 2, 5)));
        // XEP-0059 §2.2: one item is both first and last; its index is the count less the items of the page
        assertThat(page(ALL, new Position.After("d"), 2)).isEqualTo(new Page<>(List.of("e"), summary("e", "e", 4, 5)));
    }

    @Test
    void pagesBackwards() {
        assertThat(page(ALL, new Position.Last(), 2)).isEqualTo(new Page<>(List.of("d", "e"), summary("d", "e", 3, 5)));
        assertThat(page(ALL, new Position.Before("d"), 2))
                .isEqualTo(new Page<>(List.of("b", "c"), summary("b", "c", 1, 5)));
        assertThat(page(ALL, new Position.Before("b"), 2)).isEqualTo(new Page<>(List.of("a"), summary("a", "a", 0, 5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, Integer.MAX_VALUE})
    void allPagesTogetherAreTheList(int size) {
        List<String> forwards = new ArrayList<>();
        Page<String> page = page(ALL, new Position.First(), size);
        while (!page.items().isEmpty()) {
            forwards.addAll(page.items());
            page = page(ALL, new Position.After(page.items().getLast()), size);
        }
        assertThat(forwards).isEqualTo(ALL);

        List<String> backwards = new ArrayList<>();
        page = page(ALL, new Position.Last(), size);
        while (!page.items().isEmpty()) {
            backwards.addAll(0, page.items());
            page = page(ALL, new Position.Before(page.items().getFirst()), size);
        }
        assertThat(backwards).isEqualTo(ALL);
    }

    @Test
    void findsThePageAtAnIndex() {
        assertThat(page(ALL, new Position.At(3), 5)).isEqualTo(new Page<>(List.of("d", "e"), summary("d", "e", 3, 5)));
        // §2.6: a place behind the end makes an empty page
        assertThat(page(ALL, new Position.At(5), 5))
                .isEqualTo(new Page<>(List.of(), PageSummary.empty(OptionalLong.of(5))));
        assertThat(page(ALL, new Position.At(Integer.MAX_VALUE), Integer.MAX_VALUE)
                        .items())
                .isEmpty();
    }

    @Test
    void emptyPagesHaveACountAlone() {
        Page<String> none = new Page<>(List.of(), PageSummary.empty(OptionalLong.of(5)));
        assertThat(page(ALL, new Position.First(), 0)).isEqualTo(none);
        assertThat(page(ALL, new Position.Last(), 0)).isEqualTo(none);
        assertThat(page(ALL, new Position.After("e"), 2)).isEqualTo(none);
        assertThat(page(ALL, new Position.Before("a"), 2)).isEqualTo(none);
        assertThat(page(List.of(), new Position.Last(), 2).summary()).isEqualTo(PageSummary.empty(OptionalLong.of(0)));
    }

    @Test
    void refusesWhatIsNotInTheList() {
        for (Position position : List.of(new Position.After("x"), new Position.Before("x"))) {
            assertThatThrownBy(() -> page(ALL, position, 2))
                    .isInstanceOfSatisfying(
                            StanzaException.class,
                            refused -> assertThat(refused.error().condition()).isEqualTo(Condition.ITEM_NOT_FOUND));
        }
    }

    @Test
    void summaryIsWritten() {
        assertThat(summary("a", "b", 0, 800).toElement())
                .isEqualTo(Element.builder(PageRequest.NAMESPACE, "set")
                        .child("first", first -> first.attribute("index", "0").text("a"))
                        .child("last", "b")
                        .child("count", "800")
                        .build());
        assertThat(new PageSummary(
                                Optional.of(new PageSummary.Span("a", "b", OptionalLong.empty())), OptionalLong.empty())
                        .toElement())
                .isEqualTo(Element.builder(PageRequest.NAMESPACE, "set")
                        .child("first", "a")
                        .child("last", "b")
                        .build());
        assertThat(PageSummary.empty(OptionalLong.of(7)).toElement())
                .isEqualTo(Element.builder(PageRequest.NAMESPACE, "set")
                        .child("count", "7")
                        .build());
    }
}
