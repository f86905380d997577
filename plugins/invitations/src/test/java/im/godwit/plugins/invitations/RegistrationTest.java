package im.godwit.plugins.invitations;

import static im.godwit.plugins.invitations.Hosted.invites;
import static im.godwit.plugins.invitations.Hosted.preauth;
import static im.godwit.plugins.invitations.Hosted.refused;
import static im.godwit.plugins.invitations.Hosted.register;
import static im.godwit.plugins.invitations.Hosted.registered;
import static im.godwit.plugins.invitations.Hosted.token;
import static im.godwit.plugins.invitations.Hosted.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.service.Invitations;
import im.godwit.stanza.StanzaException;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Visitor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final String ACCEPTED = "<iq type='result' from='example.org' id='pa1'/>";

    private final Stage stage = Hosted.stage(InvitationsOptions.DEFAULTS);

    @AfterEach
    void close() {
        stage.close();
    }

    private String invitation() {
        return token(invites(stage.client("romeo"), "uri"));
    }

    private static String notFound() {
        return """
                <iq type='error' from='example.org' id='pa1'>
                  <error type='cancel'>
                    <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>The provided token is invalid or expired</text>
                  </error>
                </iq>""";
    }

    @Test
    @Spec(value = "XEP-0445 §3", says = "the stream features tell that invitations are accepted")
    void invitationsAreAdvertisedWhereAPasswordIsSafe() {
        assertThat(visitor(stage).features())
                .extracting(element -> element.name().toString())
                .anyMatch(name -> name.contains("urn:xmpp:ibr-token:0"))
                .noneMatch(name -> name.contains("iq-register"));
        assertThat(stage.visitor("192.0.2.7").features()).isEmpty();
        stage.visitor("192.0.2.7").sends(preauth(invitation())).receives("""
                <iq type='error' from='example.org' id='pa1'>
                  <error type='modify'>
                    <not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0445 §4", says = "after an acceptable token the client may register")
    void whoIsInvitedRegistersWhereOthersCannot() {
        String token = invitation();
        visitor(stage).sends(register("juliet")).receives("""
                <iq type='error' id='r'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");

        visitor(stage)
                .sends(preauth(token))
                .receives(ACCEPTED)
                .sends("<iq type='get' id='r'><query xmlns='jabber:iq:register'/></iq>")
                .receives("""
                        <iq type='result' id='r'>
                          <query xmlns='jabber:iq:register'><instructions>{any}</instructions><username/><password/></query>
                        </iq>""")
                .sends(register("juliet"))
                .receives(registered());

        assertThat(stage.service(Accounts.class).exists(Jid.of("juliet", Stage.DOMAIN)))
                .isTrue();
    }

    @Test
    @Spec(value = "XEP-0445 §4", says = "an unknown, invalid or expired token is answered with item-not-found")
    void aTokenThatIsNoGoodIsRefused() {
        String token = invitation();
        visitor(stage).sends(preauth("0123456789")).receives(notFound());
        visitor(stage)
                .sends("<iq type='set' to='example.org' id='pa1'><preauth xmlns='urn:xmpp:pars:0'/></iq>")
                .receives(notFound());

        stage.clock().advance(Duration.ofDays(7));
        visitor(stage).sends(preauth(token)).receives(notFound());
    }

    @Test
    @Spec(value = "XEP-0445 §4", says = "a token is used when the registration succeeded, and not before")
    void aTokenIsUsedOnceAndNotByAFailure() {
        String token = invitation();
        Visitor late = visitor(stage).sends(preauth(token)).receives(ACCEPTED);
        Visitor juliet = visitor(stage).sends(preauth(token)).receives(ACCEPTED);

        juliet.sends(register("romeo")).receives(refused("conflict"));
        juliet.sends(register("postmaster")).receives(refused("not-acceptable"));
        juliet.sends("<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>juliet</username>"
                        + "<password>\u0007</password></query></iq>".replace("\u0007", "\u00AD"))
                .sends(register("juliet"))
                .receives(registered());

        late.sends(register("tybalt")).receives(refused("not-acceptable"));
        visitor(stage).sends(preauth(token)).receives(notFound());
    }

    @Test
    @Spec(value = "XEP-0445 §4", says = "expiry is only checked when the token is shown")
    void aTokenThatWasShownInTimeIsGood() {
        Visitor juliet = visitor(stage).sends(preauth(invitation())).receives(ACCEPTED);
        stage.clock().advance(Duration.ofDays(7).plusSeconds(1));
        invites(stage.client("mercutio"), "uri"); // which forgets what is long over

        juliet.sends(register("juliet")).receives(registered());
    }

    @Test
    @Spec(
            value = "XEP-0401 §5.5",
            says = "the inviter is told of the new contact by a roster push, without a reconnect")
    void inviterAndInvitedAreContactsAtOnce() {
        Actor romeo = stage.online("romeo");
        romeo.sends("<iq type='get' id='ros'><query xmlns='jabber:iq:roster'/></iq>")
                .receives();
        String token = token(invites(romeo, "uri"));

        visitor(stage).sends(preauth(token)).sends(register("juliet")).receives(registered());

        romeo.receives("""
                <iq type='set'>
                  <query xmlns='jabber:iq:roster'><item jid='{juliet}' subscription='both'/></query>
                </iq>""");
        Actor juliet = stage.client("juliet");
        juliet.sends("<iq type='get' id='ros'><query xmlns='jabber:iq:roster'/></iq>")
                .receives("""
                <iq type='result' id='ros'>
                  <query xmlns='jabber:iq:roster'><item jid='{romeo}' subscription='both'/></query>
                </iq>""");
        juliet.sends("<presence/>");
        romeo.receives("<presence from='{juliet/}' to='{romeo}'/>");
    }

    @Test
    @Spec(value = "XEP-0445 §5", says = "a username that was specified is reserved until the token expires")
    void aNameIsReservedForWhoIsInvitedToIt() {
        Jid juliet = Jid.of("juliet", Stage.DOMAIN);
        Invitations invitations = stage.service(Invitations.class);
        String uri = invitations.invite(Optional.of(juliet)).uri().toString();
        assertThat(uri).matches("xmpp:juliet@example.org\\?register;preauth=[0-9a-f]{40}");
        assertThatThrownBy(() -> invitations.invite(Optional.of(juliet))).isInstanceOf(StanzaException.class);

        visitor(stage).sends(preauth(invitation())).sends(register("juliet")).receives(refused("not-acceptable"));
        Visitor invited = visitor(stage).sends(preauth(token(uri))).receives(ACCEPTED);
        invited.sends("<iq type='get' id='r'><query xmlns='jabber:iq:register'/></iq>")
                .receives("""
                <iq type='result' id='r'>
                  <query xmlns='jabber:iq:register'>
                    <instructions>{any}</instructions><username>juliet</username><password/>
                  </query>
                </iq>""");
        invited.sends(register("tybalt")).receives(refused("not-acceptable"));
        invited.sends(register("juliet")).receives(registered());
    }

    @Test
    void aReservedNameIsFreeWhenItsInvitationIsOver() {
        stage.service(Invitations.class).invite(Optional.of(Jid.of("juliet", Stage.DOMAIN)));
        stage.clock().advance(Duration.ofDays(7));

        visitor(stage).sends(preauth(invitation())).sends(register("juliet")).receives(registered());
    }

    @Test
    void anInvitationGoesWithItsInviter() {
        String token = invitation();
        stage.service(Accounts.class).delete(Jid.of("romeo", Stage.DOMAIN));

        visitor(stage).sends(preauth(token)).receives(notFound());
    }
}
