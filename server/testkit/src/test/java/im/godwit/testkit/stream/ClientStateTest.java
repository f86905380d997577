package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0352: what waits while nobody looks at the client. */
class ClientStateTest extends ManagedStage {
    private static final String INACTIVE = "<inactive xmlns='urn:xmpp:csi:0'/>";
    private static final String ACTIVE = "<active xmlns='urn:xmpp:csi:0'/>";
    private static final String CHAT_STATE =
            "<message to='{juliet}' type='chat'><%s xmlns='http://jabber.org/protocol/chatstates'/></message>";
    private static final String PRESENCE = "<presence to='{juliet/phone}'><show>%s</show></presence>";

    private Wire inactive() {
        Wire wire = phone().wire().sends(INACTIVE);
        return wire.isAcknowledged(1); // so it was looked at
    }

    @Test
    @Spec(value = "XEP-0352 §4.1", says = "the feature comes with those after authentication")
    void featureIsOfferedAfterAuthenticationOnly() {
        Wire juliet = stage.wire("juliet");

        assertThat(juliet.features().child(new Name("urn:xmpp:csi:0", "csi"))).isPresent();
        assertThat(juliet.offered().child(new Name("urn:xmpp:csi:0", "csi"))).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0352 §3.2", says = "the latest presence of each contact, once the client is active again")
    void onlyTheLastPresenceOfEachResourceIsSent() {
        Wire juliet = inactive();
        romeo.sends(PRESENCE.formatted("away"));
        stage.client("mercutio").sends(PRESENCE.formatted("dnd"));
        romeo.sends(PRESENCE.formatted("xa"));
        juliet.receivesNothing();

        juliet.sends(ACTIVE);

        juliet.receives("<presence from='{mercutio/}'><show>dnd</show></presence>");
        juliet.receives("<presence from='{romeo/}'><show>xa</show></presence>").receivesNothing();
    }

    @Test
    void chatStatesAreOfInterestOnlyToWhoeverLooks() {
        Wire juliet = inactive();
        romeo.sends(CHAT_STATE.formatted("composing"));
        romeo.sends(CHAT_STATE.formatted("paused"));
        juliet.receivesNothing();

        juliet.sends(ACTIVE);

        juliet.receives(CHAT_STATE.formatted("paused")).receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §10.1", says = "the order between two parties stays")
    void whatIsUrgentTakesWhatWaitsAlong() {
        Wire juliet = inactive();
        romeo.sends(PRESENCE.formatted("away"));
        romeo.sends(CHAT_STATE.formatted("composing"));

        romeoSays("wake up");

        juliet.receives("<presence><show>away</show></presence>");
        juliet.receives(CHAT_STATE.formatted("composing"));
        juliet.receives("<message><body>wake up</body></message>");
        romeo.sends(PRESENCE.formatted("chat"));
        juliet.receivesNothing(); // and inactive it is still
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence to='{juliet/phone}' type='subscribe'/>",
                "<message to='{juliet}' type='chat'><body>hi</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>",
                "<message to='{juliet}'><received xmlns='urn:xmpp:receipts' id='m1'/></message>",
                "<message to='{juliet}'><event xmlns='http://jabber.org/protocol/pubsub#event'/></message>",
                "<iq to='{juliet/phone}' type='get' id='v'><query xmlns='jabber:iq:version'/></iq>"
            })
    void whatIsNotKnownToBeNoiseGoesAtOnce(String stanza) {
        Wire juliet = inactive();

        romeo.sends(stanza);

        assertThat(juliet.receives().attribute("from")).contains("romeo@example.org/home");
    }

    @Test
    @Spec(value = "XEP-0352 §5.1", says = "what was held back leaves before the answer to the next request")
    void activeIsDoneBeforeTheNextRequestIsAnswered() {
        Wire juliet = inactive();
        romeo.sends(PRESENCE.formatted("away"));

        juliet.sends(ACTIVE).sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");

        juliet.receives("<presence><show>away</show></presence>");
        assertThat(juliet.receives().attribute("id")).contains("p");
    }

    @Test
    void whatWaitsIsBounded() {
        Wire juliet = stage.wire("juliet").binds("phone").sends("<presence/>").sends(INACTIVE);
        juliet.receivesNothing();
        String large = "x".repeat(40_000);
        for (int i = 0; i < 10; i++) {
            romeo.sends("<presence to='{juliet/phone}'><status>" + large + "</status></presence>");
        }
        juliet.receivesNothing(); // it is one presence all the time

        for (int i = 0; i < 3; i++) {
            stage.client("mercutio/r" + i)
                    .sends("<presence to='{juliet/phone}'><status>" + large + "</status></presence>");
        }

        for (int i = 0; i < 4; i++) {
            assertThat(juliet.receives().local()).isEqualTo("presence");
        }
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "h counts what was sent; what waits was not")
    void whatWaitsIsNotCountedYet() {
        Wire juliet = inactive();
        romeo.sends(PRESENCE.formatted("away"));
        romeoSays("one");
        juliet.receives("<presence>{any}</presence>").receives("<message><body>one</body></message>");

        juliet.acknowledges(2).isAcknowledged(1);
        romeo.sends(PRESENCE.formatted("xa"));
        juliet.acknowledges(2).sends(ACTIVE);

        juliet.receives("<presence>{any}</presence>").acknowledges(3).isAcknowledged(1);
    }

    @Test
    @Spec(value = "XEP-0352 §5.2", says = "a resumed stream begins active")
    void resumedStreamIsActiveAndHasWhatWaited() {
        Phone phone = phone();
        phone.wire().sends(INACTIVE).isAcknowledged(1);
        romeo.sends(PRESENCE.formatted("away"));
        breaks(phone);
        romeo.sends(PRESENCE.formatted("xa"));

        Wire again = resuming("juliet", phone.id(), 0).receives("<resumed xmlns='urn:xmpp:sm:3'/>");

        again.receives("<presence><show>away</show></presence>");
        again.receives("<presence><show>xa</show></presence>");
    }

    @Test
    void sessionWithoutAcknowledgementsIsInactiveToo() {
        Wire juliet = stage.wire("juliet").binds("phone").sends("<presence/>").sends(INACTIVE);
        juliet.receivesNothing();
        romeo.sends(PRESENCE.formatted("away"));
        juliet.receivesNothing();
        juliet.enables();
        juliet.receivesNothing();

        juliet.sends(ACTIVE).receives("<presence><show>away</show></presence>");

        juliet.acknowledges(1).isAcknowledged(0);
    }
}
