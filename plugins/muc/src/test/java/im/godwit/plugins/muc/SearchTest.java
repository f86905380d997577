package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.explained;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@XmppTest(
        plugins = {},
        services =
                @XmppTest.Service(
                        name = "conference",
                        plugins = {DiscoPlugin.class, MucPlugin.class}))
class SearchTest {
    private static final String SERVICE = "conference.example.org";
    private static final Pattern ADDRESS = Pattern.compile("address='([^@]*)@");

    private Stage stage;
    private Actor crone;
    private Actor hag;

    @BeforeEach
    void enter(Stage given) {
        stage = given;
        crone = stage.client("crone");
        hag = stage.client("hag");
    }

    /** A room; a persistent one that nobody is in if its settings say so. */
    private void opens(String room, String... settings) {
        String address = room + "@" + SERVICE;
        crone.sends(
                "<presence to='%s/first'><x xmlns='http://jabber.org/protocol/muc'/></presence>".formatted(address));
        crone.ignoresAll();
        crone.sends(configuration(settings).replace(MucTesting.ROOM, address));
        crone.ignoresAll();
        if (Arrays.asList(settings).contains("persistentroom=1")) {
            crone.sends("<presence to='%s/first' type='unavailable'/>".formatted(address));
            crone.ignoresAll();
        }
    }

    private static String field(String var, String value) {
        return "<field var='%s'><value>%s</value></field>".formatted(var, value);
    }

    private static String search(String set, String fields) {
        return """
                <iq type='get' id='find' to='%s'>
                  <search xmlns='urn:xmpp:channel-search:0:search'>%s
                    <x xmlns='jabber:x:data' type='submit'>
                      <field var='FORM_TYPE'><value>urn:xmpp:channel-search:0:search-params</value></field>%s
                    </x>
                  </search>
                </iq>""".formatted(SERVICE, set, fields);
    }

    /** The names of the rooms that are found, in their order. */
    private String finds(String set, String fields) {
        hag.sends(search(set, fields));
        String answer = hag.receives().toString();
        assertThat(answer).contains("type='result'");
        return String.join(
                " ",
                ADDRESS.matcher(answer).results().map(found -> found.group(1)).toList());
    }

    private static String page(String position) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + position + "</set>";
    }

    /** Rooms as in the tests below: cave is in memory, pit is not, moor is closed, and two are not public. */
    private void opensAll() {
        opens("cave", "roomname=Witches", "roomdesc=Dark", "lang=en");
        opens("pit", "roomname=Élan", "roomdesc=Deep", "persistentroom=1", "whois=anyone");
        opens("moor", "roomname=Dark", "membersonly=1");
        opens("hidden", "roomname=Dark", "publicroom=0");
        opens("buried", "roomname=Dark", "publicroom=0", "persistentroom=1");
    }

    @Test
    @Spec(value = "XEP-0433 §4.1", says = "the feature is advertised")
    void theFeatureIsAdvertised() {
        hag.sends("<iq type='get' id='find' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(SERVICE));

        assertThat(hag.receives().toString()).contains("'urn:xmpp:channel-search:0:search'");
    }

    @Test
    @Spec(value = "XEP-0433 §4.2.1, §5, §6.1", says = "the form has all fields with their default values")
    void theFormIsThere() {
        hag.sends("<iq type='get' id='find' to='%s'><search xmlns='urn:xmpp:channel-search:0:search'/></iq>"
                .formatted(SERVICE));

        assertThat(hag.receives().toString())
                .contains("urn:xmpp:channel-search:0:search-params", "var='q'", "var='all'", "var='sinname'")
                .contains("var='sindescription'", "var='sinaddress'", "var='min_users'", "var='types'", "var='key'")
                .contains("<value>{urn:xmpp:channel-search:0:order}nusers</value>");
    }

    @Test
    @Spec(value = "XEP-0433 §4.2.2, §6.2", says = "what is found is told with what is known of it")
    void whatIsFoundIsDescribed() {
        opensAll();

        hag.sends(search("", field("all", "true")));

        hag.receives("""
                <iq type='result' id='find' from='conference.example.org'>
                  <result xmlns='urn:xmpp:channel-search:0:search'>
                    <item address='cave@conference.example.org'>
                      <name>Witches</name><description>Dark</description><language>en</language><nusers>1</nusers>
                      <service-type>xep-0045</service-type><is-open>true</is-open>
                      <anonymity-mode>muc_semianonymous</anonymity-mode>
                    </item>
                    <item address='moor@conference.example.org'>
                      <name>Dark</name><service-type>xep-0045</service-type><is-open>false</is-open>
                      <anonymity-mode>muc_semianonymous</anonymity-mode>
                    </item>
                    <item address='pit@conference.example.org'>
                      <name>Élan</name><description>Deep</description><nusers>0</nusers>
                      <service-type>xep-0045</service-type><is-open>true</is-open>
                      <anonymity-mode>{urn:xmpp:channel-search:0:anonymity}none</anonymity-mode>
                    </item>
                    <set xmlns='http://jabber.org/protocol/rsm'>
                      <first index='0'>{any}</first><last>{any}</last><count>3</count>
                    </set>
                  </result>
                </iq>""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "q=dark; cave moor",
                "q=DARK; cave moor",
                "q=élan; pit",
                "q=dark witches; cave",
                "q=conference; cave moor pit",
                "q=conference&sinaddr=0; ''",
                "q=conference&sinaddress=false; ''",
                "q=dark&sindescription=0; moor",
                "q=dark&sinname=0; cave",
                "q=hidden; ''",
                "q=nothing; ''",
                "all=1; cave moor pit",
                "all=1&min_users=1; cave",
                "all=1&types=xep-0369; ''",
                "all=1&types=xep-0045; cave moor pit",
                "all=1&unknown=x; cave moor pit",
                "all=1&key={urn:xmpp:channel-search:0:order}address; cave moor pit"
            })
    @Spec(value = "XEP-0433 §5, §6.1", says = "each field of the form does what it says; hidden rooms are never found")
    void roomsAreFound(String fields, String rooms) {
        opensAll();
        StringBuilder form = new StringBuilder();
        for (String field : fields.split("&")) {
            String[] parts = field.split("=", 2);
            form.append(field(parts[0], parts[1]));
        }

        assertThat(finds("", form.toString())).isEqualTo(rooms);
    }

    @Test
    @Spec(value = "XEP-0433 §6.1", says = "in the order of addresses pages have no omissions and no duplicates")
    void whatIsFoundComesInPages() {
        opensAll();
        String byAddress = field("all", "1") + field("key", "{urn:xmpp:channel-search:0:order}address");
        assertThat(finds(page("<max>2</max>"), byAddress)).isEqualTo("cave moor");
        assertThat(finds(page("<max>2</max><after>moor@%s</after>".formatted(SERVICE)), byAddress))
                .isEqualTo("pit");
        assertThat(finds(page("<max>2</max><after>gone@%s</after>".formatted(SERVICE)), byAddress))
                .isEqualTo("moor pit");
        assertThat(finds(page("<max>1</max><before>pit@%s</before>".formatted(SERVICE)), byAddress))
                .isEqualTo("moor");
        assertThat(finds(page("<max>1</max><before/>"), byAddress)).isEqualTo("pit");
        assertThat(finds(page("<max>0</max>"), byAddress)).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0433 §6.1", says = "nusers orders descendingly, and is the default")
    void fullRoomsComeFirst() {
        opensAll();
        opens("abyss", "persistentroom=1");
        hag.sends("<presence to='pit@%s/third'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                .formatted(SERVICE));
        stage.client("wicca")
                .sends("<presence to='pit@%s/second'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(SERVICE));
        hag.ignoresAll();

        assertThat(finds("", field("all", "1"))).isEqualTo("pit cave abyss moor");
        hag.sends(search(page("<max>1</max>"), field("all", "1")));
        String first = hag.receives().toString().replaceAll("(?s).*<last>([^<]*)</last>.*", "$1");
        assertThat(finds(page("<after>" + first + "</after>"), field("all", "1")))
                .isEqualTo("cave abyss moor");
    }

    private static String refused(String type, String condition, String text, String detail) {
        return """
                <iq type='error' id='find'>
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>%s%s</error>
                </iq>""".formatted(
                        type,
                        condition,
                        text.isEmpty() ? "" : "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>" + text + "</text>",
                        detail.replaceFirst("(/?>)", " xmlns='urn:xmpp:channel-search:0:error'$1"));
    }

    @Test
    @Spec(value = "XEP-0433 §4.2.3 to §4.2.7", says = "each mistake has its condition")
    void mistakesHaveTheirConditions() {
        hag.sends(search("", field("all", "1") + field("key", "size")));
        hag.receives(refused("modify", "feature-not-implemented", "", "<invalid-sort-key/>"));
        hag.sends(search("", field("q", "   ")));
        hag.receives(refused("modify", "bad-request", "{any}", "<invalid-search-terms/>"));
        hag.sends(search("", field("q", "x".repeat(300))));
        hag.receives(refused("modify", "bad-request", "{any}", "<invalid-search-terms/>"));
        hag.sends(search("", field("q", "dark") + field("all", "1")));
        hag.receives(refused(
                "modify",
                "bad-request",
                "{any}",
                "<conflicting-fields><var>all</var><var>q</var></conflicting-fields>"));
        hag.sends(search("", ""));
        hag.receives(refused("cancel", "bad-request", "", "<no-search-conditions/>"));
        hag.sends(search("", field("all", "1") + field("min_users", "many")));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(search("", field("all", "perhaps")));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(search("", "").replace("search-params", "other"));
        hag.receives(explained("iq", "modify", "bad-request"));
        hag.sends(search("", field("all", "1")).replace("to='" + SERVICE, "to='" + MucTesting.ROOM));
        hag.receives(error("iq", "cancel", "service-unavailable"));
    }

    @Test
    @Spec(value = "XEP-0433 §4.2.5", says = "who searches too much gets resource-constraint with rate-limit, type wait")
    void searchesHaveALimit() {
        for (int i = 0; i < 20; i++) {
            assertThat(finds("", field("all", "1"))).isEmpty();
        }
        hag.sends(search("", field("all", "1")));
        hag.receives(refused("wait", "resource-constraint", "", "<rate-limit retry-after='1'/>"));
        stage.clock().advance(Duration.ofSeconds(1));
        assertThat(finds("", field("all", "1"))).isEmpty();
    }
}
