package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.stanza.Message;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0198 §5: a session outlives its connection. */
class ResumptionTest extends ManagedStage {
    private static final String NOT_FOUND = """
            <failed xmlns='urn:xmpp:sm:3'>
              <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
            </failed>""";

    private Phone resumed(Phone phone, long handled, long h) {
        Wire again = resuming("juliet", phone.id(), handled)
                .receives("<resumed xmlns='urn:xmpp:sm:3' previd='" + phone.id() + "' h='" + h + "'/>");
        return new Phone(again, phone.id());
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "what was not handled is sent again, then what came meanwhile")
    void brokenConnectionLosesNothing() {
        Phone phone = phone();
        romeoSays("one", "two", "three");
        phone.receives("one", "two");
        breaks(phone);
        romeoSays("four");

        Phone again = resumed(phone, 2, 1);

        again.receives("three", "four");
        again.wire().receives("<r xmlns='urn:xmpp:sm:3'/>");
        again.wire().acknowledges(4).sends("<message to='{romeo/}'/>").isAcknowledged(2);
        assertThat(keeping.hasEnded()).isFalse();
        assertThat(keeping.left()).isZero();
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "counts go on over several resumptions")
    void sessionIsResumedAgainAndAgain() {
        Phone phone = phone();
        for (int i = 1; i <= 4; i++) {
            romeoSays("m" + i);
            phone = resumed(phone, i - 1, i);
            phone.receives("m" + i);
            phone.wire().receives("<r xmlns='urn:xmpp:sm:3'/>").acknowledges(i);
            phone.wire().sends("<message to='{romeo/}'/>").isAcknowledged(i + 1);
        }
    }

    @Test
    @Spec(value = "XEP-0198 §5", says = "a stream that is still open is closed with <conflict/>")
    void openStreamIsReplaced() {
        Phone phone = phone();
        romeoSays("one");
        phone.receives("one");

        Phone again = resumed(phone, 0, 1);

        phone.wire().isClosedWith(StreamCondition.CONFLICT);
        again.receives("one");
        romeoSays("two");
        again.wire().receives("<r xmlns='urn:xmpp:sm:3'/>");
        again.receives("two");
        assertThat(keeping.hasEnded()).isFalse();
    }

    @Test
    @Spec(value = "XEP-0198 §9", says = "only the account itself resumes its stream")
    void nobodyElseResumesASession() {
        Phone phone = phone();
        breaks(phone);

        resuming("mercutio", phone.id(), 0).receives(NOT_FOUND).binds("thief");

        resumed(phone, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "AAAAAAAAAAAAAAAAAAAAAA"})
    @Spec(value = "XEP-0198 §5", says = "an unknown id is not found, and a resource may be bound instead")
    void unknownIdIsNotFound(String id) {
        Wire juliet = resuming("juliet", id, 0).receives(NOT_FOUND);

        juliet.binds("phone").enables();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h='0'", "previd='{id}'", "previd='{id}' h='-1'", "previd='{id}' h='4294967296'"})
    @Spec(value = "XEP-0198 §6", says = "an error in <resume/> is answered with <failed/>")
    void malformedResumeIsRefused(String attributes) {
        Phone phone = phone();

        stage.wire("juliet")
                .sends("<resume xmlns='urn:xmpp:sm:3' " + attributes.replace("{id}", phone.id()) + "/>")
                .receives("""
                        <failed xmlns='urn:xmpp:sm:3'>
                          <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        </failed>""");

        phone.wire().isAcknowledged(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 2_147_483_648L, 4_294_967_295L})
    @Spec(value = "XEP-0198 §6", says = "a count that is too high ends the new stream; the session is not touched")
    void resumeWithTooHighCountEndsTheNewStreamOnly(long handled) {
        Phone phone = phone();
        romeoSays("one");
        phone.receives("one");

        resuming("juliet", phone.id(), handled).isClosedWith(StreamCondition.UNDEFINED_CONDITION);

        phone.wire().isAcknowledged(1);
        breaks(phone);
        resumed(phone, 1, 1);
    }

    @Test
    void streamWithoutTheWishToBeResumedIsNotKept() {
        Wire juliet = stage.wire("juliet").binds("phone").sends("<enable xmlns='urn:xmpp:sm:3'/>");
        juliet.receives();
        juliet.sends("<presence/>").isAcknowledged(1);
        romeoSays("one");

        juliet.breaks();

        areKept("one");
        assertThat(keeping.ended().jid().resource()).contains("phone");
    }

    @Test
    void silenceThatTheTransportNoticesIsABrokenConnection() {
        Phone phone = phone();
        romeoSays("one");

        phone.wire().fallsSilent();
        stage.clock().awaitTask(OPTIONS.resumeTime());

        resumed(phone, 0, 1).receives("one");
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "after the time is over stanzas go where those for an unavailable resource go")
    void sessionThatIsNotResumedInTimeEnds() {
        Phone phone = phone();
        romeoSays("one");
        stage.clock().advance(Duration.ofSeconds(1));
        breaks(phone);
        romeoSays("two");

        stage.clock().advance(OPTIONS.resumeTime().minusSeconds(1));
        assertThat(keeping.hasEnded()).isFalse();
        stage.clock().advance(Duration.ofSeconds(1));

        assertThat(keeping.ended().jid().resource()).contains("phone");
        Message one = keeping.kept();
        assertThat(one.element().child(new Name("urn:xmpp:delay", "delay")).flatMap(delay -> delay.attribute("stamp")))
                .contains("2026-03-01T12:00:00Z");
        areKept("two");
        resuming("juliet", phone.id(), 0).receives("""
                <failed xmlns='urn:xmpp:sm:3' h='1'>
                  <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </failed>""");
    }

    @Test
    void resumptionStopsTheClock() {
        Phone phone = phone();
        breaks(phone);
        stage.clock().advance(OPTIONS.resumeTime().minusSeconds(1));
        Phone again = resumed(phone, 0, 1);

        stage.clock().advance(OPTIONS.resumeTime());

        again.wire().isAcknowledged(1);
    }

    @Test
    void queueThatOverflowsWhileTheClientIsAwayEndsTheSession() {
        Phone phone = phone();
        breaks(phone);
        String[] bodies = new String[101];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = "m" + i;
        }

        romeoSays(bodies);

        areKept(bodies);
        resuming("juliet", phone.id(), 0).receives("<failed xmlns='urn:xmpp:sm:3' h='1'>{any}</failed>");
    }

    @Test
    void bytesAreBoundedToo() {
        Phone phone = phone();
        breaks(phone);
        String large = "x".repeat(20_000);

        romeoSays(large, large, large, large);

        areKept(large, large, large, large);
    }

    @Test
    void clientThatBindsAnewGetsWhatItsLostSessionHadNot() {
        Phone phone = phone();
        romeoSays("one");
        breaks(phone);

        stage.wire("juliet").binds("phone");

        assertThat(keeping.ended().jid().resource()).contains("phone");
        areKept("one");
    }

    @Test
    void messageThatAnotherSessionHasIsNotKeptAgain() {
        Phone phone = phone();
        Phone tablet = phone("tablet");
        romeoSays("for both");
        tablet.receives("for both");
        tablet.wire().acknowledges(1).isAcknowledged(1);
        breaks(phone);

        stage.clock().advance(OPTIONS.resumeTime());
        assertThat(keeping.ended().jid().resource()).contains("phone");

        tablet.wire().receivesNothing();
        assertThat(keeping.left()).isZero();
    }

    @Test
    void messageOfWhichAllCopiesAreLostIsKeptOnce() {
        Phone phone = phone();
        Phone tablet = phone("tablet");
        romeoSays("for both");
        breaks(phone);
        stage.clock().advance(Duration.ofSeconds(1));
        breaks(tablet);

        stage.clock().advance(OPTIONS.resumeTime());
        keeping.ended();
        keeping.ended();

        areKept("for both");
    }

    @Test
    void messageThatCameBeforeAnotherSessionDoesNotGetLostWithItsOwn() {
        Phone phone = phone();
        romeoSays("only for the phone");
        breaks(phone);
        Phone desktop = phone("desktop");

        stage.clock().advance(OPTIONS.resumeTime());

        Element message = desktop.wire().receives();
        assertThat(message.local()).isEqualTo("message");
        assertThat(body(Message.of(message))).isEqualTo("only for the phone");
    }

    @Test
    @Spec(value = "XEP-0198 §4", says = "requests that were not handled are answered with an error")
    void requestToASessionThatEndsIsAnswered() {
        Phone phone = phone();
        breaks(phone);
        romeo.sends("<iq to='{juliet/phone}' type='get' id='v'><query xmlns='jabber:iq:version'/></iq>")
                .receivesNothing();

        stage.clock().advance(OPTIONS.resumeTime());

        assertThat(romeo.receives().attribute("type")).contains("error");
    }

    @Test
    void acknowledgementThatComesOnAReplacedStreamDoesNotCount() {
        Phone phone = phone();
        romeoSays("one");
        phone.receives("one");
        Phone again = resumed(phone, 0, 1);
        again.receives("one");

        phone.wire().acknowledges(1);
        phone.wire().isClosedWith(StreamCondition.CONFLICT);

        breaks(again);
        resumed(again, 0, 1).receives("one");
    }
}
