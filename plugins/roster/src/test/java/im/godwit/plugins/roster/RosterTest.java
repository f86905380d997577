package im.godwit.plugins.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6121 §2.1 to §2.5. */
@XmppTest(plugins = RosterPlugin.class)
class RosterTest {
    private static final String GET = "<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>";

    /** A client that asked for its roster, and forgot the answer. */
    private static Actor interested(Stage stage, String name) {
        return stage.client(name).sends(GET).ignoresAll();
    }

    private static String set(String item) {
        return "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
    }

    private static String push(String item) {
        return "<iq type='set' id='{any}'><query xmlns='jabber:iq:roster' ver='{any}'>" + item + "</query></iq>";
    }

    private static String error(String type, String condition) {
        return "<iq type='error' id='s'><error type='" + type + "'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>"
                + "</error></iq>";
    }

    private static String bareError(String type, String condition) {
        return "<iq type='error' id='s'><error type='" + type + "'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.4", says = "an empty roster is an empty query")
    void aNewAccountHasAnEmptyRoster(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends(GET);

        romeo.receives("<iq type='result' id='g' to='{romeo/}'><query xmlns='jabber:iq:roster'/></iq>");
    }

    @Test
    @Spec(value = "RFC 6121 §2.3.2", says = "a push to every interested resource, and the result")
    void anAddedContactIsPushedBeforeTheResult(Stage stage) {
        Actor home = interested(stage, "romeo");
        Actor work = interested(stage, "romeo/work");
        Actor silent = stage.client("romeo/silent");

        home.sends(set("<item jid='{nurse}' name='Nurse'><group>Servants</group><group>Allies</group></item>"));

        String item = "<item jid='{nurse}' name='Nurse' subscription='none'>"
                + "<group>Servants</group><group>Allies</group></item>";
        home.receives(push(item));
        home.receives("<iq type='result' id='s'/>");
        work.receives("<iq type='set' id='{any}' to='{romeo/work}'><query xmlns='jabber:iq:roster'>" + item
                + "</query></iq>");
        silent.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.6", says = "a push comes from the own account and says so by no 'from'")
    void aPushHasNoSender(Stage stage) {
        Actor romeo = interested(stage, "romeo");

        romeo.sends(set("<item jid='{nurse}'/>"));

        assertThat(romeo.receives().attribute("from")).isEmpty();
        romeo.receives("<iq type='result' id='s'/>");
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.4", says = "the roster has all contacts with their groups in order")
    void theRosterIsKept(Stage stage) {
        Actor romeo = stage.client("romeo");
        romeo.sends(set("<item jid='{nurse}' name='Nurse'><group>Z</group><group>A</group></item>"))
                .sends(set("<item jid='{benvolio}'/>"))
                .ignoresAll();

        romeo.sends(GET);

        romeo.receives("""
                <iq type='result' id='g'>
                  <query xmlns='jabber:iq:roster'>
                    <item jid='{nurse}' name='Nurse' subscription='none'><group>Z</group><group>A</group></item>
                    <item jid='{benvolio}' subscription='none'/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "RFC 6121 §2.4.1", says = "an update replaces name and groups and keeps the subscription")
    void anUpdateReplacesNameAndGroups(Stage stage) {
        stage.friends("romeo", "juliet");
        Actor romeo = interested(stage, "romeo");
        romeo.sends(set("<item jid='{juliet}' name='J'><group>Lovers</group></item>"))
                .ignoresAll();

        romeo.sends(set("<item jid='{juliet}' subscription='none' ask='subscribe' approved='true'/>"));

        Element item = romeo.receives().firstChild().orElseThrow().firstChild().orElseThrow();
        assertThat(item.attribute("subscription")).contains("both");
        assertThat(item.attribute("name")).isEmpty();
        assertThat(item.attribute("ask")).isEmpty();
        assertThat(item.attribute("approved")).isEmpty();
        assertThat(item.elements()).isEmpty();
    }

    @Test
    @Spec(value = "RFC 6121 §2.5.2", says = "a removed contact is pushed with subscription 'remove'")
    void aRemovedContactIsGone(Stage stage) {
        Actor romeo = interested(stage, "romeo");
        romeo.sends(set("<item jid='{nurse}'><group>Servants</group></item>")).ignoresAll();

        romeo.sends(set("<item jid='{nurse}' subscription='remove'/>"));

        romeo.receives(push("<item jid='{nurse}' subscription='remove'/>"));
        romeo.receives("<iq type='result' id='s'/>");
        romeo.sends(GET);
        romeo.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster'/></iq>");
    }

    @Test
    @Spec(value = "RFC 6121 §2.5.3", says = "who is not in the roster cannot be removed")
    void aStrangerCannotBeRemoved(Stage stage) {
        Actor romeo = interested(stage, "romeo");

        romeo.sends(set("<item jid='{nurse}' subscription='remove'/>"));

        romeo.receives(bareError("cancel", "item-not-found"));
        romeo.receivesNothing();
    }

    @Test
    void aPendingRequestIsNoItem(Stage stage) {
        Jid romeo = stage.account("romeo");
        Jid paris = stage.account("paris");
        stage.service(Rosters.class)
                .update(
                        romeo,
                        paris,
                        c -> c.withRequest(Optional.of(Element.builder("jabber:client", "presence")
                                .attribute("type", "subscribe")
                                .build())));
        Actor home = stage.client("romeo");

        home.sends(GET).sends(set("<item jid='{paris}' subscription='remove'/>"));

        home.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster'/></iq>");
        home.receives(bareError("cancel", "item-not-found"));
        assertThat(stage.service(Rosters.class).contact(romeo, paris))
                .hasValueSatisfying(kept -> assertThat(kept.request()).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-request    | modify | <item jid='{nurse}'/><item jid='{paris}'/>",
                "bad-request    | modify | <nothing/>",
                "bad-request    | modify | <item name='Nurse'/>",
                "bad-request    | modify | <item jid='{nurse}'><group>A</group><group>A</group></item>",
                "bad-request    | modify | <item jid='{nurse}'><group>\uFB01n</group><group>fin</group></item>",
                "not-acceptable | modify | <item jid='{nurse}'><group/></item>",
                "jid-malformed  | modify | <item jid='@example.org'/>",
                "not-allowed    | cancel | <item jid='{romeo}'/>",
                "not-allowed    | cancel | <item jid='{romeo/}'/>",
            })
    @Spec(value = "RFC 6121 §2.3.3", says = "what is wrong with a roster set")
    void aBadSetIsRefusedAndChangesNothing(String condition, String type, String items) {
        try (Stage stage = Stage.builder().plugins(List.of(new RosterPlugin())).build()) {
            Actor romeo = interested(stage, "romeo");

            romeo.sends(set(items));

            romeo.receives(error(type, condition));
            romeo.receivesNothing();
            assertThat(stage.service(Rosters.class).contacts(romeo.jid().bare()))
                    .isEmpty();
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.3.3", says = "names and groups beyond the server's limit are not acceptable")
    void longNamesAreNotAcceptable(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends(set("<item jid='{nurse}' name='" + "n".repeat(257) + "'/>"));
        romeo.receives(error("modify", "not-acceptable"));

        romeo.sends(set("<item jid='{nurse}'><group>" + "n".repeat(257) + "</group></item>"));
        romeo.receives(error("modify", "not-acceptable"));

        StringBuilder groups = new StringBuilder();
        for (int i = 0; i <= RosterOptions.DEFAULTS.maxGroups(); i++) {
            groups.append("<group>").append(i).append("</group>");
        }
        romeo.sends(set("<item jid='{nurse}'>" + groups + "</item>"));
        romeo.receives(error("modify", "not-acceptable"));
    }

    @ParameterizedTest
    @CsvSource({"get,{juliet}", "set,{juliet}", "get,{nobody}", "set,{nobody}"})
    @Spec(value = "RFC 6121 §2.3.3", says = "another account's roster is forbidden, whether it exists or not")
    void rostersOfOthersAreForbidden(String type, String to) {
        try (Stage stage = Stage.builder().plugins(List.of(new RosterPlugin())).build()) {
            Actor juliet = interested(stage, "juliet");
            Actor romeo = stage.client("romeo");

            romeo.sends("<iq type='" + type + "' id='s' to='" + to
                    + "'><query xmlns='jabber:iq:roster'><item jid='{paris}'/></query></iq>");

            romeo.receives(bareError("auth", "forbidden"));
            juliet.receivesNothing();
            assertThat(stage.service(Rosters.class).contacts(juliet.jid().bare()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "get,{juliet/}",
        "set,{juliet/}",
        "get,{juliet}/gone",
        "set,{juliet}/gone",
        "get,{nobody}/gone",
        "set,{nobody}/gone"
    })
    @Spec(
            value = "RFC 6121 §8.5.3.2.3",
            says = "service-unavailable where there is no such resource; and no client learns of it where there is")
    void clientsAreNotAskedForRosters(String type, String to) {
        try (Stage stage = Stage.builder().plugins(List.of(new RosterPlugin())).build()) {
            Actor juliet = interested(stage, "juliet");
            Actor romeo = stage.client("romeo");

            romeo.sends("<iq type='" + type + "' id='s' to='" + to
                    + "'><query xmlns='jabber:iq:roster'><item jid='{paris}'/></query></iq>");

            romeo.receives(bareError("cancel", "service-unavailable"));
            juliet.receivesNothing();
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.3", says = "the own bare JID is as good as no address")
    void theOwnAccountMayBeAddressed(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends("<iq type='get' id='g' to='{romeo}'><query xmlns='jabber:iq:roster'/></iq>");

        romeo.receives("<iq type='result' id='g' from='{romeo}'><query xmlns='jabber:iq:roster'/></iq>");
    }

    @Test
    void aFullRosterTakesNobodyMore() {
        RosterOptions small = new RosterOptions(2, 1, 256, 50, 1000);
        try (Stage stage = Stage.builder()
                .plugins(List.of(new RosterPlugin()))
                .options("roster", small)
                .build()) {
            Actor romeo = interested(stage, "romeo");
            romeo.sends(set("<item jid='a@example.org'/>"))
                    .sends(set("<item jid='b@example.org'/>"))
                    .ignoresAll();

            romeo.sends(set("<item jid='c@example.org'/>"));
            romeo.receives(error("wait", "resource-constraint"));

            romeo.sends(set("<item jid='a@example.org' name='A'/>")); // who is in it already may change
            romeo.receives(push("<item jid='a@example.org' name='A' subscription='none'/>"));
            romeo.receives("<iq type='result' id='s'/>");
        }
    }

    @Test
    void anAccountThatIsGoneLeavesNoRoster(Stage stage) {
        Jid account = stage.account("romeo");
        Actor romeo = stage.client("romeo");
        romeo.sends(set("<item jid='{nurse}'><group>Servants</group></item>")).ignoresAll();

        stage.service(Accounts.class).delete(account);
        stage.account("romeo");
        Actor heir = stage.client("romeo/heir");
        heir.sends(GET);

        heir.receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster'/></iq>");
    }
}
