package im.godwit.plugins.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.plugin.Plugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Capabilities;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final String CLIENT = "<identity category='client' type='pc'/>";
    private static final String MOOD = "<feature var='http://jabber.org/protocol/mood+notify'/>";
    private static final String TUNE = "<feature var='http://jabber.org/protocol/tune+notify'/>";

    private Learned learned;
    private Stage stage;

    @BeforeEach
    void open() {
        open(CapsOptions.DEFAULTS);
    }

    private void open(CapsOptions options) {
        learned = new Learned();
        stage = Stage.builder()
                .plugins(List.<Plugin>of(
                        new DiscoPlugin(), new RosterPlugin(), new PresencePlugin(), new CapsPlugin(), learned))
                .options("caps", options)
                .build();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Set<String> features(Actor actor) {
        return stage.service(Capabilities.class).features(actor.jid());
    }

    /** Sends presence with the hash of a description, and swallows its echo. */
    private static void announces(Actor actor, String description) {
        actor.sends("""
                <presence>
                  <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:example:client' ver='%s'/>
                </presence>""".formatted(VerificationTest.ver(description)));
        actor.receives("<presence from='" + actor.jid() + "'>{any}</presence>");
    }

    /** Expects to be asked about what was announced; the id of the question. */
    private static String isAsked(Actor actor, String description) {
        Element question = actor.receives();
        assertThat(question.attribute("from")).contains("example.org");
        assertThat(question.attribute("to")).contains(actor.jid().toString());
        assertThat(question.firstChild().flatMap(query -> query.attribute("node")))
                .contains("urn:example:client#" + VerificationTest.ver(description));
        return question.attribute("id").orElseThrow();
    }

    private static void answers(Actor actor, String id, String description) {
        actor.sends("""
                <iq type='result' id='%s' to='example.org'>
                  <query xmlns='http://jabber.org/protocol/disco#info'>%s</query>
                </iq>""".formatted(id, description));
    }

    @Test
    @Spec(value = "XEP-0115 §6.2", says = "the generating entity is asked, at its exact address, about node#ver")
    void whatAClientAnnouncesIsLookedIntoOnce() {
        Actor romeo = stage.client("romeo");
        announces(romeo, CLIENT + MOOD);
        String question = isAsked(romeo, CLIENT + MOOD);
        assertThat(features(romeo)).isEmpty(); // unknown is not supported

        answers(romeo, question, CLIENT + MOOD);

        Capabilities.Learned event = learned.next();
        assertThat(event.session().jid()).isEqualTo(romeo.jid());
        assertThat(event.before()).isEmpty();
        assertThat(event.now()).contains("http://jabber.org/protocol/mood+notify");
        assertThat(features(romeo)).isEqualTo(event.now());
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "what is valid is cached for all who announce it")
    void manyClientsWithOneHashAskOneOfThem() {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        announces(romeo, CLIENT + MOOD);
        announces(juliet, CLIENT + MOOD);

        answers(romeo, isAsked(romeo, CLIENT + MOOD), CLIENT + MOOD);

        assertThat(Set.of(
                        learned.next().session().jid(), learned.next().session().jid()))
                .isEqualTo(Set.of(romeo.jid(), juliet.jid()));
        juliet.receivesNothing();

        Actor nurse = stage.client("nurse");
        announces(nurse, CLIENT + MOOD);
        assertThat(features(nurse)).contains("http://jabber.org/protocol/mood+notify"); // at once
        nurse.receivesNothing();
    }

    @Test
    @Spec(
            value = "XEP-0115 §5.4",
            says = "what does not match MUST NOT be cached; another entity that announces it SHOULD be asked")
    void whoLiesIsNotBelievedAndAnotherIsAsked() {
        Actor mercutio = stage.client("mercutio");
        Actor juliet = stage.client("juliet");
        announces(mercutio, CLIENT + MOOD);
        announces(juliet, CLIENT + MOOD);
        String first = isAsked(mercutio, CLIENT + MOOD);

        answers(mercutio, first, CLIENT + TUNE);

        String second = isAsked(juliet, CLIENT + MOOD);
        assertThat(features(mercutio)).isEmpty();
        answers(juliet, second, CLIENT + MOOD);
        learned.next();
        learned.next();
        assertThat(features(juliet)).contains("http://jabber.org/protocol/mood+notify");
        assertThat(features(mercutio)).doesNotContain("http://jabber.org/protocol/tune+notify");
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "an error is no answer")
    void whereOneRefusesAnotherIsAsked() {
        Actor mercutio = stage.client("mercutio");
        Actor juliet = stage.client("juliet");
        announces(mercutio, CLIENT);
        announces(juliet, CLIENT);

        mercutio.sends("""
                <iq type='error' id='%s' to='example.org'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""".formatted(isAsked(mercutio, CLIENT)));

        answers(juliet, isAsked(juliet, CLIENT), CLIENT);
        learned.next();
    }

    @Test
    void whereOneIsSilentAnotherIsAsked() {
        stage.close();
        open(new CapsOptions(Duration.ofMillis(50), 10, 10));
        Actor mercutio = stage.client("mercutio");
        announces(mercutio, CLIENT);
        isAsked(mercutio, CLIENT);
        Actor juliet = stage.client("juliet");
        announces(juliet, CLIENT);

        answers(juliet, isAsked(juliet, CLIENT), CLIENT);

        learned.next();
    }

    @Test
    @Spec(value = "XEP-0115 §8.4", says = "a presence without an announcement leaves it as it was")
    void aPresenceWithoutAnAnnouncementChangesNothing() {
        Actor romeo = stage.client("romeo");
        announces(romeo, CLIENT + MOOD);
        answers(romeo, isAsked(romeo, CLIENT + MOOD), CLIENT + MOOD);
        Set<String> known = learned.next().now();

        romeo.sends("<presence><show>away</show></presence>");

        assertThat(features(romeo)).isEqualTo(known);
        assertThat(learned.isSilent()).isTrue();
    }

    @Test
    @Spec(value = "XEP-0115 §6.1", says = "the features may change during a presence session")
    void aChangeIsToldWithWhatWasKnownBefore() {
        Actor romeo = stage.client("romeo");
        announces(romeo, CLIENT + MOOD);
        answers(romeo, isAsked(romeo, CLIENT + MOOD), CLIENT + MOOD);
        Set<String> mood = learned.next().now();
        announces(romeo, CLIENT + MOOD + TUNE);
        assertThat(features(romeo)).isEmpty(); // not known yet
        answers(romeo, isAsked(romeo, CLIENT + MOOD + TUNE), CLIENT + MOOD + TUNE);
        Set<String> both = learned.next().now();

        announces(romeo, CLIENT + MOOD);

        Capabilities.Learned back = learned.next();
        assertThat(back.before()).isEqualTo(both);
        assertThat(back.now()).isEqualTo(mood);
    }

    @Test
    void theEndOfAPresenceSessionIsTheEndOfWhatWasAnnounced() {
        Actor romeo = stage.client("romeo");
        announces(romeo, CLIENT + MOOD);
        answers(romeo, isAsked(romeo, CLIENT + MOOD), CLIENT + MOOD);
        learned.next();

        romeo.sends("<presence type='unavailable'/>");
        assertThat(features(romeo)).isEmpty();
        romeo.ignoresAll().sends("<presence/>");
        assertThat(features(romeo)).isEmpty();
        romeo.ignoresAll();
        announces(romeo, CLIENT + MOOD);

        assertThat(learned.next().now()).isEqualTo(features(romeo)).isNotEmpty();
    }

    @Test
    void anAnswerThatComesTooLateForASessionIsNotTold() {
        Actor romeo = stage.client("romeo");
        Actor juliet = stage.client("juliet");
        announces(romeo, CLIENT + MOOD);
        String question = isAsked(romeo, CLIENT + MOOD);
        announces(juliet, CLIENT + MOOD);
        juliet.vanishes();

        answers(romeo, question, CLIENT + MOOD);

        assertThat(learned.next().session().jid()).isEqualTo(romeo.jid());
        announces(romeo, CLIENT + TUNE);
        answers(romeo, isAsked(romeo, CLIENT + TUNE), CLIENT + TUNE);
        assertThat(learned.next().now()).contains("http://jabber.org/protocol/tune+notify"); // and nothing of juliet
    }

    @Test
    @Spec(value = "XEP-0115 §5.4", says = "without a hash it is the legacy format, which is ignored")
    void theLegacyFormatProvesNothing() {
        Actor romeo = stage.client("romeo");

        romeo.sends("""
                <presence>
                  <c xmlns='http://jabber.org/protocol/caps' node='urn:example:client' ver='1.0'/>
                </presence>""");

        romeo.receives("<presence>{any}</presence>").receivesNothing();
        assertThat(features(romeo)).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0390 §5.5", says = "the question is about the capability hash node")
    void theNewerProtocolGoesBeforeTheOlder() {
        Actor romeo = stage.client("romeo");
        String description = CLIENT + MOOD;
        String hash = HashFunction.SHA_256.hash(Description.of(VerificationTest.query(description))
                .flatMap(HashInput::of)
                .orElseThrow());

        romeo.sends("""
                <presence>
                  <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:example:client' ver='%s'/>
                  <c xmlns='urn:xmpp:caps'>
                    <hash xmlns='urn:xmpp:hashes:2' algo='sha3-256'>unused</hash>
                    <hash xmlns='urn:xmpp:hashes:2' algo='sha-256'>%s</hash>
                    <hash xmlns='urn:xmpp:hashes:2' algo='blake2b-512.new'>unknown</hash>
                  </c>
                </presence>""".formatted(VerificationTest.ver(description), hash));
        romeo.receives("<presence>{any}</presence>");
        Element question = romeo.receives();
        assertThat(question.firstChild().flatMap(query -> query.attribute("node")))
                .contains("urn:xmpp:caps#sha-256." + hash);
        answers(romeo, question.attribute("id").orElseThrow(), description);

        assertThat(learned.next().now()).containsExactly("http://jabber.org/protocol/mood+notify");
    }

    @Test
    @Spec(value = "XEP-0390 §8.2", says = "a flood of announcements MUST NOT overflow caches: they are limited")
    void aClientThatAnnouncesSomethingElseAllTheTimeIsNotAskedForEver() {
        Actor romeo = stage.client("romeo");
        for (int i = 0; i < 32; i++) {
            String description = CLIENT + "<feature var='urn:example:" + i + "'/>";
            announces(romeo, description);
            answers(romeo, isAsked(romeo, description), description);
            learned.next();
        }

        announces(romeo, CLIENT + MOOD);

        romeo.receivesNothing();
        assertThat(features(romeo)).isEmpty();
    }

    @Test
    void aServiceHasNoClients() {
        assertThatThrownBy(() -> Stage.builder()
                        .plugins(List.of())
                        .service("pubsub", List.of(new CapsPlugin()))
                        .build())
                .hasMessageContaining("caps")
                .hasMessageContaining("pubsub.example.org");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        Duration some = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new CapsOptions(Duration.ZERO, 1, 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new CapsOptions(some, 0, 1)).hasMessageContaining("cached");
        assertThatThrownBy(() -> new CapsOptions(some, 1, 0)).hasMessageContaining("stored");
    }
}
