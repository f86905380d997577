package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import org.junit.jupiter.api.Test;

/** XEP-0478: what the transport takes is announced before and after authentication. */
class StreamLimitsTest extends ManagedStage {
    private static final Name LIMITS = new Name("urn:xmpp:stream-limits:0", "limits");

    @Test
    @Spec(value = "XEP-0478 §3.1", says = "the features hold the limits in force")
    void limitsAreAmongTheFeatures() {
        Element limits = Element.builder(LIMITS)
                .child("max-bytes", "262144")
                .child("idle-seconds", "900")
                .build();

        Wire juliet = stage.wire("juliet");

        assertThat(juliet.offered().child(LIMITS)).contains(limits);
        assertThat(juliet.features().child(LIMITS)).contains(limits);
    }
}
