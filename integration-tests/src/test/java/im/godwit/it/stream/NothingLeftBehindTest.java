package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With all plugins of the shipped configuration: people without an account leave nothing in the database. */
class NothingLeftBehindTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("anonymous.domains = [localhost]");

    /** Whatever a client may ask to be kept, and what others make the server keep for it. */
    private static final List<String> KEPT = List.of(
            "<query xmlns='jabber:iq:roster'><item jid='romeo@localhost' name='Romeo'/></query>",
            "<query xmlns='jabber:iq:private'><it xmlns='urn:example:it'>kept</it></query>",
            "<vCard xmlns='vcard-temp'><FN>Nobody</FN></vCard>",
            "<block xmlns='urn:xmpp:blocking'><item jid='paris@localhost'/></block>",
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:example:mood'><item id='1'>"
                    + "<mood xmlns='urn:example:mood'/></item></publish></pubsub>",
            "<prefs xmlns='urn:xmpp:mam:2' default='always'><always/><never><jid>romeo@localhost</jid></never></prefs>");

    @Test
    @Spec(value = "XEP-0175 §2", says = "relationships are cancelled and what was stored is removed with the session")
    void everythingOfAnAnonymousAccountGoesWithItsSession() throws SQLException {
        String romeoJid = server.addUser("romeo");
        RawClient romeo = new RawTcp(server).login("romeo");
        romeo.begin("home");
        RawClient visitor = new RawTcp(server).loginAnonymously();
        visitor.begin("kiosk");
        visitor.say(romeoJid, "who am I?");
        String full = romeo.message().attribute("from").orElseThrow();
        String name = full.substring(0, full.indexOf('@'));
        for (String request : KEPT) {
            visitor.send("<iq xmlns='jabber:client' type='set' id='k'>" + request + "</iq>");
            assertThat(result(visitor).attribute("type")).as(request).contains("result");
        }
        visitor.send("<presence xmlns='jabber:client' type='subscribe' to='" + romeoJid + "'/>");
        romeo.say(full, "nobody");
        assertThat(visitor.bodies(1)).containsExactly("nobody");
        romeo.send("<presence xmlns='jabber:client' type='subscribed' to='" + name + "@localhost'/>");
        romeo.awaitHandled(3);
        assertThat(tablesWith(name)).contains("anonymous_accounts");
        assertThat(tablesWith(name).size()).isGreaterThan(5);

        visitor.send("</stream:stream>");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(tablesWith("anonymous_accounts", name)).isEmpty());
        assertThat(tablesWith(name))
                .isSubsetOf("roster_contacts", "archive_messages", "archive_terms"); // romeo's own, of his contact
        romeo.close();
        visitor.close();
    }

    private static Element result(RawClient client) {
        Element element = client.receive();
        while (!element.attribute("id").equals(Optional.of("k"))) {
            element = client.receive();
        }
        return element;
    }

    private static List<String> tablesWith(String name) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            List<String> names = new ArrayList<>();
            while (all.next()) {
                names.add(all.getString(1));
            }
            for (String table : names) {
                tables.addAll(tablesWith(table, name));
            }
        }
        return tables;
    }

    /** The table, if a row of it has the name anywhere. */
    private static List<String> tablesWith(String table, String name) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    if (String.valueOf(rows.getString(i)).contains(name)) {
                        return List.of(table);
                    }
                }
            }
        }
        return List.of();
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + server.data().resolve("godwit.db"));
    }
}
