package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each cell of the table in XEP-0060 §4.1, by doing it. The node keeps an item of its owner and one of the other. */
class PrivilegeTest extends EngineTest {
    @ParameterizedTest
    @CsvSource({
        // affiliation, subscribe, retrieve, publish, others' item, own item, purge others, purge own, configure, delete
        "OWNER,        yes,       yes,         yes,       yes,       yes,       yes,       yes,       yes,       yes",
        "PUBLISHER,    yes,       yes,         yes,       FORBIDDEN, yes,       FORBIDDEN, yes,       FORBIDDEN, FORBIDDEN",
        "PUBLISH_ONLY, FORBIDDEN, FORBIDDEN,   yes,       FORBIDDEN, yes,       FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN",
        "MEMBER,       yes,       yes,         FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN",
        "NONE,         FORBIDDEN, CLOSED_NODE, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN",
        "OUTCAST,      FORBIDDEN, FORBIDDEN,   FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN"
    })
    void letsEachAffiliationDoWhatTheTableSays(
            Affiliation affiliation,
            String subscribe,
            String retrieve,
            String publish,
            String retractOthers,
            String retractOwn,
            String purgeOthers,
            String purgeOwn,
            String configure,
            String delete) {
        affiliate(OTHER, Affiliation.PUBLISHER);
        publish(OTHER, "own");
        publish(OWNER, "other");
        affiliate(OTHER, Affiliation.NONE);
        affiliate(OTHER, affiliation);

        // none may subscribe where the model lets anybody, which is why retrieval is asked of a whitelist
        String expected = affiliation == Affiliation.NONE ? "yes" : subscribe;
        assertThat(said(() -> subscribe(OTHER))).as("subscribe").isEqualTo(expected);
        configure(Settings.ACCESS_MODEL, AccessModel.WHITELIST);
        assertThat(said(() -> pubsub.retrieval().page(OTHER, NODE, Optional.empty(), ItemQuery.newest(10))))
                .as("retrieve")
                .isEqualTo(retrieve);
        assertThat(said(() -> publish(OTHER, "new"))).as("publish").isEqualTo(publish);
        assertThat(said(() -> retract("other"))).as("retract others'").isEqualTo(retractOthers);
        assertThat(said(() -> retract("own"))).as("retract own").isEqualTo(retractOwn);
        publish(OWNER, "other");
        assertThat(said(() -> pubsub.management().purge(OTHER, NODE)))
                .as("purge others'")
                .isEqualTo(purgeOthers);
        pubsub.management().purge(OWNER, NODE);
        if (publish.equals("yes")) {
            publish(OTHER, "own");
        }
        assertThat(said(() -> pubsub.management().purge(OTHER, NODE)))
                .as("purge own")
                .isEqualTo(purgeOwn);
        assertThat(said(() -> pubsub.management().configure(OTHER, NODE, UnaryOperator.identity())))
                .as("configure")
                .isEqualTo(configure);
        assertThat(said(() -> pubsub.management().delete(OTHER, NODE, Optional.empty())))
                .as("delete")
                .isEqualTo(delete);
    }

    private void retract(String id) {
        pubsub.publishing().retract(OTHER, NODE, List.of(id), false);
    }
}
