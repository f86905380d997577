package im.godwit.plugins.pubsub;

import static im.godwit.plugins.pubsub.PubSubTesting.creates;
import static im.godwit.plugins.pubsub.PubSubTesting.error;
import static im.godwit.plugins.pubsub.PubSubTesting.publication;
import static im.godwit.plugins.pubsub.PubSubTesting.publishes;
import static im.godwit.plugins.pubsub.PubSubTesting.set;
import static im.godwit.plugins.pubsub.PubSubTesting.subscribesInFull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PubSubOptionsTest {
    private static final PubSubOptions TIGHT =
            new PubSubOptions(Creators.ACCOUNTS, true, 1, 2, 100, 1, 2, 10, false, 9, 1, HttpAccess.ANYONE);

    private Stage stage;
    private Actor hamlet;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of())
                .service("pubsub", List.of(new DiscoPlugin(), new PubSubPlugin()))
                .options("pubsub", TIGHT)
                .build();
        hamlet = stage.client("hamlet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.4", says = "a node is made when somebody publishes to it")
    void publishingCreatesTheNodeWhereThatIsOn() {
        publishes(hamlet, "music", "one");

        hamlet.sends("""
                <iq type='get' id='ask' to='pubsub.example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'/>
                </iq>""");
        assertThat(hamlet.receives().toString()).contains("http://jabber.org/protocol/pubsub#auto-create");
    }

    @Test
    void anAccountCreatesOnlySoManyNodes() {
        creates(hamlet, "music");

        hamlet.sends(set("<create node='poetry'/>"));

        hamlet.receives(error("wait", "policy-violation", "max-nodes-exceeded"));
    }

    @Test
    @Spec(value = "XEP-0060 §6.1.3.9", says = "too many subscriptions")
    void aNodeTakesOnlySoManySubscriptions() {
        Actor horatio = stage.client("horatio");
        creates(hamlet, "music");
        subscribesInFull(hamlet, "music");

        horatio.sends(set("<subscribe node='music' jid='{horatio}'/>"));

        horatio.receives(error("wait", "policy-violation", "too-many-subscriptions"));
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.5", says = "a payload beyond the service's limit")
    void anItemIsOnlySoLarge() {
        creates(hamlet, "music");

        hamlet.sends(publication("music", "x".repeat(200)));

        hamlet.receives(error("modify", "not-acceptable", "payload-too-big"));
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PubSubOptions(Creators.ANYONE, false, 1, 0, 1, 1, 1, 1, false, 1, 1, HttpAccess.ANYONE))
                .withMessageStartingWith("items-per-node");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PubSubOptions(Creators.ANYONE, false, 1, 1, 0, 1, 1, 1, false, 1, 1, HttpAccess.ANYONE))
                .withMessageStartingWith("payload-bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PubSubOptions(Creators.ANYONE, false, 1, 1, 1, 1, 1, 1, false, 0, 1, HttpAccess.ANYONE))
                .withMessageStartingWith("subscriptions-per-account");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PubSubOptions(Creators.ANYONE, false, 1, 1, 1, 1, 1, 1, false, 1, 0, HttpAccess.ANYONE))
                .withMessageStartingWith("lease-days");
    }
}
