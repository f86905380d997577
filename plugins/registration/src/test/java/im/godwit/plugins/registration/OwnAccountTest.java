package im.godwit.plugins.registration;

import static im.godwit.plugins.registration.Exchange.done;
import static im.godwit.plugins.registration.Exchange.error;
import static im.godwit.plugins.registration.Exchange.get;
import static im.godwit.plugins.registration.Exchange.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.stream.SessionOutlet;
import im.godwit.core.stream.StreamHost;
import im.godwit.core.stream.StreamSession;
import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.jid.Jid;
import im.godwit.plugin.Peer;
import im.godwit.service.Accounts;
import im.godwit.stanza.Iq;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(plugins = RegistrationPlugin.class)
class OwnAccountTest {
    private static String toDomain(String iq) {
        return iq.replaceFirst("<iq ", "<iq to='example.org' ");
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "who is registered gets <registered/> and what is on file")
    void accountLearnsThatItIsRegistered(Stage stage) {
        stage.client("bill").sends(get()).receives("""
                <iq type='result' id='r'>
                  <query xmlns='jabber:iq:register'>
                    <registered/><instructions>{any}</instructions><username>bill</username><password/>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0077 §3.3", says = "a user changes the password")
    void passwordIsChanged(Stage stage) {
        stage.client("bill").sends(toDomain(set("bill", "newpass"))).receives(done());

        assertThat(Login.succeeds(stage, "bill", "newpass")).isTrue();
        assertThat(Login.succeeds(stage, "bill", "secret")).isFalse();
    }

    @Test
    @Spec(value = "RFC 7622 §3.3", says = "a name in another case is the same")
    void ownNameMayBeWrittenOtherwise(Stage stage) {
        stage.client("bill").sends(set("BILL", "newpass")).receives(done());

        assertThat(Login.succeeds(stage, "bill", "newpass")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<username>bill</username>",
                "<username>bill</username><password/>",
                "<password>newpass</password>",
                "<username/><password>newpass</password>",
                "<username>bill</username><password>a</password><password>b</password>",
            })
    @Spec(value = "XEP-0077 §3.3", says = "bad-request for incomplete information; an empty password changes nothing")
    void incompleteChangeIsABadRequest(String content, Stage stage) {
        stage.client("bill").sends(set(content)).receives(error("modify", "bad-request"));

        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"will", "nobody", "bill@example.org", "two words"})
    @Spec(value = "XEP-0077 §3.3", says = "not-allowed")
    void passwordsOfOthersCannotBeChanged(String name, Stage stage) {
        stage.account("will");

        stage.client("bill").sends(set(name, "newpass")).receives(error("cancel", "not-allowed"));

        assertThat(Login.succeeds(stage, "will", "secret")).isTrue();
        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
        assertThat(stage.service(Accounts.class).exists(Jid.of("nobody", Stage.DOMAIN)))
                .isFalse();
    }

    @Test
    @Spec(value = "XEP-0077 §3.3", says = "not-authorized: the channel is not safe enough")
    void passwordIsNotTakenWhereOthersMayListen(Stage stage) {
        OpenOutlet outlet = new OpenOutlet();
        StreamHost host = stage.server().find(Stage.DOMAIN).orElseThrow();
        StreamSession bill = host.bind(stage.account("bill"), Optional.of("far"), outlet);

        bill.accept(Iq.builder(Iq.Type.SET, "r")
                .add(Element.builder("jabber:iq:register", "query")
                        .child("username", "bill")
                        .child("password", "newpass")
                        .build())
                .build());

        Element error = outlet.sent.getFirst().child("error").orElseThrow();
        assertThat(error.attribute("type")).contains("modify");
        assertThat(error.child(new Name(Namespaces.STANZA_ERRORS, "not-authorized")))
                .isPresent();
        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
    }

    /** A connection from elsewhere that anybody on the way can read. */
    private static final class OpenOutlet implements SessionOutlet {
        private final List<Element> sent = new ArrayList<>();

        @Override
        public Peer peer() {
            return new Peer(InetAddress.ofLiteral("192.0.2.7"), false);
        }

        @Override
        public boolean send(Element stanza) {
            return sent.add(stanza);
        }

        @Override
        public void close(StreamError error) {
            throw new IllegalStateException("closed with " + error);
        }
    }

    @Test
    @Spec(value = "RFC 8265 §4.2", says = "what cannot be a password")
    void impossiblePasswordIsNotAcceptable(Stage stage) {
        stage.client("bill").sends(set("bill", "bell\u0085")).receives(error("modify", "not-acceptable"));

        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
    }

    @Test
    @Spec(value = "XEP-0077 §3.2", says = "the result, also to a client that counts stanzas, before the stream ends")
    void theAnswerToTheRemovalComesFirst(Stage stage) {
        Wire bill = stage.wire("bill").binds("home");
        bill.enables();

        bill.sends(set("<remove/>"));

        Element acknowledged = bill.receives();
        Element answer = acknowledged.local().equals("a") ? bill.receives() : acknowledged;
        assertThat(answer.attribute("id")).contains("r");
        assertThat(answer.attribute("type")).contains("result");
    }

    @Test
    @Spec(value = "XEP-0077 §3.2", says = "the account is removed, then its streams end with not-authorized")
    void accountIsRemovedWithAllItsSessions(Stage stage) {
        Actor bill = stage.client("bill");
        Actor phone = stage.client("bill/phone");
        Actor will = stage.client("will");

        bill.sends(set("<remove/>"));

        bill.receives(done());
        bill.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        phone.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        assertThat(stage.service(Accounts.class).exists(bill.jid().bare())).isFalse();
        assertThat(Login.succeeds(stage, "bill", "secret")).isFalse();
        will.sends(get());
        assertThat(will.receives().attribute("type")).contains("result");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<remove/><username>bill</username>",
                "<username>bill</username><password>x</password><remove/>",
                "<remove/><remove/>",
                "<remove/><x xmlns='jabber:x:data' type='submit'/>",
            })
    @Spec(value = "XEP-0077 §3.2", says = "bad-request if remove is not the only child")
    void removeStandsAlone(String content, Stage stage) {
        Actor bill = stage.client("bill");

        bill.sends(set(content)).receives(error("modify", "bad-request"));

        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
    }

    @Test
    void onlyTheDomainAndTheOwnAccountAreAsked(Stage stage) {
        stage.account("will");
        Actor bill = stage.client("bill");

        bill.sends(set("<remove/>").replaceFirst("<iq ", "<iq to='{will}' "));

        bill.receives("""
                <iq type='error' id='r' from='{will}'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
        assertThat(stage.service(Accounts.class).exists(Jid.of("will", Stage.DOMAIN)))
                .isTrue();
    }
}
