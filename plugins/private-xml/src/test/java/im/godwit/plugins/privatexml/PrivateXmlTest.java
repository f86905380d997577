package im.godwit.plugins.privatexml;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {PrivateXmlPlugin.class, PrivateXmlTest.FeaturesPlugin.class})
class PrivateXmlTest {
    private static final String PREFERENCES = "<exodus xmlns='exodus:prefs'><defaultnick>Hamlet</defaultnick></exodus>";

    /** What the domain advertises. */
    interface Features extends Supplier<Set<String>> {}

    /** Lets the tests see what is advertised. */
    public static final class FeaturesPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(Features.class, () -> host.features(Host.At.DOMAIN));
        }
    }

    private static String query(String type, String content) {
        return "<iq type='%s' id='p'><query xmlns='jabber:iq:private'>%s</query></iq>".formatted(type, content);
    }

    private static void stores(Actor actor, String content) {
        actor.sends(query("set", content)).receives("<iq type='result' id='p'/>");
    }

    private static void retrieves(Actor actor, String asked, String content) {
        actor.sends(query("get", asked)).receives(query("result", content));
    }

    private static String error(String type, String condition) {
        return """
                <iq type='error' id='p'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(type, condition);
    }

    @Test
    void supportIsAdvertised(Stage stage) {
        assertThat(stage.service(Features.class).get()).contains("jabber:iq:private");
    }

    @Test
    @Spec(value = "XEP-0049 §2.3", says = "what one client stores, the account's clients retrieve")
    void whatWasStoredIsRetrieved(Stage stage) {
        stores(stage.client("hamlet"), PREFERENCES);

        retrieves(stage.client("hamlet/denmark"), "<exodus xmlns='exodus:prefs'/>", PREFERENCES);
        retrieves(stage.client("horatio"), "<exodus xmlns='exodus:prefs'/>", "<exodus xmlns='exodus:prefs'/>");
    }

    @Test
    @Spec(value = "XEP-0049 §2.3", says = "a set replaces what is stored under its namespace, and nothing else")
    void laterContentReplacesEarlier(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        stores(hamlet, "<storage xmlns='storage:bookmarks'><conference jid='a@example.org'/></storage>");
        stores(hamlet, PREFERENCES);
        stores(hamlet, "<exodus xmlns='exodus:prefs'><away/></exodus>");

        retrieves(hamlet, "<exodus xmlns='exodus:prefs'/>", "<exodus xmlns='exodus:prefs'><away/></exodus>");
        retrieves(
                hamlet,
                "<storage xmlns='storage:bookmarks'/>",
                "<storage xmlns='storage:bookmarks'><conference jid='a@example.org'/></storage>");
    }

    @Test
    @Spec(value = "XEP-0049 §2.3", says = "a set or result may contain several elements of one namespace")
    void severalElementsOfOneNamespaceAreKept(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        String both = PREFERENCES + "<window xmlns='exodus:prefs' width='80'/>";
        stores(hamlet, both);

        retrieves(hamlet, "<exodus xmlns='exodus:prefs'/>", both);
    }

    @Test
    void emptyElementTakesNoRoom(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        stores(hamlet, PREFERENCES);
        stores(hamlet, "<exodus xmlns='exodus:prefs'/>");

        retrieves(hamlet, "<exodus xmlns='exodus:prefs'><x/></exodus>", "<exodus xmlns='exodus:prefs'/>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get | '' | not-acceptable",
                "set | '' | not-acceptable",
                "set | <own/> | not-acceptable",
                "get | <own/> | not-acceptable",
                "set | <none xmlns=''/> | not-acceptable",
                "set | <query xmlns='jabber:iq:roster'/> | not-acceptable",
                "set | <x xmlns='http://jabber.org/protocol/x'/> | not-acceptable",
                "get | <vCard xmlns='vcard-temp'/> | not-acceptable",
                "set | <a xmlns='urn:a'><b/></a><vCard xmlns='vcard-temp'/> | not-acceptable",
                "get | <a xmlns='urn:a'/><b xmlns='urn:b'/> | bad-request",
            })
    @Spec(value = "XEP-0049 §2.3, §3", says = "an element with a namespace of its own that is not reserved")
    void badContentIsRefused(String type, String content, String condition, Stage stage) {
        Actor hamlet = stage.client("hamlet");

        hamlet.sends(query(type, content)).receives(error("modify", condition));

        retrieves(hamlet, "<a xmlns='urn:a'/>", "<a xmlns='urn:a'/>");
    }

    @Test
    void namespaceThatIsTooLongIsRefused(Stage stage) {
        stage.client("hamlet")
                .sends(query("set", "<a xmlns='urn:" + "a".repeat(252) + "'><b/></a>"))
                .receives(error("modify", "not-acceptable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "set"})
    @Spec(value = "XEP-0049 §2.3, §4", says = "forbidden, the same whether or not there is such an account")
    void whatOthersStoreIsForbidden(String type, Stage stage) {
        Actor hamlet = stage.client("hamlet");
        stores(hamlet, PREFERENCES);
        Actor macbeth = stage.client("macbeth");

        for (String name : new String[] {"hamlet", "nobody"}) {
            macbeth.sends(query(type, "<exodus xmlns='exodus:prefs'><x/></exodus>")
                            .replaceFirst("<iq ", "<iq to='" + name + "@example.org' "))
                    .receives("""
                            <iq type='error' id='p' from='%s@example.org'>
                              <error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                            </iq>""".formatted(name));
        }
        retrieves(hamlet, "<exodus xmlns='exodus:prefs'/>", PREFERENCES);
    }

    @Test
    void whatOneAccountStoresIsBounded() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new PrivateXmlPlugin()))
                .options("private-xml", new PrivateXmlPlugin.Options(2, 200))
                .build()) {
            Actor hamlet = stage.client("hamlet");
            stores(hamlet, "<a xmlns='urn:a'><x/></a><b xmlns='urn:b'><x/></b>");

            hamlet.sends(query("set", "<c xmlns='urn:c'><x/></c>")).receives(error("wait", "resource-constraint"));
            hamlet.sends(query("set", "<a xmlns='urn:a'>" + "x".repeat(200) + "</a>"))
                    .receives(error("wait", "resource-constraint"));

            retrieves(hamlet, "<c xmlns='urn:c'/>", "<c xmlns='urn:c'/>");
            retrieves(hamlet, "<a xmlns='urn:a'/>", "<a xmlns='urn:a'><x/></a>");
            stores(hamlet, "<b xmlns='urn:b'/>");
            stores(hamlet, "<c xmlns='urn:c'><x/></c>");
        }
    }

    @Test
    void aNewAccountOfTheNameHasNothingStored(Stage stage) {
        stores(stage.client("hamlet"), PREFERENCES);
        stage.service(Accounts.class).delete(Jid.of("hamlet", Stage.DOMAIN));

        retrieves(stage.client("hamlet"), "<exodus xmlns='exodus:prefs'/>", "<exodus xmlns='exodus:prefs'/>");
    }
}
