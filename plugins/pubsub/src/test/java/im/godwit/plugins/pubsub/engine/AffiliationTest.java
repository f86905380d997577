package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AffiliationTest {
    @Test
    void mayDoWhatTheTableOfSection41Says() {
        assertThat(table()).isEqualTo("""
                             SUBSCRIBE   RETRIEVE    PUBLISH     DELETE_ITEM PURGE       CONFIGURE   DELETE_NODE
                OWNER        YES         YES         YES         YES         YES         YES         YES
                PUBLISHER    YES         YES         YES         OWN         OWN         NO          NO
                PUBLISH_ONLY NO          NO          YES         OWN         NO          NO          NO
                MEMBER       YES         YES         NO          NO          NO          NO          NO
                NONE         YES         NO          NO          NO          NO          NO          NO
                OUTCAST      NO          NO          NO          NO          NO          NO          NO
                """);
    }

    private static String table() {
        String head = " ".repeat(13) + row(Arrays.stream(Privilege.values()).map(Enum::name));
        return head
                + Arrays.stream(Affiliation.values())
                        .map(affiliation -> "%-13s".formatted(affiliation)
                                + row(Arrays.stream(Privilege.values())
                                        .map(affiliation::grant)
                                        .map(Enum::name)))
                        .collect(Collectors.joining());
    }

    private static String row(Stream<String> cells) {
        return cells.map("%-12s"::formatted).collect(Collectors.joining()).stripTrailing() + "\n";
    }

    @Test
    void becomesWhatTheStateChartOfSection41Says() {
        String chart = Arrays.stream(Affiliation.values())
                .map(from -> from + ":"
                        + Arrays.stream(Affiliation.values())
                                .filter(to -> from != to && from.mayBecome(to))
                                .map(to -> " " + to)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(chart).isEqualTo("""
                OWNER: NONE
                PUBLISHER: OWNER NONE OUTCAST
                PUBLISH_ONLY: OWNER PUBLISHER NONE OUTCAST
                MEMBER: OWNER PUBLISHER PUBLISH_ONLY NONE OUTCAST
                NONE: OWNER PUBLISHER PUBLISH_ONLY MEMBER OUTCAST
                OUTCAST: OWNER PUBLISHER PUBLISH_ONLY MEMBER NONE
                """);
    }

    @Test
    void isReadAsItIsWritten() {
        for (Affiliation affiliation : Affiliation.values()) {
            assertThat(Affiliation.named(affiliation.text())).contains(affiliation);
        }
        assertThat(Affiliation.PUBLISH_ONLY.text()).isEqualTo("publish-only");
        assertThat(Affiliation.named("OWNER")).isEmpty();
    }
}
