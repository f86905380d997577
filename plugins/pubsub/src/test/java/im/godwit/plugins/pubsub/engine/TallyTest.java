package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    /** Attachments of one publisher: nothing but reactions. */
    private static Item reactions(List<String> texts) {
        ElementBuilder attachments = Element.builder(Attached.NAMESPACE, "attachments");
        attachments.child("reactions", some -> texts.forEach(text -> some.child("reaction", text)));
        return new Item(
                "id",
                Optional.of(Jid.parse("romeo@montague.lit")),
                Instant.EPOCH,
                Optional.of(Payload.of(attachments.build())));
    }

    private static List<String> told(List<Item> attached) {
        return Tally.of(attached).stream()
                .flatMap(summary -> summary.child("reactions").stream())
                .flatMap(reactions -> reactions.elements().stream())
                .map(reaction -> reaction.text() + reaction.attribute("count").orElse(""))
                .toList();
    }

    @Test
    @Spec(value = "XEP-0470 §4.8.2", says = "a count MUST be added to what appears multiple times")
    void countsWhatAppearsSeveralTimes() {
        assertThat(told(List.of(
                        reactions(List.of("🎈", "💃")),
                        reactions(List.of("🎉", "💃", "💃")),
                        reactions(List.of("💃")))))
                .containsExactly("💃3", "🎈", "🎉");
    }

    @Test
    @Spec(value = "XEP-0470 §5", says = "receiving entities MAY ignore reactions that are no single emoji")
    void leavesOutWhatCannotBeAnEmoji() {
        assertThat(told(List.of(reactions(List.of("", " ", "x".repeat(65)))))).isEmpty();
    }

    @Test
    void aSummaryStaysShort() {
        List<String> many =
                IntStream.range(0, 300).mapToObj(number -> "number " + number).toList();

        assertThat(told(List.of(reactions(many), reactions(List.of("🎈")), reactions(List.of("🎈")))))
                .hasSize(200)
                .startsWith("🎈2")
                .doesNotContain("number 299");
    }

    @Test
    void ofNothingNothingIsTold() {
        assertThat(Tally.of(List.of())).isEmpty();
        assertThat(Tally.of(List.of(reactions(List.of())))).isEmpty();
    }
}
