package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugins.pubsub.pep.PepStage.MOOD;
import static im.godwit.plugins.pubsub.pep.PepStage.plainEvent;
import static im.godwit.plugins.pubsub.pep.PepStage.publishes;
import static im.godwit.plugins.pubsub.pep.PepStage.request;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends at accounts with the presence of those who subscribed there. */
class LeavingTest {
    private static final String TEMPORARY = """
            <subscribe node='%s' jid='%s'/>
            <options><x xmlns='jabber:x:data' type='submit'>
              <field var='pubsub#expire'><value>presence</value></field></x></options>""";

    private PepStage stage;
    private Actor juliet;
    private Actor romeo;

    @BeforeEach
    void open() {
        stage = new PepStage();
        juliet = stage.client("juliet");
        romeo = stage.client("romeo");
        romeo.sends("<presence/>");
        romeo.ignoresAll();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void subscribes(Actor who, String jid) {
        who.sends(request("set", juliet, TEMPORARY.formatted(MOOD, jid)));
        who.receives("<iq type='result' id='ask'>{any}</iq>");
    }

    private void findsSubscribers(String subscriptions) {
        juliet.sends("""
                <iq type='get' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><subscriptions node='%s'/></pubsub>
                </iq>""".formatted(MOOD));
        juliet.receives("""
                <iq type='result' id='ask'>
                  <pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>
                    <subscriptions node='%s'>%s</subscriptions>
                  </pubsub>
                </iq>""".formatted(MOOD, subscriptions));
    }

    @Test
    @Spec(value = "XEP-0060 §12.5", says = "a temporary subscription ends with the presence of the subscriber")
    void temporarySubscriptionsEndWithThePresence() {
        publishes(juliet, MOOD, "happy", "access_model=open");
        subscribes(romeo, "{romeo/}");
        findsSubscribers("<subscription jid='{romeo/}' subscription='subscribed'/>");

        romeo.sends("<presence type='unavailable'/>");

        findsSubscribers("");
    }

    @Test
    @Spec(value = "XEP-0060 §12.5", says = "that of an account with its last resource, also with a lost one")
    void thoseOfAnAccountStayAsLongAsItIsThere() {
        publishes(juliet, MOOD, "happy", "access_model=open");
        Actor phone = stage.client("romeo/phone");
        phone.sends("<presence/>");
        phone.ignoresAll();
        subscribes(phone, "{romeo}");
        romeo.ignoresAll();

        romeo.sends("<presence type='unavailable'/>");
        phone.ignoresAll();
        publishes(juliet, MOOD, "sad");
        phone.receives(plainEvent(juliet, romeo.jid().bare(), MOOD, "sad"));
        phone.vanishes();

        findsSubscribers("");
    }

    @Test
    @Spec(value = "XEP-0060 §16.4.4", says = "tempsub: the owner makes all subscriptions temporary")
    void ownersMakeThemTemporary() {
        publishes(juliet, MOOD, "happy", "access_model=open", "tempsub=1");
        romeo.sends(request("set", juliet, "<subscribe node='%s' jid='{romeo}'/>".formatted(MOOD)));
        romeo.receives("<iq type='result' id='ask'>{any}</iq>");

        romeo.sends("<presence type='unavailable'/>");

        findsSubscribers("");
    }
}
