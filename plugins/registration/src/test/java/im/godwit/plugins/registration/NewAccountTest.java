package im.godwit.plugins.registration;

import static im.godwit.plugins.registration.Exchange.done;
import static im.godwit.plugins.registration.Exchange.error;
import static im.godwit.plugins.registration.Exchange.get;
import static im.godwit.plugins.registration.Exchange.set;
import static im.godwit.plugins.registration.Exchange.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Visitor;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = RegistrationPlugin.class)
class NewAccountTest {
    private static final Element FEATURE = Element.of(new Name("http://jabber.org/features/iq-register", "register"));

    private static boolean exists(Stage stage, String name) {
        return stage.service(Accounts.class).exists(Jid.of(name, Stage.DOMAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.200.3.4", "::1", "::ffff:127.0.0.1"})
    @Spec(value = "XEP-0077 §8", says = "a server may announce registration as a stream feature")
    void thisMachineIsOfferedRegistration(String address, Stage stage) {
        assertThat(stage.visitor(address).features()).containsExactly(FEATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "192.0.2.1", "::2", "2001:db8::1"})
    @Spec(value = "XEP-0077 §3.1", says = "who may not register gets service-unavailable")
    void othersAreNot(String address, Stage stage) {
        Visitor visitor = stage.visitor(address).encrypted();

        assertThat(visitor.features()).isEmpty();
        visitor.sends(get()).receives(unavailable());
        visitor.sends(set("bill", "Calliope")).receives(unavailable());
        assertThat(exists(stage, "bill")).isFalse();
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "the host must tell which fields are required")
    void visitorLearnsTheFields(Stage stage) {
        stage.visitor("127.0.0.1").sends(get()).receives("""
                <iq type='result' id='r'>
                  <query xmlns='jabber:iq:register'>
                    <instructions>{any}</instructions><username/><password/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "registration, after which the entity can authenticate")
    void registeredAccountCanLogIn(Stage stage) {
        stage.visitor("127.0.0.1").sends(set("bill", "Calliope")).receives(done());

        assertThat(Login.succeeds(stage, "bill", "Calliope")).isTrue();
        assertThat(Login.succeeds(stage, "bill", "calliope")).isFalse();
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "conflict: the name is taken")
    void takenNameConflicts(Stage stage) {
        stage.account("bill");

        stage.visitor("127.0.0.1").sends(set("bill", "other")).receives(error("cancel", "conflict"));

        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
        assertThat(Login.succeeds(stage, "bill", "other")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bill", "BILL", "ｂｉｌｌ"})
    @Spec(value = "RFC 7622 §3.3", says = "names that are prepared to the same are the same")
    void lookAlikesOfTakenNamesConflict(String name, Stage stage) {
        stage.account("bill");

        stage.visitor("127.0.0.1").sends(set(name, "Calliope")).receives(error("cancel", "conflict"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<username>bill</username>",
                "<password>Calliope</password>",
                "<username/><password>Calliope</password>",
                "<username>bill</username><password/>",
                "<username>bill</username><password></password>",
                "<x xmlns='jabber:x:data' type='submit'/>",
            })
    @Spec(value = "XEP-0077 §3.1", says = "not-acceptable if required information is missing or empty")
    void missingInformationIsNotAcceptable(String content, Stage stage) {
        stage.visitor("127.0.0.1").sends(set(content)).receives(error("modify", "not-acceptable"));

        assertThat(exists(stage, "bill")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "at@sign", "sl/ash", "quo\"te", "&lt;tag", "co:lon", "a\u200Bb", "\u2665", " "})
    @Spec(value = "RFC 7622 §3.3", says = "what cannot be a localpart")
    void impossibleNamesAreNotAcceptable(String name, Stage stage) {
        stage.visitor("127.0.0.1").sends(set(name, "Calliope")).receives(error("modify", "not-acceptable"));
    }

    @Test
    void longestNameIsTakenAndALongerOneIsNot(Stage stage) {
        Visitor visitor = stage.visitor("127.0.0.1");

        visitor.sends(set("b".repeat(1024), "Calliope")).receives(error("modify", "not-acceptable"));
        visitor.sends(set("b".repeat(1023), "Calliope")).receives(done());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0009tab", "bell\u0085"})
    @Spec(value = "RFC 8265 §4.2", says = "what cannot be a password")
    void impossiblePasswordsAreNotAcceptable(String password, Stage stage) {
        stage.visitor("127.0.0.1").sends(set("bill", password)).receives(error("modify", "not-acceptable"));

        assertThat(exists(stage, "bill")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Postmaster", "ROOT"})
    void reservedNamesAreNotAcceptable(String name, Stage stage) {
        stage.visitor("127.0.0.1").sends(set(name, "Calliope")).receives(error("modify", "not-acceptable"));

        assertThat(exists(stage, name)).isFalse();
    }

    @Test
    void fieldGivenTwiceIsABadRequest(Stage stage) {
        stage.visitor("127.0.0.1")
                .sends(set("<username>bill</username><username>will</username><password>x</password>"))
                .receives(error("modify", "bad-request"));
    }

    @Test
    @Spec(value = "XEP-0077 §3.2", says = "unexpected-request: nobody to remove before authentication")
    void visitorCannotRemoveAnything(Stage stage) {
        stage.visitor("127.0.0.1").sends(set("<remove/>")).receives(error("wait", "unexpected-request"));
    }

    @Test
    void visitorOfOneDomainCannotRegisterAtAnother(Stage stage) {
        stage.visitor("127.0.0.1").sends("""
                        <iq type='set' id='r' to='elsewhere.example'><query xmlns='jabber:iq:register'>
                          <username>bill</username><password>Calliope</password></query></iq>""").receives(unavailable());

        assertThat(exists(stage, "bill")).isFalse();
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "the domain may be addressed")
    void visitorMayAddressTheDomain(Stage stage) {
        stage.visitor("127.0.0.1").sends("""
                        <iq type='set' id='r' to='example.org'><query xmlns='jabber:iq:register'>
                          <username>bill</username><password>Calliope</password></query></iq>""").receives("<iq type='result' id='r' from='example.org'/>");
    }

    @Test
    @Spec(value = "XEP-0077 §3.1.1", says = "not-acceptable for too many registrations")
    void tenAccountsAnHourAreMade(Stage stage) {
        Visitor visitor = stage.visitor("127.0.0.1");
        for (int i = 0; i < 10; i++) {
            visitor.sends(set("bill" + i, "Calliope")).receives(done());
        }

        visitor.sends(set("bill10", "Calliope")).receives(error("modify", "not-acceptable"));
        stage.visitor("127.0.0.2").sends(set("will", "Calliope")).receives(done());
        assertThat(exists(stage, "bill10")).isFalse();

        stage.clock().advance(Duration.ofMinutes(6));
        visitor.sends(set("bill10", "Calliope")).receives(done());
        visitor.sends(set("bill11", "Calliope")).receives(error("modify", "not-acceptable"));
    }

    @Test
    @Spec(value = "XEP-0077 §3.1.1", says = "not-acceptable for too many attempts")
    void namesCannotBeTriedForever(Stage stage) {
        stage.account("bill");
        Visitor visitor = stage.visitor("127.0.0.1");
        for (int i = 0; i < 100; i++) {
            visitor.sends(set("bill", "Calliope")).receives(error("cancel", "conflict"));
        }

        visitor.sends(set("bill", "Calliope")).receives(error("modify", "not-acceptable"));
    }
}
