package im.godwit.plugins.vcard;

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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = {VcardPlugin.class, VcardTest.FeaturesPlugin.class})
class VcardTest {
    private static final String CARD = "<vCard xmlns='vcard-temp'><FN>Juliet</FN><N><GIVEN>Juliet</GIVEN></N></vCard>";
    private static final String EMPTY = "<vCard xmlns='vcard-temp'/>";

    /** What is advertised at a place. */
    interface Features extends Function<Host.At, Set<String>> {}

    /** Lets the tests see what is advertised. */
    public static final class FeaturesPlugin implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(Features.class, host::features);
        }
    }

    private static String iq(String type, String to, String payload) {
        return "<iq type='%s' id='v'%s>%s</iq>".formatted(type, to.isEmpty() ? "" : " to='" + to + "'", payload);
    }

    private static void publishes(Actor actor, String card) {
        actor.sends(iq("set", "", card)).receives("<iq type='result' id='v'/>");
    }

    private static String error(String from, String type, String condition) {
        return """
                <iq type='error' id='v'%s>
                  <error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""".formatted(from.isEmpty() ? "" : " from='" + from + "'", type, condition);
    }

    @Test
    @Spec(value = "XEP-0054 §4", says = "who supports vCards says so: the server, and each account")
    void supportIsAdvertised(Stage stage) {
        Features features = stage.service(Features.class);

        assertThat(features.apply(Host.At.DOMAIN)).contains("vcard-temp");
        assertThat(features.apply(Host.At.ACCOUNT)).contains("vcard-temp");
    }

    @Test
    @Spec(value = "XEP-0054 §3.1, §3.2", says = "a user updates the own vCard as a whole, and retrieves it")
    void ownCardIsKept(Stage stage) {
        Actor juliet = stage.client("juliet");
        juliet.sends(iq("get", "", EMPTY)).receives(error("", "cancel", "item-not-found"));

        publishes(juliet, "<vCard xmlns='vcard-temp'><NICKNAME>J</NICKNAME></vCard>");
        publishes(juliet, CARD);

        juliet.sends(iq("get", "", EMPTY)).receives(iq("result", "", CARD));
        juliet.sends(iq("get", "{juliet}", EMPTY)).receives(iq("result", "", CARD));
    }

    @Test
    @Spec(value = "XEP-0054 §3.3", says = "others see it by the account's address, whether or not its owner is there")
    void othersSeeTheCard(Stage stage) {
        Actor juliet = stage.client("juliet");
        Actor romeo = stage.client("romeo");
        publishes(juliet, CARD);

        romeo.sends(iq("get", "{juliet}", EMPTY)).receives(iq("result", "", CARD));
        juliet.receivesNothing().vanishes();
        romeo.sends(iq("get", "{juliet}", EMPTY)).receives(iq("result", "", CARD));
    }

    @Test
    @Spec(value = "XEP-0054 §3.3", says = "service-unavailable where there is no vCard, and where there is no account")
    void cardAndAccountThatDoNotExistLookTheSame(Stage stage) {
        stage.client("juliet");
        stage.account("paris");
        Actor romeo = stage.client("romeo");

        for (String name : new String[] {"juliet", "paris", "nobody"}) {
            romeo.sends(iq("get", name + "@example.org", EMPTY))
                    .receives(error(name + "@example.org", "cancel", "service-unavailable"));
        }
    }

    @Test
    @Spec(value = "XEP-0054 §3.2", says = "forbidden to set another user's, the same whether or not there is one")
    void cardsOfOthersCannotBeChanged(Stage stage) {
        Actor juliet = stage.client("juliet");
        Actor romeo = stage.client("romeo");
        publishes(juliet, CARD);

        for (String name : new String[] {"juliet", "nobody"}) {
            romeo.sends(iq("set", name + "@example.org", EMPTY))
                    .receives(error(name + "@example.org", "auth", "forbidden"));
        }
        juliet.sends(iq("get", "", EMPTY)).receives(iq("result", "", CARD));
    }

    @Test
    void emptyCardIsNone(Stage stage) {
        Actor juliet = stage.client("juliet");
        publishes(juliet, CARD);
        publishes(juliet, EMPTY);

        juliet.sends(iq("get", "", EMPTY)).receives(error("", "cancel", "item-not-found"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void cardIsBounded(int length) {
        String start = "<vCard xmlns='vcard-temp'><FN>";
        String card = start + "x".repeat(length - start.length() - "</FN></vCard>".length()) + "</FN></vCard>";
        try (Stage stage = Stage.builder()
                .plugins(List.of(new VcardPlugin()))
                .options("vcard", new VcardPlugin.Options(100))
                .build()) {
            Actor juliet = stage.client("juliet").sends(iq("set", "", card));

            if (length <= 100) {
                juliet.receives("<iq type='result' id='v'/>");
            } else {
                juliet.receives("""
                        <iq type='error' id='v'>
                          <error type='modify'>
                            <policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                            <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                          </error>
                        </iq>""");
            }
        }
    }

    @Test
    void aNewAccountOfTheNameHasNoCard(Stage stage) {
        publishes(stage.client("juliet"), CARD);
        stage.service(Accounts.class).delete(Jid.of("juliet", Stage.DOMAIN));

        stage.client("juliet").sends(iq("get", "", EMPTY)).receives(error("", "cancel", "item-not-found"));
    }

    @Test
    @Spec(value = "XEP-0292 §7", says = "who supports the vCard4 namespace MUST advertise that")
    void vcard4IsAdvertised(Stage stage) {
        Features features = stage.service(Features.class);

        assertThat(features.apply(Host.At.DOMAIN)).contains(Vcard4.NAMESPACE);
        assertThat(features.apply(Host.At.ACCOUNT)).contains(Vcard4.NAMESPACE);
    }

    @Test
    void bothFormsAreReadAndWritten(Stage stage) {
        String empty = "<vcard xmlns='%s'/>".formatted(Vcard4.NAMESPACE);
        String named = "<vcard xmlns='%s'><fn><text>%s</text></fn><kind><text>individual</text></kind></vcard>";
        Actor juliet = stage.client("juliet");
        Actor romeo = stage.client("romeo");
        juliet.sends(iq("get", "", empty)).receives(error("", "cancel", "item-not-found"));
        romeo.sends(iq("get", "{juliet}", empty)).receives(error("{juliet}", "cancel", "service-unavailable"));

        publishes(juliet, named.formatted(Vcard4.NAMESPACE, "Juliet"));
        romeo.sends(iq("get", "{juliet}", EMPTY))
                .receives(iq("result", "", "<vCard xmlns='vcard-temp'><FN>Juliet</FN></vCard>"));
        publishes(juliet, "<vCard xmlns='vcard-temp'><FN>Giulia</FN></vCard>");
        juliet.sends(iq("get", "", empty)).receives(iq("result", "", """
                        <vcard xmlns='%s'>
                          <kind><text>individual</text></kind><fn><text>Giulia</text></fn>
                        </vcard>""".formatted(Vcard4.NAMESPACE)));
        romeo.sends(iq("set", "{juliet}", empty)).receives(error("{juliet}", "auth", "forbidden"));
    }
}
