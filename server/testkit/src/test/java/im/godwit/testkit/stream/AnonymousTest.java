package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.jid.Jid;
import im.godwit.service.AnonymousAccounts;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0175: people who have no account. */
class AnonymousTest extends ManagedStage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>";
    private static final String AUTHENTICATE = """
            <authenticate xmlns='urn:xmpp:sasl:2' mechanism='ANONYMOUS'>%s</authenticate>""";

    @BeforeEach
    void welcome() {
        close();
        stage = Stage.builder()
                .anonymous(new AnonymousLimits(2, 2))
                .plugins(List.of(keeping))
                .management(OPTIONS)
                .build();
        romeo = stage.client("romeo");
    }

    private Wire authenticated() {
        return stage.stranger("visitor")
                .sends(AUTH)
                .receives("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")
                .restarts();
    }

    private static Jid bind(Wire wire) {
        wire.sends("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        Element bind = wire.receives().firstChild().orElseThrow();
        return Jid.parse(bind.child("jid").orElseThrow().text());
    }

    private boolean isKnown(Jid visitor) {
        return stage.service(AnonymousAccounts.class).contains(visitor.bare());
    }

    /** Waits until an account has ended, which it does on a thread of the server. */
    private void awaitGone(Jid visitor) {
        Instant end = Instant.now().plus(PATIENCE);
        while (isKnown(visitor)) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    @Spec(value = "XEP-0175 §2", says = "not offered unless the service wants it")
    void itIsOfferedOnlyWhereItIsWanted() {
        String wanted = ElementWriter.toText(stage.stranger("visitor").offered(), "");
        assertThat(wanted).containsOnlyOnce("<mechanisms").contains("<authentication");
        assertThat(wanted.split("<mechanism>ANONYMOUS</mechanism>", -1)).hasSize(3); // in both profiles

        try (Stage other = Stage.builder().plugins(List.of(new KeepingPlugin())).build()) {
            Wire visitor = other.stranger("visitor");
            assertThat(ElementWriter.toText(visitor.offered(), "")).doesNotContain("ANONYMOUS");
            visitor.sends(AUTH).receives("""
                    <failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><invalid-mechanism/></failure>""");
        }
    }

    @Test
    @Spec(value = "XEP-0175 §3", says = "an empty <auth/> is answered with <success/>, and binding follows")
    void whoHasNoAccountChatsUnderAnAddressOfItsOwn() {
        Wire visitor = authenticated();
        Jid jid = bind(visitor);
        assertThat(jid.local()).matches("[0-9a-f-]{36}");

        romeo.sends("<message to='" + jid + "' type='chat'><body>who is there?</body></message>");
        visitor.receives("<message><body>who is there?</body></message>");
        visitor.sends("<message to='{romeo/}' type='chat'><body>nobody</body></message>");
        romeo.receives("<message from='" + jid + "' type='chat'><body>nobody</body></message>");
    }

    @Test
    @Spec(value = "XEP-0388 §2.6.1", says = "the identifier is the address that was given")
    void withSasl2TheAddressComesWithSuccess() {
        Wire visitor = stage.stranger("visitor")
                .sends(AUTHENTICATE.formatted("<bind xmlns='urn:xmpp:bind:0'><tag>kiosk</tag></bind>"));

        Element success = visitor.receives();

        Jid jid = Jid.parse(
                success.child("authorization-identifier").orElseThrow().text());
        assertThat(jid.resource()).startsWith("kiosk/");
        assertThat(isKnown(jid)).isTrue();
    }

    @Test
    @Spec(value = "XEP-0175 §2", says = "what the client was gone with its session is gone")
    void theAddressEndsWithTheSession() {
        Wire visitor = authenticated();
        Jid jid = bind(visitor);

        visitor.closes();
        awaitGone(jid);

        romeo.sends("<message to='" + jid + "' type='chat' id='m'><body>still there?</body></message>");
        romeo.receives("""
                <message type='error' id='m'>
                  <body>still there?</body>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");
        assertThat(keeping.left()).isZero();
    }

    @Test
    @Spec(value = "RFC 6120 §6.5.11", says = "too many at once are asked to come later")
    void onlySoManyAreLetIn() {
        Wire one = authenticated();
        Jid jid = bind(one);
        authenticated();

        stage.stranger("third").sends(AUTH).receives("""
                <failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><temporary-auth-failure/></failure>""");
        one.closes();
        awaitGone(jid);
        authenticated();
    }

    @Test
    @Spec(value = "XEP-0198 §9", says = "the id of the session is proof enough of who has no name")
    void aBrokenConnectionIsResumedUnderTheFormerAddress() {
        Wire visitor = authenticated();
        Jid jid = bind(visitor);
        String id = visitor.enables();
        visitor.breaks();
        stage.clock().awaitTask(OPTIONS.resumeTime());
        romeo.sends("<message to='" + jid + "' type='chat'><body>come back</body></message>");

        Wire again = authenticated().sends("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='0'/>");

        again.receives("<resumed xmlns='urn:xmpp:sm:3' previd='" + id + "' h='0'/>");
        again.receives("<message><body>come back</body></message>");
        again.sends("<r xmlns='urn:xmpp:sm:3'/>");
        while (!again.receives().local().equals("a")) {} // so that all before it is done
        authenticated(); // the address that was given for the resumption counts no more
    }

    @Test
    @Spec(value = "XEP-0198 §8.2", says = "resumed with SASL2, the identifier is that of the session")
    void aBrokenConnectionIsResumedInline() {
        Wire visitor = authenticated();
        Jid jid = bind(visitor);
        String id = visitor.enables();
        visitor.breaks();
        stage.clock().awaitTask(OPTIONS.resumeTime());

        Wire again = stage.stranger("again")
                .sends(AUTHENTICATE.formatted("<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='0'/>"));

        again.receives("""
                <success xmlns='urn:xmpp:sasl:2'>
                  <authorization-identifier>%s</authorization-identifier>
                  <resumed xmlns='urn:xmpp:sm:3' previd='%s' h='0'/>
                </success>""".formatted(jid, id));
    }

    @Test
    @Spec(value = "XEP-0198 §9", says = "a session of an account is resumed by its owner alone")
    void whoHasNoAccountCannotResumeTheSessionOfAnAccount() {
        Phone phone = phone();
        breaks(phone);

        authenticated()
                .sends("<resume xmlns='urn:xmpp:sm:3' previd='" + phone.id() + "' h='0'/>")
                .receives("""
                        <failed xmlns='urn:xmpp:sm:3'>
                          <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        </failed>""");
    }

    @Test
    @Spec(value = "XEP-0198 §9", says = "nor does an account resume the session of somebody without one")
    void anAccountCannotResumeTheSessionOfWhoHasNone() {
        Wire visitor = authenticated();
        bind(visitor);
        String id = visitor.enables();

        resuming("juliet", id, 0).receives("""
                <failed xmlns='urn:xmpp:sm:3'>
                  <item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </failed>""");
    }
}
