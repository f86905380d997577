package im.godwit.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Wire;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets at once when it logs in: XEP-0386, XEP-0198 §8. */
class InlineTest extends ManagedStage {
    private static final String DEVICE = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'/>";
    private static final String OTHER = "<user-agent id='a4565fa7-4d72-4749-b3d3-740edbf87771'/>";
    private static final String ENABLE = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";
    private static final Name ENABLED = new Name("urn:xmpp:sm:3", "enabled");
    private static final Name RESUMED = new Name("urn:xmpp:sm:3", "resumed");
    private static final Name FAILED = new Name("urn:xmpp:sm:3", "failed");
    private static final Name BOUND = new Name("urn:xmpp:bind:0", "bound");
    private static final Name RFC_BIND = new Name("urn:ietf:params:xml:ns:xmpp-bind", "bind");

    private static String bind(String content) {
        return "<bind xmlns='urn:xmpp:bind:0'>" + content + "</bind>";
    }

    private static String resume(String id, long handled) {
        return "<resume xmlns='urn:xmpp:sm:3' previd='" + id + "' h='" + handled + "'/>";
    }

    private static Element success(Wire wire) {
        Element success = wire.receives();
        assertThat(success.name()).isEqualTo(new Name("urn:xmpp:sasl:2", "success"));
        return success;
    }

    private static String identity(Element success) {
        return success.child("authorization-identifier").orElseThrow().text();
    }

    private String resourceOf(String wanted) {
        String full = identity(success(stage.wire("juliet", wanted)));
        assertThat(full).startsWith("juliet@example.org/");
        return full.substring("juliet@example.org/".length());
    }

    private static Optional<Name> condition(Element failed) {
        return failed.firstChild().map(Element::name);
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "the full JID and <bound/>; features follow and stanzas flow")
    void resourceIsBound() {
        Wire juliet = stage.wire("juliet", bind("<tag>phone</tag>"));

        Element success = success(juliet);
        assertThat(identity(success)).startsWith("juliet@example.org/phone/");
        assertThat(success.child(BOUND).orElseThrow().elements()).isEmpty();
        assertThat(juliet.receives().child(RFC_BIND)).isEmpty();
        romeo.sends("<message to='" + identity(success) + "'><body>hi</body></message>");
        juliet.receives("<message from='{romeo/}'><body>hi</body></message>");
    }

    @Test
    @Spec(value = "XEP-0386 §4.1", says = "the same resource for the same tag and installation, without its id")
    void resourceIsStable() {
        String first = resourceOf(DEVICE + bind("<tag>phone</tag>"));

        assertThat(resourceOf(DEVICE + bind("<tag>phone</tag>"))).isEqualTo(first);
        assertThat(first).doesNotContain("d4565fa7");
        assertThat(resourceOf(OTHER + bind("<tag>phone</tag>"))).isNotEqualTo(first);
        assertThat(resourceOf(bind("<tag>phone</tag>"))).isNotEqualTo(resourceOf(bind("<tag>phone</tag>")));
        assertThat(resourceOf(DEVICE + bind(""))).isEqualTo(first.substring("phone/".length()));
    }

    @Test
    void tagThatNoResourceCanHoldIsLeftOut() {
        assertThat(resourceOf(DEVICE + bind("<tag>" + "x".repeat(2000) + "</tag>")))
                .isEqualTo(resourceOf(DEVICE + bind("")));
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "earlier sessions of the same client end, others stay")
    void earlierSessionOfTheSameInstallationEnds() {
        Wire earlier = stage.wire("juliet", DEVICE + bind("<tag>old</tag>"));
        Wire other = stage.wire("juliet", OTHER + bind("<tag>old</tag>"));
        success(earlier);
        success(other);

        success(stage.wire("juliet", DEVICE + bind("<tag>new</tag>")));

        earlier.isClosedWith(StreamCondition.CONFLICT);
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    @Spec(value = "XEP-0198 §8.1", says = "<enabled/> comes within <bound/>, and counting has begun")
    void stanzasAreCountedFromTheStart() {
        Wire juliet = stage.wire("juliet", bind(ENABLE));
        Element success = success(juliet);
        juliet.receives(); // the features

        assertThat(success.child(BOUND)
                        .orElseThrow()
                        .child(ENABLED)
                        .orElseThrow()
                        .attribute("resume"))
                .contains("true");
        juliet.sends("<message to='{romeo/}'/>").isAcknowledged(1);
    }

    @Test
    void sessionThatBeganInlineIsResumed() {
        Wire juliet = stage.wire("juliet", bind(ENABLE));
        Element success = success(juliet);
        String full = identity(success);
        String id = success.child(BOUND)
                .flatMap(bound -> bound.child(ENABLED))
                .flatMap(enabled -> enabled.attribute("id"))
                .orElseThrow();
        breaks(new Phone(juliet, id));
        romeo.sends("<message to='" + full + "'><body>missed</body></message>");

        Wire again = stage.wire("juliet", resume(id, 0));

        assertThat(identity(success(again))).isEqualTo(full);
        again.receives("<message from='{romeo/}'><body>missed</body></message>");
    }

    @Test
    @Spec(value = "XEP-0198 §8.1.1", says = "<failed/> where counting cannot begin; the resource is bound all the same")
    void malformedEnableFailsWithinBound() {
        Wire juliet = stage.wire("juliet", bind("<enable xmlns='urn:xmpp:sm:3' max='soon'/>"));

        Element success = success(juliet);
        assertThat(condition(success.child(BOUND).orElseThrow().child(FAILED).orElseThrow()))
                .contains(new Name("urn:ietf:params:xml:ns:xmpp-stanzas", "bad-request"));
        assertThat(juliet.receives().child(new Name("urn:xmpp:sm:3", "sm"))).isPresent();
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "a session may begin inactive")
    void sessionMayBeginInactive() {
        Wire juliet = stage.wire("juliet", bind(ENABLE + "<inactive xmlns='urn:xmpp:csi:0'/>"));
        String full = identity(success(juliet));
        juliet.receives();

        romeo.sends("<message to='" + full
                + "' type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        juliet.receivesNothing();

        juliet.sends("<active xmlns='urn:xmpp:csi:0'/>");
        juliet.receives("<message><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
    }

    @Test
    @Spec(value = "XEP-0198 §8.2", says = "<resumed/> in <success/>, no features, and <bind/> is ignored")
    void sessionIsResumed() {
        Phone phone = phone();
        romeoSays("one");
        breaks(phone);

        Wire again = stage.wire("juliet", resume(phone.id(), 0) + bind("<tag>new</tag>"));

        Element success = success(again);
        assertThat(identity(success)).isEqualTo("juliet@example.org/phone");
        assertThat(success.child(RESUMED).orElseThrow().attribute("previd")).contains(phone.id());
        assertThat(success.child(BOUND)).isEmpty();
        again.receives("<message from='{romeo/}'><body>one</body></message>");
        assertThat(keeping.hasEnded()).isFalse();
    }

    @Test
    @Spec(value = "XEP-0198 §8.2.1", says = "<failed/> where it cannot be resumed, and a new session")
    void newSessionWhereTheOldOneIsGone() {
        Wire juliet = stage.wire("juliet", resume("unknown", 3) + bind(ENABLE));

        Element success = success(juliet);
        assertThat(condition(success.child(FAILED).orElseThrow()))
                .contains(new Name("urn:ietf:params:xml:ns:xmpp-stanzas", "item-not-found"));
        assertThat(success.child(BOUND).orElseThrow().child(ENABLED)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<resume xmlns='urn:xmpp:sm:3' h='0'/>", "<resume xmlns='urn:xmpp:sm:3' previd='x' h='-1'/>"})
    void malformedResumeFails(String malformed) {
        Element success = success(stage.wire("juliet", malformed));

        assertThat(condition(success.child(FAILED).orElseThrow()))
                .contains(new Name("urn:ietf:params:xml:ns:xmpp-stanzas", "bad-request"));
        assertThat(identity(success)).isEqualTo("juliet@example.org");
    }

    @Test
    @Spec(value = "XEP-0198 §9", says = "to another account a session looks as if there were none")
    void nobodyElseResumesASession() {
        Phone phone = phone();
        breaks(phone);

        Element success = success(stage.wire("mercutio", resume(phone.id(), 0)));

        assertThat(condition(success.child(FAILED).orElseThrow()))
                .contains(new Name("urn:ietf:params:xml:ns:xmpp-stanzas", "item-not-found"));
    }

    @Test
    void whereTooManySessionsAreBoundTheClientIsAuthenticatedOnly() {
        for (int i = 0; i < 5; i++) {
            stage.client("juliet/" + i);
        }

        Wire juliet = stage.wire("juliet", bind(ENABLE));

        Element success = success(juliet);
        assertThat(identity(success)).isEqualTo("juliet@example.org");
        assertThat(success.child(BOUND)).isEmpty();
        assertThat(juliet.receives().child(RFC_BIND)).isPresent();
    }
}
