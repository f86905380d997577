package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Session;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** What plugins hear of whether somebody is there to see what a session gets. */
class AttentionTest extends ManagedStage {
    private Session session() {
        return keeping.sessions(stage.account("juliet")).iterator().next();
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "a session waits with what its client did not acknowledge")
    void aSessionThatWaitsTellsWhatItsClientMayNotHave() {
        Phone juliet = phone();
        romeoSays("one", "two");
        juliet.receives("one", "two");
        juliet.wire().acknowledges(1).isAcknowledged(1);
        assertThat(session().isAttended()).isTrue();

        breaks(juliet);

        assertThat(keeping.detached().unacknowledged())
                .extracting(message ->
                        message.element().child("body").map(Element::text).orElseThrow())
                .containsExactly("two");
        assertThat(session().isAttended()).isFalse();

        resuming("juliet", juliet.id(), 2).receives();

        assertThat(keeping.attended().isAttended()).isTrue();
    }

    @Test
    @Spec(value = "XEP-0352 §3", says = "active and inactive")
    void aClientSaysWhetherSomebodyLooks() {
        Wire juliet = phone().wire();

        juliet.sends("<inactive xmlns='urn:xmpp:csi:0'/>").isAcknowledged(1);
        assertThat(session().isAttended()).isFalse();

        juliet.sends("<active xmlns='urn:xmpp:csi:0'/>").isAcknowledged(1);
        assertThat(keeping.attended().isAttended()).isTrue();
    }

    @Test
    void anInactiveClientThatIsLostIsNotThere() {
        Phone juliet = phone();
        juliet.wire().sends("<inactive xmlns='urn:xmpp:csi:0'/>").isAcknowledged(1);

        breaks(juliet);

        keeping.detached();
        assertThat(session().isAttended()).isFalse();
        assertThat(keeping.wasAttended()).isFalse();
    }
}
