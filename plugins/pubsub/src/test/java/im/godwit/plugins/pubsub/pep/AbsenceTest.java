package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.MOOD;
import static im.godwit.plugins.pubsub.pep.PepStage.TUNE;
import static im.godwit.plugins.pubsub.pep.PepStage.event;
import static im.godwit.plugins.pubsub.pep.PepStage.last;
import static im.godwit.plugins.pubsub.pep.PepStage.ownerSet;
import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static im.godwit.plugins.pubsub.pep.PepStage.request;
import static im.godwit.plugins.pubsub.pep.PepStage.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those get who say how long they were away. */
class AbsenceTest {
    private static final long ELEVEN_MINUTES = 11 * 60;

    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
        stage.sees("romeo", "juliet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Juliet publishes this and that, twenty minutes and then ten minutes before now. */
    private void timePasses(String... settings) {
        publishes(juliet, MOOD, "early", settings);
        stage.stage().clock().advance(Duration.ofMinutes(10));
        publishes(juliet, MOOD, "one");
        publishes(juliet, MOOD, "two");
        stage.stage().clock().advance(Duration.ofMinutes(10));
        romeo.ignoresAll();
    }

    private void subscribes() {
        romeo.sends(request("set", juliet, "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD)));
        romeo.ignoresAll();
    }

    /** Requires that romeo was told of these items, or that they are gone, and of nothing else. */
    private void isTold(String... what) {
        assertThat(told()).containsExactly(what);
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        romeo.sends("<iq type='get' id='end' to='{romeo}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        Element stanza = romeo.receives();
        while (stanza.attribute("id").filter("end"::equals).isEmpty()) {
            if (stanza.local().equals("message")) {
                stanza.firstChild().flatMap(Element::firstChild).orElseThrow().elements().stream()
                        .map(one -> one.local() + " " + one.attribute("id").orElseThrow())
                        .forEach(told::add);
            }
            stanza = romeo.receives();
        }
        return told;
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "a PEP service MUST send all that was stored since the last logout time")
    void contactsGetWhatTheyMissed() {
        timePasses("max_items=10");

        stage.returns(romeo, ELEVEN_MINUTES, MOOD);

        romeo.receives(last(juliet, romeo.jid(), MOOD, "one"));
        romeo.receives(last(juliet, romeo.jid(), MOOD, "two"));
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "items that were replaced are not in it, nor is what was deleted")
    void onlyWhatIsStillThereIsTold() {
        timePasses("max_items=10");
        juliet.sends(set("<retract node='%s' notify='false'><item id='one'/></retract>".formatted(MOOD)));
        juliet.receives("<iq type='result' id='ask'/>");

        stage.returns(romeo, ELEVEN_MINUTES, MOOD);

        isTold("item two", "retract one");
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "who missed nothing gets nothing, in place of the last item")
    void whoMissedNothingGetsNothing() {
        timePasses("max_items=10");

        stage.returns(romeo, 60, MOOD);

        isTold();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "subsequent presence is as ever, even with the same indication")
    void laterPresenceBringsTheLastItemOfWhatIsNewlyWanted() {
        timePasses("max_items=10");
        publishes(juliet, TUNE, "song", "max_items=10");
        publishes(juliet, TUNE, "lament");
        stage.returns(romeo, ELEVEN_MINUTES, MOOD);
        romeo.ignoresAll();

        stage.returns(romeo, ELEVEN_MINUTES, MOOD, TUNE);

        // the last of each, as what it wants had to be looked into
        assertThat(told()).containsExactlyInAnyOrder("item two", "item lament");
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "the next initial presence counts again")
    void eachReturnCounts() {
        timePasses("max_items=10");
        stage.returns(romeo, ELEVEN_MINUTES, MOOD);
        romeo.ignoresAll();
        romeo.sends("<presence type='unavailable'/>");
        publishes(juliet, MOOD, "three");
        romeo.ignoresAll();

        stage.returns(romeo, 1, MOOD);

        isTold("item three");
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "subscribers get what they missed, whatever their capabilities are")
    void subscribersNeedNotSayWhatTheyWant() {
        subscribesAndIsAway();

        romeo.sends("<presence><ago xmlns='urn:xmpp:ago:0' secs='660'/></presence>");

        isTold("item one", "item two");
    }

    private void subscribesAndIsAway() {
        publishes(juliet, MOOD, "first", "max_items=10");
        subscribes();
        timePasses();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "what was missed comes once")
    void whoSubscribesAndWantsItIsToldOnce() {
        subscribesAndIsAway();

        romeo.sends("<presence><ago xmlns='urn:xmpp:ago:0' secs='660'/></presence>");
        isTold("item one", "item two");
        stage.arrives(romeo, MOOD);
        isTold();
        publishes(juliet, MOOD, "three");
        romeo.receives(event(juliet, romeo.jid(), MOOD, "three"));
    }

    @Test
    @Spec(value = "XEP-0060 §14.3", says = "what was missed is for those who may see the node now")
    void whoMayNotSeeTheNodeGetsNothing() {
        subscribesAndIsAway();
        juliet.sends(ownerSet("""
                <configure node='%s'><x xmlns='jabber:x:data' type='submit'>
                  <field var='pubsub#access_model'><value>whitelist</value></field></x></configure>""".formatted(MOOD)));
        juliet.receives("<iq type='result' id='ask'/>");

        stage.returns(romeo, ELEVEN_MINUTES, MOOD);

        isTold();
    }

    @Test
    @Spec(value = "XEP-0312 §2", says = "one's own other resources are told too")
    void ownResourcesGetWhatTheyMissed() {
        timePasses("max_items=10");
        Actor balcony = stage.client("juliet/balcony");

        stage.returns(balcony, ELEVEN_MINUTES, MOOD);

        balcony.receives(last(juliet, balcony.jid(), MOOD, "one"));
        balcony.receives(last(juliet, balcony.jid(), MOOD, "two"));
        balcony.receivesNothing();
    }
}
