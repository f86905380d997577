package im.godwit.plugins.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.ClientAccess;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = ClientsPlugin.class)
class ClientsTest {
    private static final Jid JULIET = Jid.of("juliet", Stage.DOMAIN);
    private static final String PHONE = """
            <user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'>
              <software>Gajim</software><device>Juliet's phone</device>
            </user-agent>""";
    private static final String TABLET = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87771'/>";
    private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'><tag>x</tag></bind>";
    private static final String REQUEST = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/>";

    private static Wire logsIn(Stage stage, String wanted) {
        Wire juliet = stage.wire("juliet", wanted);
        assertThat(juliet.receives().local()).isEqualTo("success");
        juliet.receives(); // the features
        return juliet;
    }

    private static List<Element> list(Wire juliet) {
        juliet.sends("<iq type='get' id='l'><list xmlns='urn:xmpp:cam:0'/></iq>");
        Element clients = juliet.receives().firstChild().orElseThrow();
        assertThat(clients.local()).isEqualTo("clients");
        return clients.elements();
    }

    private static String id(Element client) {
        return client.attribute("id").orElseThrow();
    }

    private static Element only(List<Element> clients, String connected) {
        List<Element> found = clients.stream()
                .filter(client -> client.attribute("connected").orElseThrow().equals(connected))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    @Spec(value = "XEP-0494 §3.1", says = "each client with what it is, how it gets in, and what it may do")
    void clientsAreListed(Stage stage) {
        Wire phone = logsIn(stage, PHONE + BIND);
        stage.clock().advance(Duration.ofHours(1));

        phone.sends("<iq type='get' id='l' to='{juliet}'><list xmlns='urn:xmpp:cam:0'/></iq>");

        phone.receives("""
                <iq type='result' id='l'>
                  <clients xmlns='urn:xmpp:cam:0'>
                    <client connected='true' type='session' id='{any}'>
                      <first-seen>2026-03-01T12:00:00Z</first-seen>
                      <last-seen>2026-03-01T13:00:00Z</last-seen>
                      <auth><password/></auth>
                      <permission status='unrestricted'/>
                      <user-agent><software>Gajim</software><device>Juliet's phone</device></user-agent>
                    </client>
                  </clients>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0494 §3.1", says = "who is away is listed with when it was last there")
    void clientThatIsAwayIsListed(Stage stage) {
        logsIn(stage, PHONE + BIND).closes();
        stage.clock().advance(Duration.ofDays(1));

        Element phone = only(list(logsIn(stage, TABLET + BIND)), "false");

        assertThat(phone.child("last-seen").map(Element::text)).contains("2026-03-01T12:00:00Z");
    }

    @Test
    @Spec(value = "XEP-0494 §3.1", says = "<fast/> for a client that has active tokens")
    void tokensAreShown(Stage stage) {
        Wire phone = logsIn(stage, PHONE + REQUEST + BIND);

        Element auth = only(list(phone), "true").child("auth").orElseThrow();
        assertThat(auth.elements().stream().map(Element::local)).containsExactly("password", "fast");

        stage.clock().advance(Duration.ofDays(22));
        assertThat(only(list(phone), "true").child("auth").orElseThrow().child("fast"))
                .isEmpty();
    }

    @Test
    @Spec(value = "XEP-0494 §4", says = "the list is what has access: sessions of clients that tell nothing, too")
    void sessionOfAnUnknownClientIsListed(Stage stage) {
        Wire phone = logsIn(stage, PHONE + BIND);
        stage.client("juliet/old");

        List<Element> clients = list(phone);

        assertThat(clients.stream().map(ClientsTest::id)).hasSize(2).contains("session/old");
        assertThat(clients.getLast().child("auth").orElseThrow().child("password"))
                .isPresent();
    }

    @Test
    @Spec(value = "XEP-0494 §3.2", says = "password-reset-required for who knows the password; nothing is done")
    void whoKnowsThePasswordCannotBeRevoked(Stage stage) {
        Wire phone = logsIn(stage, PHONE + REQUEST + BIND);
        String id = id(only(list(phone), "true"));

        phone.sends("<iq type='set' id='r'><revoke xmlns='urn:xmpp:cam:0' id='" + id + "'/></iq>");

        phone.receives("""
                <iq type='error' id='r'>
                  <error type='cancel'>
                    <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                    <password-reset-required xmlns='urn:xmpp:cam:0'/>
                  </error>
                </iq>""");
        assertThat(stage.service(ClientAccess.class).withTokens(JULIET)).containsExactly(id);
    }

    @Test
    @Spec(value = "XEP-0494 §3.2", says = "with another password the others have no access, and can be thrown out")
    void afterANewPasswordClientsAreRevoked(Stage stage) {
        Wire phone = logsIn(stage, PHONE + REQUEST + BIND);
        Wire away = logsIn(stage, TABLET + BIND);
        away.closes();
        String id = id(only(list(phone), "true"));

        stage.service(Accounts.class).changePassword(JULIET, "secret");

        Wire tablet = logsIn(stage, TABLET + BIND);
        List<Element> left = list(tablet);
        Element known = left.stream().filter(c -> id(c).equals(id)).findFirst().orElseThrow();
        assertThat(known.child("auth").orElseThrow().elements()).isEmpty();
        tablet.sends("<iq type='set' id='r'><revoke xmlns='urn:xmpp:cam:0' id='" + id + "'/></iq>");
        tablet.receives("<iq type='result' id='r'/>");
        phone.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        assertThat(list(tablet).stream().map(ClientsTest::id)).hasSize(1).doesNotContain(id);
    }

    @Test
    void whatCannotBeRevokedIsRefused(Stage stage) {
        Wire phone = logsIn(stage, PHONE + BIND);

        phone.sends("<iq type='set' id='a'><revoke xmlns='urn:xmpp:cam:0' id='unknown'/></iq>");
        phone.receives("""
                <iq type='error' id='a'><error type='cancel'>
                  <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                </error></iq>""");
        phone.sends("<iq type='set' id='b'><revoke xmlns='urn:xmpp:cam:0'/></iq>");
        phone.receives("""
                <iq type='error' id='b'><error type='modify'>
                  <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                </error></iq>""");
    }

    @Test
    @Spec(value = "XEP-0494 §4", says = "nobody else sees the list or takes access away")
    void otherPeopleSeeNothing(Stage stage) {
        logsIn(stage, PHONE + BIND);
        Wire romeo = stage.wire("romeo").binds("home");

        for (String request : List.of("<list xmlns='urn:xmpp:cam:0'/>", "<revoke xmlns='urn:xmpp:cam:0' id='x'/>")) {
            String type = request.startsWith("<list") ? "get" : "set";
            romeo.sends("<iq type='" + type + "' id='o' to='{juliet}'>" + request + "</iq>");
            romeo.receives("""
                    <iq type='error' id='o'><error type='cancel'>
                      <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    </error></iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0494 §6", says = "a deployment chooses whether and how long it keeps what it knows")
    void clientsAreForgottenInTime(Stage stage) {
        logsIn(stage, PHONE + BIND).closes();
        stage.clock().advance(ClientsOptions.DEFAULTS.memory());

        assertThat(list(logsIn(stage, TABLET + BIND))).hasSize(1);
    }

    @Test
    @Spec(value = "XEP-0494 §6", says = "nothing is kept where that is what is wanted; tokens and sessions show")
    void nothingMayBeKept() {
        ClientsOptions nothing = new ClientsOptions(Duration.ZERO, 100);
        try (Stage stage = Stage.builder()
                .options("clients", nothing)
                .plugins(List.of(new ClientsPlugin()))
                .build()) {
            Wire phone = logsIn(stage, PHONE + REQUEST + BIND);

            Element client = only(list(phone), "true");

            assertThat(client.child("first-seen")).isEmpty();
            assertThat(client.child("user-agent")).isEmpty();
            assertThat(client.child("auth").orElseThrow().elements()).hasSize(2);
        }
    }

    @Test
    void onlySoManyAreRemembered() {
        try (Stage stage = Stage.builder()
                .options("clients", new ClientsOptions(Duration.ofDays(1), 1))
                .plugins(List.of(new ClientsPlugin()))
                .build()) {
            logsIn(stage, PHONE + BIND).closes();
            stage.clock().advance(Duration.ofMinutes(1));

            assertThat(list(logsIn(stage, TABLET + BIND))).hasSize(1);
        }
    }

    @Test
    void deletedAccountLeavesNothing(Stage stage) {
        logsIn(stage, PHONE + BIND);
        stage.service(Accounts.class).delete(JULIET);
        stage.account("juliet");

        assertThat(list(logsIn(stage, TABLET + BIND))).hasSize(1);
    }

    @Test
    void whoHasNoAccountHasNoClients() {
        try (Stage stage = Stage.builder()
                .anonymous(new AnonymousLimits(1, 1))
                .plugins(List.of(new ClientsPlugin()))
                .build()) {
            Wire visitor = stage.stranger("visitor")
                    .sends("<authenticate xmlns='urn:xmpp:sasl:2' mechanism='ANONYMOUS'>" + PHONE + BIND
                            + "</authenticate>");
            assertThat(visitor.receives().local()).isEqualTo("success");
            visitor.receives(); // the features

            assertThat(list(visitor)).isEmpty();
        }
    }

    @Test
    void longNamesAreCut(Stage stage) {
        String agent = PHONE.replace("Gajim", "G".repeat(1000)).replace("Juliet's phone", " ");

        Element shown = only(list(logsIn(stage, agent + BIND)), "true")
                .child("user-agent")
                .orElseThrow();

        assertThat(shown.child("software").map(Element::text)).contains("G".repeat(100));
        assertThat(shown.child("device")).isEmpty();
    }
}
