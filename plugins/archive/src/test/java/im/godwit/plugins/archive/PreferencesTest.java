package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, ArchivePlugin.class})
class PreferencesTest {
    private static Actor setting(Actor actor, String defaultPolicy, String lists) {
        actor.sends("<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='%s'>%s</prefs></iq>"
                .formatted(defaultPolicy, lists));
        assertThat(actor.receives().attribute("type")).contains("result");
        return actor;
    }

    private static List<String> keptOf(Actor actor) {
        actor.ignoresAll();
        return query(actor, "").bodies();
    }

    @Test
    @Spec(value = "XEP-0441 §2.1", says = "both lists are in the answer, even if empty")
    void preferencesAreTold(Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends("<iq type='get' id='p'><prefs xmlns='urn:xmpp:mam:2'/></iq>");

        romeo.receives("""
                <iq type='result' id='p'>
                  <prefs xmlns='urn:xmpp:mam:2' default='always'><always/><never/></prefs>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0441 §2.1", says = "what is set is what is told and applied")
    void preferencesAreKept(Stage stage) {
        Actor romeo = stage.online("romeo");
        String prefs = """
                <prefs xmlns='urn:xmpp:mam:2' default='roster'>
                  <always><jid>friar@example.org</jid></always>
                  <never><jid>montague@example.org</jid><jid>tybalt@example.org/sword</jid></never>
                </prefs>""";

        romeo.sends("<iq type='set' id='p1'>" + prefs + "</iq>");
        romeo.receives("<iq type='result' id='p1'>" + prefs + "</iq>");

        romeo.sends("<iq type='get' id='p2'><prefs xmlns='urn:xmpp:mam:2'/></iq>");
        romeo.receives("<iq type='result' id='p2'>" + prefs + "</iq>");
        romeo.sends("<iq type='set' id='p3'><prefs xmlns='urn:xmpp:mam:2' default='never'/></iq>");
        romeo.receives("""
                <iq type='result' id='p3'>
                  <prefs xmlns='urn:xmpp:mam:2' default='never'><always/><never/></prefs>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0441 §2.1.3", says = "never: neither direction is kept, of this account alone")
    void neverListIsObeyed(Stage stage) {
        Actor romeo = setting(stage.online("romeo"), "always", "<never><jid>juliet@example.org</jid></never>");
        Actor juliet = stage.online("juliet");
        Actor nurse = stage.online("nurse");

        romeo.sends("<message to='{juliet}' type='chat'><body>1</body></message>");
        juliet.sends("<message to='{romeo}' type='chat'><body>2</body></message>");
        nurse.sends("<message to='{romeo}' type='chat'><body>3</body></message>");

        assertThat(romeo.receives().child(Archiving.STANZA_ID)).isEmpty();
        assertThat(keptOf(romeo)).containsExactly("3");
        assertThat(keptOf(juliet)).containsExactly("1", "2");
    }

    @Test
    @Spec(value = "XEP-0441 §2.1.2", says = "always: these are kept where others are not")
    void alwaysListIsObeyed(Stage stage) {
        Actor romeo = setting(stage.online("romeo"), "never", "<always><jid>juliet@example.org</jid></always>");

        romeo.sends("<message to='{juliet}' type='chat'><body>1</body></message>");
        romeo.sends("<message to='{juliet/phone}' type='chat'><body>2</body></message>");
        romeo.sends("<message to='{nurse}' type='chat'><body>3</body></message>");

        assertThat(keptOf(romeo)).containsExactly("1", "2");
    }

    @Test
    @Spec(value = "XEP-0441 §2.3.1", says = "a listed full JID is that resource alone")
    void listedResourceIsThatOneAlone(Stage stage) {
        Actor romeo = setting(stage.online("romeo"), "always", "<never><jid>juliet@example.org/phone</jid></never>");

        romeo.sends("<message to='{juliet/phone}' type='chat'><body>1</body></message>");
        romeo.sends("<message to='{juliet/home}' type='chat'><body>2</body></message>");
        romeo.sends("<message to='{juliet}' type='chat'><body>3</body></message>");

        assertThat(keptOf(romeo)).containsExactly("2", "3");
    }

    @Test
    @Spec(value = "XEP-0441 §2.1.1", says = "roster: messages of contacts are kept, by their bare JIDs")
    void rosterPolicyKeepsContacts(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = setting(stage.online("romeo"), "roster", "");

        romeo.sends("<message to='{juliet/phone}' type='chat'><body>1</body></message>");
        romeo.sends("<message to='{nurse}' type='chat'><body>2</body></message>");

        assertThat(keptOf(romeo)).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-request | <prefs xmlns='urn:xmpp:mam:2'/>",
                "bad-request | <prefs xmlns='urn:xmpp:mam:2' default='sometimes'/>",
                "jid-malformed | <prefs xmlns='urn:xmpp:mam:2' default='always'><never><jid>a@b@c</jid></never></prefs>"
            })
    @Spec(value = "XEP-0441 §2.1.1", says = "the default is one of three")
    void nonsenseIsRefused(String condition, String prefs, Stage stage) {
        Actor romeo = stage.online("romeo");

        romeo.sends("<iq type='set' id='p'>" + prefs + "</iq>");

        romeo.receives("""
                <iq type='error' id='p'>
                  <error type='modify'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(condition));
    }

    @Test
    void listsAreBounded(Stage stage) {
        Actor romeo = stage.online("romeo");
        String many = "<jid>juliet@example.org</jid>".repeat(Preferences.MOST + 1);

        romeo.sends(
                "<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='always'><never>%s</never></prefs></iq>"
                        .formatted(many));

        assertThat(romeo.receives().toString()).contains("resource-constraint");
    }

    @Test
    void preferencesGoWithTheAccount(Stage stage) {
        Actor romeo = setting(stage.online("romeo"), "never", "");
        stage.service(Accounts.class).delete(romeo.jid().bare());

        Actor successor = stage.client("romeo");
        successor.sends("<message to='{romeo}'><body>1</body></message>");

        assertThat(keptOf(successor)).containsExactly("1");
    }

    @Test
    void operatorSaysWhatHoldsForThoseWhoDoNot() {
        var options = new ArchiveOptions(Policy.NEVER, 0, Duration.ZERO, 50, 250);
        try (Stage stage = Stage.builder()
                .plugins(List.of(new ArchivePlugin()))
                .options("archive", options)
                .build()) {
            Actor romeo = stage.client("romeo");
            romeo.sends("<message to='{romeo}'><body>1</body></message>");
            assertThat(keptOf(romeo)).isEmpty();

            setting(romeo, "always", "");
            romeo.sends("<message to='{romeo}'><body>2</body></message>");
            assertThat(keptOf(romeo)).containsExactly("2");

            romeo.sends("<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='roster'/></iq>");
            assertThat(romeo.receives().toString()).contains("feature-not-implemented");
        }
    }
}
