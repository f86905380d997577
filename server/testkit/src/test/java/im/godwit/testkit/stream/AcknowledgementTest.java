package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0198 §2 to §4, §6 and §7: enabling and acknowledging. */
class AcknowledgementTest extends ManagedStage {
    private static final String UNEXPECTED = """
            <failed xmlns='urn:xmpp:sm:3'>
              <unexpected-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
            </failed>""";
    private static final String BAD_REQUEST = """
            <failed xmlns='urn:xmpp:sm:3'>
              <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
            </failed>""";

    @Test
    @Spec(value = "XEP-0198 §2", says = "the feature comes with those after authentication")
    void featureIsOfferedAfterAuthenticationOnly() {
        Wire juliet = stage.wire("juliet");

        assertThat(juliet.features().child(new Name("urn:xmpp:sm:3", "sm"))).isPresent();
        assertThat(juliet.offered().child(new Name("urn:xmpp:sm:3", "sm"))).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0198 §3", says = "without the wish to resume there is nothing to resume")
    void enabledWithoutResumptionHasNoId() {
        Wire juliet = stage.wire("juliet").binds("phone").sends("<enable xmlns='urn:xmpp:sm:3'/>");

        assertThat(juliet.receives().attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 300", "max='60', 60", "max='1800', 1800", "max='1801', 1800", "max='4294967295', 1800"})
    @Spec(value = "XEP-0198 §3", says = "the client prefers a time, the server decides")
    void clientsWishForTheTimeIsHeardWithinBounds(String max, String granted) {
        Wire juliet =
                stage.wire("juliet").binds("phone").sends("<enable xmlns='urn:xmpp:sm:3' resume='1' " + max + "/>");

        Element enabled = juliet.receives();

        assertThat(enabled.attribute("resume")).contains("true");
        assertThat(enabled.attribute("max")).contains(granted);
        assertThat(enabled.attribute("id").orElseThrow()).hasSizeGreaterThanOrEqualTo(22); // 128 bits in base64
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume='yes'", "max='0'", "max='-1'", "max='soon'", "max=''"})
    @Spec(value = "XEP-0198 §6", says = "an error in <enable/> is answered with <failed/>, and can be recovered from")
    void malformedEnableIsRefused(String attributes) {
        Wire juliet = stage.wire("juliet").binds("phone");

        juliet.sends("<enable xmlns='urn:xmpp:sm:3' " + attributes + "/>").receives(BAD_REQUEST);

        juliet.enables();
    }

    @Test
    @Spec(value = "XEP-0198 §3", says = "the server enforces the order and answers with <failed/>")
    void enableBeforeBindingIsUnexpected() {
        Wire juliet = stage.wire("juliet");

        juliet.sends("<enable xmlns='urn:xmpp:sm:3'/>").receives(UNEXPECTED);

        juliet.binds("phone").enables();
    }

    @Test
    @Spec(value = "XEP-0198 §3", says = "a second <enable/> ends the stream")
    void secondEnableEndsTheStream() {
        Phone phone = phone();

        phone.wire().sends("<enable xmlns='urn:xmpp:sm:3' resume='true'/>").receives(UNEXPECTED);

        phone.wire().isClosedWith(StreamCondition.POLICY_VIOLATION);
        resuming("juliet", phone.id(), 0).receives("""
                <failed xmlns='urn:xmpp:sm:3' h='1'>
                  <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </failed>""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<r xmlns='urn:xmpp:sm:3'/>",
                "<a xmlns='urn:xmpp:sm:3' h='0'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='x' h='0'/>"
            })
    @Spec(value = "XEP-0198 §4", says = "acknowledgements are sent after stream management is enabled")
    void whatNeedsManagementIsUnexpectedWithout(String element) {
        stage.wire("juliet").binds("phone").sends(element).receives(UNEXPECTED);
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "h counts the stanzas handled since <enable/>, and nothing else")
    void stanzasAreCountedWhateverBecomesOfThem() {
        Phone phone = phone();

        phone.wire()
                .sends("<message to='{romeo/}'><body>hello</body></message>")
                .isAcknowledged(2);
        phone.wire().sends("<message to='romeo@@'/>");
        assertThat(phone.wire().receives().attribute("type")).contains("error");
        phone.wire().isAcknowledged(3);
        phone.wire().sends("<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        phone.wire().receives("<iq type='result' id='s'/>").isAcknowledged(4);
        phone.wire().acknowledges(2).sends("<active xmlns='urn:xmpp:csi:0'/>").isAcknowledged(4);
    }

    @Test
    @Spec(value = "XEP-0198 §6", says = "who acknowledges more than it got is told so, and its stream closed")
    void tooHighCountEndsTheStream() {
        Phone phone = phone();
        romeoSays("one", "two");
        phone.receives("one", "two");

        phone.wire().acknowledges(3);

        assertThat(phone.wire()
                        .isClosedWith(StreamCondition.UNDEFINED_CONDITION)
                        .specific())
                .contains(Element.builder("urn:xmpp:sm:3", "handled-count-too-high")
                        .attribute("h", "3")
                        .attribute("send-count", "2")
                        .build());
        areKept("one", "two");
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "counts only grow")
    void countThatWasHigherBeforeEndsTheStream() {
        Phone phone = phone();
        romeoSays("one", "two");
        phone.receives("one", "two");

        phone.wire().acknowledges(2).acknowledges(1);

        phone.wire().isClosedWith(StreamCondition.UNDEFINED_CONDITION);
        assertThat(keeping.ended().jid().resource()).contains("phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h=''", "h='-1'", "h='one'", "h='4294967296'", "h='99999999999999999999'", "h='1.0'"})
    @Spec(value = "XEP-0198 §4", says = "an acknowledgement has an unsigned number")
    void unreadableCountEndsTheStream(String attribute) {
        Phone phone = phone();

        phone.wire().sends("<a xmlns='urn:xmpp:sm:3' " + attribute + "/>");

        phone.wire().isClosedWith(StreamCondition.BAD_FORMAT);
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "either side may ask for an acknowledgement")
    void serverAsksAfterSomeStanzas() {
        Phone phone = phone();
        for (int i = 0; i < 20; i++) {
            romeoSays("m" + i);
            phone.receives("m" + i);
        }

        phone.wire().receives("<r xmlns='urn:xmpp:sm:3'/>").receivesNothing();
    }

    @Test
    void serverAsksAfterSomeTimeAndOnlyWhereSomethingIsOwed() {
        Phone phone = phone();
        romeoSays("one");
        phone.receives("one");
        phone.wire().receivesNothing();

        stage.clock().advance(Duration.ofSeconds(5));

        phone.wire().receives("<r xmlns='urn:xmpp:sm:3'/>").acknowledges(1).isAcknowledged(1);
        stage.clock().advance(Duration.ofMinutes(10));
        phone.wire().receivesNothing();
    }

    @Test
    void clientThatDoesNotAcknowledgeInTimeCountsAsGoneAndMayResume() {
        Phone phone = phone();
        romeoSays("one");
        phone.receives("one");

        stage.clock().advance(Duration.ofSeconds(65));

        phone.wire().isClosedWith(StreamCondition.CONNECTION_TIMEOUT);
        stage.clock().awaitTask(OPTIONS.resumeTime());
        Wire again = resuming("juliet", phone.id(), 0).receives("<resumed xmlns='urn:xmpp:sm:3' h='1'/>");
        new Phone(again, phone.id()).receives("one");
    }

    @Test
    void clientThatOwesTooManyAcknowledgementsLosesItsSessionAndNoMessage() {
        Phone phone = phone();
        String[] bodies = new String[101];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = "m" + i;
        }

        romeoSays(bodies);

        phone.wire().isClosedWith(StreamCondition.POLICY_VIOLATION);
        areKept(bodies);
    }

    @Test
    @Spec(value = "XEP-0198 §7", says = "a stream that is closed is not kept; what was not acknowledged goes elsewhere")
    void closedStreamEndsTheSession() {
        Phone phone = phone();
        romeoSays("one", "two", "three");
        phone.receives("one", "two", "three");

        phone.wire().acknowledges(1).closes();

        areKept("two", "three");
        resuming("juliet", phone.id(), 1).receives("""
                <failed xmlns='urn:xmpp:sm:3' h='1'>
                  <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </failed>""");
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "the counts are told once more before the stream is closed")
    void serverAcknowledgesBeforeItCloses() {
        Phone phone = phone();
        phone.wire().sends("<message to='{romeo/}'><body>last words</body></message>");
        romeo.receives("<message>{any}</message>");

        stage.shutDown();

        phone.wire().receives("<a xmlns='urn:xmpp:sm:3' h='2'/>").isClosedWith(StreamCondition.SYSTEM_SHUTDOWN);
    }

    @Test
    void shutdownKeepsWhatWasNotAcknowledgedAlsoOfSessionsThatWait() {
        Phone phone = phone();
        Phone tablet = phone("tablet");
        breaks(tablet);
        romeo.sends("<message to='{juliet/phone}' type='chat'><body>to the phone</body></message>");
        phone.receives("to the phone");
        romeo.sends("<message to='{juliet/tablet}' type='chat'><body>to the tablet</body></message>");

        stage.shutDown();
        // the phone's message goes to the account's other session, which waits
        stage.server().stop();

        assertThat(new String[] {body(keeping.kept()), body(keeping.kept())})
                .containsExactlyInAnyOrder("to the phone", "to the tablet");
        assertThat(keeping.left()).isZero();
    }
}
