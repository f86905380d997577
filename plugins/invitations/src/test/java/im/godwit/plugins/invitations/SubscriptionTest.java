package im.godwit.plugins.invitations;

import static im.godwit.plugins.invitations.Hosted.invites;
import static im.godwit.plugins.invitations.Hosted.token;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final Stage stage = Hosted.stage(InvitationsOptions.DEFAULTS);
    private final Actor romeo = stage.online("romeo");
    private final Actor juliet = stage.online("juliet");

    @AfterEach
    void close() {
        stage.close();
    }

    private void asks(Actor who, String token) {
        who.sends("<presence to='{romeo}' type='subscribe'><preauth xmlns='urn:xmpp:pars:0' token='" + token
                + "'/></presence>");
    }

    private String between(String account, String contact) {
        return stage.service(Rosters.class)
                .contact(Jid.of(account, Stage.DOMAIN), Jid.of(contact, Stage.DOMAIN))
                .map(Contact::subscription)
                .orElse("none");
    }

    @Test
    @Spec(value = "XEP-0379 §3.5", says = "a request with a valid token is approved, and one goes the other way")
    void aTokenMakesContacts() {
        String token = token(invites(romeo, "uri"));
        juliet.sends("<presence to='{romeo}' type='subscribed'/>"); // §3.4: approves in advance
        asks(juliet, token);

        assertThat(between("romeo", "juliet")).isEqualTo("both");
        assertThat(between("juliet", "romeo")).isEqualTo("both");
    }

    @Test
    @Spec(value = "XEP-0379 §3.6", says = "without approval in advance the new contact decides")
    void theNewContactDecides() {
        asks(juliet, token(invites(romeo, "uri")));

        assertThat(between("romeo", "juliet")).isEqualTo("from");
        juliet.sends("<presence to='{romeo}' type='subscribed'/>");
        assertThat(between("romeo", "juliet")).isEqualTo("both");
    }

    @Test
    @Spec(value = "XEP-0379 §4.1", says = "a token that is not known is as if there was none")
    void withoutAGoodTokenTheUserDecides() {
        String used = token(invites(romeo, "uri"));
        String old = token(invites(romeo, "uri"));
        asks(stage.online("mercutio"), used);
        assertThat(between("romeo", "mercutio")).isEqualTo("from");

        asks(juliet, used);
        assertThat(between("romeo", "juliet")).isEqualTo("none");
        asks(juliet, "0123");
        stage.clock().advance(Duration.ofDays(7));
        asks(juliet, old);
        assertThat(between("romeo", "juliet")).isEqualTo("none");
    }

    @Test
    void aTokenIsGoodForItsInviterAlone() {
        String other = token(invites(stage.client("mercutio"), "uri"));

        asks(juliet, other);

        assertThat(between("romeo", "juliet")).isEqualTo("none");
    }
}
