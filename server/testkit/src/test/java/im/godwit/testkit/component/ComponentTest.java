package im.godwit.testkit.component;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.ServerHeader;
import im.godwit.core.transport.StreamCondition;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** External components: how they connect, and where stanzas from and to them go. */
class ComponentTest {
    private final Stage stage = Stage.builder()
            .plugins(List.of())
            .component("gateway")
            .component("echo")
            .build();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "the server replies with a stream header from the component's name, with an id")
    void headerIsAnsweredInTheComponentsName() {
        ServerHeader header = stage.component("gateway").opens();

        assertThat(header.from()).contains("gateway.example.org");
        assertThat(header.id()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(header.content()).isEqualTo(Component.NAMESPACE);
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "for a name that it does not serve, the server MUST return a stream error")
    void unknownNameIsRefused() {
        Component component = stage.component("gateway");
        component.opens("other.example.org", Component.NAMESPACE);
        component.isClosedWith(StreamCondition.HOST_UNKNOWN);
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "a component cannot claim the domain of accounts")
    void domainOfAccountsIsRefused() {
        Component component = stage.component("gateway");
        component.opens(Stage.DOMAIN, Component.NAMESPACE);
        component.isClosedWith(StreamCondition.HOST_UNKNOWN);
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "a namespace that is not supported MUST get invalid-namespace")
    void otherContentNamespaceIsRefused() {
        Component component = stage.component("gateway");
        component.opens("gateway.example.org", "jabber:client");
        component.isClosedWith(StreamCondition.INVALID_NAMESPACE);
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "with wrong credentials the server MUST close, and SHOULD say not-authorized")
    void wrongSecretEndsTheStream() {
        Component component = stage.component("gateway");
        component.proves(component.opens().id(), "guessed");
        component.isClosedWith(StreamCondition.NOT_AUTHORIZED);
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "the handshake is of this stream's id: one of another stream proves nothing")
    void replayedHandshakeEndsTheStream() {
        String earlier = stage.component("gateway").opens().id();
        Component component = stage.component("gateway");
        component.opens();
        component.proves(earlier, "secret");
        component.isClosedWith(StreamCondition.NOT_AUTHORIZED);
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.3.12", says = "a stanza before authentication is not-authorized")
    void stanzaBeforeTheHandshakeEndsTheStream() {
        var juliet = stage.client("juliet");
        Component component = stage.component("gateway");
        component.opens();
        component.sends("<message from='gateway.example.org' to='{juliet/}'><body>hi</body></message>");
        component.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.3.3", says = "a second stream of a component that is connected gets conflict")
    void secondStreamIsRefused() {
        Component first = stage.component("gateway").connects();
        Component second = stage.component("gateway");
        second.proves(second.opens().id(), "secret");
        second.isClosedWith(StreamCondition.CONFLICT);
        first.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "a component whose stream ended may connect again at once")
    void endedComponentConnectsAgain() {
        var juliet = stage.client("juliet");
        Component first = stage.component("gateway").connects();
        first.closes();
        Component second = stage.component("gateway").connects();

        juliet.sends("<message to='gateway.example.org' id='m1'><body>hi</body></message>");
        second.receives("<message to='gateway.example.org' from='{juliet/}' id='m1'><body>hi</body></message>");
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "the component MAY send stanzas from any user at its hostname")
    void stanzasGoBothWays() {
        var juliet = stage.client("juliet");
        Component gateway = stage.component("gateway").connects();

        gateway.sends("""
                <message from='ghost@gateway.example.org/x' to='{juliet/}' id='m1' type='chat'>
                  <body>boo</body>
                  <forwarded xmlns='urn:xmpp:forward:0'>
                    <message xmlns='jabber:client' from='a@b.example'><body>far</body></message>
                  </forwarded>
                </message>""");
        juliet.receives("""
                <message from='ghost@gateway.example.org/x' to='{juliet/}' id='m1' type='chat'>
                  <body>boo</body>
                  <forwarded xmlns='urn:xmpp:forward:0'>
                    <message xmlns='jabber:client' from='a@b.example'><body>far</body></message>
                  </forwarded>
                </message>""");

        juliet.sends("<iq type='get' to='ghost@gateway.example.org/x' id='q1'><query xmlns='urn:example:q'/></iq>");
        gateway.receives("<iq type='get' from='{juliet/}' id='q1'><query xmlns='urn:example:q'/></iq>");
        gateway.sends("<iq type='result' from='ghost@gateway.example.org/x' to='{juliet/}' id='q1'/>");
        juliet.receives("<iq type='result' from='ghost@gateway.example.org/x' id='q1'/>");
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "the components of one server reach each other")
    void componentsReachEachOther() {
        Component gateway = stage.component("gateway").connects();
        Component echo = stage.component("echo").connects();

        gateway.sends("<presence from='a@gateway.example.org' to='b@echo.example.org'/>");
        echo.receives("<presence from='a@gateway.example.org' to='b@echo.example.org'/>");
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "the domain of 'from' MUST match the hostname of the component")
    void fromOfAnotherDomainEndsTheStream() {
        var juliet = stage.client("juliet");
        for (String from : List.of("romeo@example.org", "echo.example.org", "sub.gateway.example.org", "@")) {
            Component gateway = stage.component("gateway").connects();
            gateway.sends("<message from='" + from + "' to='{juliet/}'><body>trust me</body></message>");
            gateway.isClosedWith(StreamCondition.INVALID_FROM);
        }
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "all stanzas MUST possess a 'from' and a 'to', as in jabber:server")
    void stanzaWithoutAddressesEndsTheStream() {
        for (String address : List.of("from='gateway.example.org'", "to='{juliet}'")) {
            Component gateway = stage.component("gateway").connects();
            gateway.sends("<message " + address + "><body>hi</body></message>");
            gateway.isClosedWith(StreamCondition.IMPROPER_ADDRESSING);
        }
    }

    @Test
    @Spec(value = "RFC 6120 §4.9.3.24", says = "what is no stanza gets unsupported-stanza-type")
    void otherElementsEndTheStream() {
        for (String element : List.of("<log from='gateway.example.org' to='x'/>", "<message xmlns='jabber:client'/>")) {
            Component gateway = stage.component("gateway").connects();
            gateway.sends(element);
            gateway.isClosedWith(StreamCondition.UNSUPPORTED_STANZA_TYPE);
        }
    }

    @Test
    @Spec(value = "RFC 6120 §8.3.3.8", says = "a malformed 'to' is answered with jid-malformed; the stream lives on")
    void malformedStanzaIsAnswered() {
        Component gateway = stage.component("gateway").connects();

        gateway.sends("<message from='a@gateway.example.org' to='@' id='m1'><body>hi</body></message>");
        gateway.receives("""
                <message type='error' to='a@gateway.example.org' from='gateway.example.org' id='m1'>
                  <error type='modify'>
                    <jid-malformed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </message>""");
        gateway.sends("<iq type='bogus' from='gateway.example.org' to='example.org' id='q1'/>");
        gateway.receives("""
                <iq type='error' to='gateway.example.org' from='example.org' id='q1'>
                  <error type='modify'>{any}</error>
                </iq>""");
        gateway.sends("<message type='error' from='a@gateway.example.org' to='@'/>")
                .receivesNothing();
    }

    @Test
    @Spec(value = "RFC 6120 §10.4", says = "a domain that cannot be reached is told to the component")
    void errorsComeBackToTheComponent() {
        Component gateway = stage.component("gateway").connects();

        gateway.sends("<message from='a@gateway.example.org' to='x@far.example' id='m1'><body>hi</body></message>");
        gateway.receives("""
                <message type='error' to='a@gateway.example.org' from='x@far.example' id='m1'>
                  <body>hi</body>
                  <error type='cancel'>
                    <remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </message>""");
    }

    @Test
    @Spec(value = "RFC 6120 §10.5", says = "of a local service that is away, the sender hears that it may come back")
    void stanzasToAComponentThatIsAwayBounce() {
        var juliet = stage.client("juliet");
        String error = """
                <error type='wait'>
                  <service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                </error>""";

        juliet.sends("<message to='a@gateway.example.org' id='m1'><body>hi</body></message>");
        juliet.receives(
                "<message type='error' from='a@gateway.example.org' id='m1'><body>hi</body>" + error + "</message>");
        juliet.sends("<iq type='get' to='gateway.example.org' id='q1'><query xmlns='urn:example:q'/></iq>");
        juliet.receives("<iq type='error' from='gateway.example.org' id='q1'>" + error + "</iq>");
        juliet.sends("<presence type='subscribe' to='a@gateway.example.org' id='p1'/>");
        juliet.receives("<presence type='error' from='a@gateway.example.org' id='p1'>" + error + "</presence>");
    }

    @Test
    @Spec(value = "RFC 6120 §8.3.1", says = "errors and results are never answered, nor need a farewell be")
    void whatNobodyWaitsForDoesNotBounce() {
        var juliet = stage.client("juliet");

        juliet.sends("<message type='error' to='a@gateway.example.org'/>");
        juliet.sends("<iq type='result' to='a@gateway.example.org' id='q1'/>");
        juliet.sends("<presence type='unavailable' to='a@gateway.example.org'/>");
        juliet.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0114 §3", says = "a component that vanished is away")
    void vanishedComponentIsAway() {
        var juliet = stage.client("juliet");
        Component gateway = stage.component("gateway").connects();
        gateway.breaks();

        juliet.sends("<message to='gateway.example.org' id='m1'><body>hi</body></message>");
        Element bounced = juliet.receives();
        assertThat(bounced.attribute("type")).contains("error");

        stage.component("gateway").connects().receivesNothing();
    }
}
