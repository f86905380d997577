package im.godwit.plugins.offline;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineLimitsTest {
    private static final String FULL = """
            <message type='error' id='%s' from='{juliet}'>{any}
              <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
            </message>""";

    private static Stage stage(OfflinePlugin.Options options) {
        return Stage.builder()
                .plugins(List.of(new AvailabilityPlugin(), new OfflinePlugin()))
                .options("offline", options)
                .build();
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "service-unavailable when the queue is full")
    void messagesBeyondTheirNumberBounce() {
        try (Stage stage = stage(new OfflinePlugin.Options(2, 1_000_000))) {
            stage.account("juliet");
            Actor romeo = stage.online("romeo");
            romeo.sends("<message to='{juliet}' id='m1'><body>1</body></message>");
            romeo.sends("<message to='{juliet}' id='m2'><body>2</body></message>");
            romeo.receivesNothing();

            romeo.sends("<message to='{juliet}' id='m3'><body>3</body></message>");

            romeo.receives(FULL.formatted("m3"));
            Actor juliet = stage.client("juliet").sends("<presence/>");
            juliet.receives("<message id='m1'><body>1</body><delay xmlns='urn:xmpp:delay'/></message>");
            juliet.receives("<message id='m2'><body>2</body><delay xmlns='urn:xmpp:delay'/></message>");
            juliet.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0160 §2", says = "service-unavailable when the queue is full")
    void messagesBeyondTheirSizeBounceAndSmallerOnesStillFit() {
        try (Stage stage = stage(new OfflinePlugin.Options(100, 1000))) {
            stage.account("juliet");
            Actor romeo = stage.online("romeo");

            romeo.sends("<message to='{juliet}' id='m1'><body>%s</body></message>".formatted("é".repeat(500)));
            romeo.receives(FULL.formatted("m1"));
            romeo.sends("<message to='{juliet}' id='m2'><body>%s</body></message>".formatted("e".repeat(500)));
            romeo.receivesNothing();
            romeo.sends("<message to='{juliet}' id='m3'><body>%s</body></message>".formatted("e".repeat(500)));
            romeo.receives(FULL.formatted("m3"));
        }
    }

    @Test
    void oneFullQueueIsNotAnothers() {
        try (Stage stage = stage(new OfflinePlugin.Options(1, 1_000_000))) {
            stage.account("juliet");
            stage.account("nurse");
            Actor romeo = stage.online("romeo");

            romeo.sends("<message to='{juliet}'><body>1</body></message>");
            romeo.sends("<message to='{nurse}'><body>1</body></message>");

            romeo.receivesNothing();
        }
    }

    @Test
    void stanzaIdCountsOnlyWhereSomebodyVouchesForIt() {
        try (Stage stage = stage(new OfflinePlugin.Options(0, 1_000_000))) {
            stage.account("juliet");
            Actor romeo = stage.online("romeo");

            romeo.sends("""
                    <message to='{juliet}' id='m1'>
                      <body>1</body><stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{juliet}'/>
                    </message>""");

            romeo.receives(FULL.formatted("m1"));
        }
    }
}
