package im.godwit.plugins.delegation;

import static im.godwit.plugins.delegation.DelegatingStage.answer;
import static im.godwit.plugins.delegation.DelegatingStage.pep;

import im.godwit.plugins.privileges.Access;
import im.godwit.plugins.privileges.Grant;
import im.godwit.plugins.privileges.PrivilegesOptions;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests of delegated namespaces and what becomes of them (§4.3). */
class ForwardingTest {
    private static final String MOOD = "urn:example:mood";
    private static final String ASK = "<iq type='set' id='m1' %s><mood xmlns='urn:example:mood'/></iq>";

    /** What is no answer to it, if Juliet asks the server. */
    private static final List<String> FORGED = List.of(
            "<iq xmlns='jabber:client' type='result' id='m2' to='{juliet/}'/>",
            "<iq xmlns='jabber:client' type='result' id='m1' to='{romeo/}'/>",
            "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet}'/>",
            "<iq xmlns='jabber:client' type='result' id='m1'/>",
            "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}' from='{romeo}'/>",
            "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}' from='pep.example.org'/>",
            "<iq xmlns='jabber:client' type='error' id='m1' to='{juliet/}'/>",
            "<iq xmlns='jabber:client' type='set' id='m1' to='{juliet/}'><x xmlns='urn:x'/></iq>",
            "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}'><x xmlns='urn:x'/><y xmlns='urn:y'/></iq>",
            "<iq type='result' id='m1' to='{juliet/}'/>",
            "<message xmlns='jabber:client' id='m1' to='{juliet/}'><body>hi</body></message>",
            "");

    private static void isUnavailable(Actor client) {
        client.receives("""
                <iq type='error' id='m1'>
                  <error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "what is directed to the server or to a bare JID MUST be forwarded")
    void requestIsForwarded() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            stage.account("romeo");
            Component pep = pep(stage);
            Actor juliet = stage.client("juliet");
            for (String to : List.of("", "example.org", "{juliet}", "{romeo}", "{nobody}")) {
                String asked = to.isEmpty() ? "" : "to='" + to + "'";
                String from = to.isEmpty() ? "" : "from='" + to + "'";
                juliet.sends(ASK.formatted(asked));
                answer(pep, pep.receives(), """
                        <iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}' %s>
                          <mood xmlns='urn:example:mood'/>
                        </iq>""".formatted(from));
                pep.receivesNothing();
                juliet.receives("<iq type='result' id='m1' " + from + "><mood xmlns='urn:example:mood'/></iq>");
            }
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "forwarded in a set from the server, with the whole stanza in it")
    void envelopeHoldsTheStanza() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            stage.client("juliet").sends(ASK.formatted("xml:lang='de'"));
            pep.receives("""
                    <iq type='set' from='example.org' to='pep.example.org' id='{any}'>
                      <delegation xmlns='urn:xmpp:delegation:2'>
                        <forwarded xmlns='urn:xmpp:forward:0'>
                          <iq xmlns='jabber:client' type='set' id='m1' from='{juliet/}' xml:lang='de'>
                            <mood xmlns='urn:example:mood'/>
                          </iq>
                        </forwarded>
                      </delegation>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "only to the server or to bare JIDs: what is for a client goes to the client")
    void requestToAClientIsNotForwarded() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Actor romeo = stage.client("romeo");
            stage.client("juliet").sends(ASK.formatted("to='{romeo/}'"));
            romeo.receives("<iq type='set' id='m1' from='{juliet/}'><mood xmlns='urn:example:mood'/></iq>");
            pep.receivesNothing();
        }
    }

    @Test
    void requestOfAComponentIsForwarded() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Component other = stage.component("other").connects();
            other.sends(
                    "<iq type='get' id='m1' from='other.example.org' to='example.org'><mood xmlns='urn:example:mood'/>"
                            + "</iq>");
            answer(
                    pep,
                    pep.receives(),
                    "<iq xmlns='jabber:client' type='result' id='m1' from='example.org' to='other.example.org'/>");
            other.receives("<iq type='result' id='m1' from='example.org' to='other.example.org'/>");
        }
    }

    @Test
    @Spec(
            value = "XEP-0355 §4.3",
            says = "wrong 'to', 'from', 'id' or type: the server MUST answer service-unavailable")
    void forgedAnswerIsServiceUnavailable() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Actor romeo = stage.client("romeo");
            Actor juliet = stage.client("juliet");
            for (String inner : FORGED) {
                juliet.sends(ASK.formatted(""));
                answer(pep, pep.receives(), inner);
                pep.receivesNothing();
                isUnavailable(juliet);
                romeo.receivesNothing();
            }
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "if the managing entity is not available, service-unavailable")
    void absentEntityIsServiceUnavailable() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            isUnavailable(stage.client("juliet").sends(ASK.formatted("")));
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "if the managing entity returns an error, service-unavailable")
    void errorOfTheEntityIsServiceUnavailable() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Actor juliet = stage.client("juliet").sends(ASK.formatted(""));
            pep.sends("<iq type='error' from='pep.example.org' to='example.org' id='%s'><error type='auth'>"
                            .formatted(pep.receives().attribute("id").orElseThrow())
                    + "<forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
            pep.receivesNothing();
            isUnavailable(juliet);
        }
    }

    @Test
    void silentEntityIsServiceUnavailable() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Actor juliet = stage.client("juliet").sends(ASK.formatted(""));
            Element late = pep.receives();
            stage.clock().advance(Duration.ofMinutes(1));
            isUnavailable(juliet);

            answer(pep, late, "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}'/>");
            pep.receivesNothing();
            juliet.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "if the managing entity is not available any more, service-unavailable")
    void entityThatLeavesIsServiceUnavailable() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Actor juliet = stage.client("juliet").sends(ASK.formatted(""));
            Element unanswered = pep.receives();
            pep.breaks();
            isUnavailable(juliet);

            Component again = pep(stage);
            answer(again, unanswered, "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}'/>");
            again.receivesNothing();
            juliet.receivesNothing();
            stage.clock().advance(Duration.ofMinutes(1));
            juliet.receivesNothing();
        }
    }

    @Test
    void entityThatLeavesTakesNoOthersAlong() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Component other = stage.component("other").connects();
            Actor juliet = stage.client("juliet").sends(ASK.formatted(""));
            Element envelope = pep.receives();
            other.breaks();
            answer(pep, envelope, "<iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}'/>");
            pep.receivesNothing();
            juliet.receives("<iq type='result' id='m1'/>");
        }
    }

    @Test
    @Spec(value = "XEP-0355 §9", says = "traffic is not blocked while the managing entity has not answered")
    void nobodyWaitsForTheEntity() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            stage.client("juliet").sends(ASK.formatted("")).receivesNothing();
            pep.receives();
        }
    }

    @Test
    @Spec(value = "XEP-0355 §10", says = "an answer that another component gives is none")
    void anotherComponentCannotAnswer() {
        try (Stage stage = DelegatingStage.with(MOOD)) {
            Component pep = pep(stage);
            Component other = stage.component("other").connects();
            Actor juliet = stage.client("juliet").sends(ASK.formatted(""));
            Element envelope = pep.receives();
            other.sends("""
                    <iq type='result' from='other.example.org' to='example.org' id='%s'>
                      <delegation xmlns='urn:xmpp:delegation:2'>
                        <forwarded xmlns='urn:xmpp:forward:0'>
                          <iq xmlns='jabber:client' type='result' id='m1' to='{juliet/}'/>
                        </forwarded>
                      </delegation>
                    </iq>""".formatted(envelope.attribute("id").orElseThrow()));
            other.receivesNothing();
            juliet.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3", says = "where the filtering attributes do not match, as if nothing were delegated")
    void requestWithoutTheAttributesIsTheServersOwn() {
        try (Stage stage = DelegatingStage.builder(Map.of("jabber:iq:private", List.of("node", "x")))
                .build()) {
            Component pep = pep(stage);
            Actor juliet = stage.client("juliet");
            juliet.sends(
                            "<iq type='get' id='q'><query xmlns='jabber:iq:private' node='n'><p xmlns='urn:p'/></query></iq>")
                    .receives("<iq type='result' id='q'>{any}</iq>");
            juliet.sends(
                    "<iq type='get' id='q'><query xmlns='jabber:iq:private' node='n' x=''><p xmlns='urn:p'/></query>"
                            + "</iq>");
            answer(pep, pep.receives(), "<iq xmlns='jabber:client' type='result' id='q' to='{juliet/}'/>");
            pep.receivesNothing();
            juliet.receives("<iq type='result' id='q'/>");
        }
    }

    @Test
    @Spec(value = "XEP-0355 §4.3.1", says = "what the managing entity sends itself MUST NOT be forwarded")
    void requestOfTheEntityIsTheServersOwn() {
        try (Stage stage = DelegatingStage.with("http://jabber.org/protocol/disco#info")) {
            Component pep = pep(stage);
            pep.sends("<iq type='get' id='d' from='pep.example.org' to='example.org'>"
                            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                    .receives("<iq type='result' id='d' from='example.org'>{any}</iq>");
        }
    }

    @Test
    @Spec(
            value = "XEP-0355 §4.3.1",
            says = "the managing entity can use its privileges for a namespace that it manages")
    void privilegedRequestOfTheEntityIsTheServersOwn() {
        Grant grant = new Grant(
                List.of(),
                Access.SET,
                false,
                Grant.Messages.NONE,
                Map.of("jabber:iq:roster", Access.SET),
                Grant.Seen.NONE);
        try (Stage stage = DelegatingStage.builder(Map.of("jabber:iq:roster", List.of()))
                .options("privileges", new PrivilegesOptions(Map.of("pep.example.org", grant)))
                .build()) {
            stage.account("juliet");
            Component pep = stage.component("pep").connects();
            pep.receives("<message><privilege xmlns='urn:xmpp:privilege:2'>{any}</privilege></message>");
            pep.receives("<message><delegation xmlns='urn:xmpp:delegation:2'>{any}</delegation></message>");
            pep.receives();
            pep.receives();

            pep.sends("""
                    <iq type='set' id='r1' from='pep.example.org' to='{juliet}'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}'/></query>
                    </iq>""").receives("<iq type='result' id='r1' from='{juliet}'/>");
            pep.sends("""
                    <iq type='set' id='r2' from='pep.example.org' to='{juliet}'>
                      <privileged_iq xmlns='urn:xmpp:privilege:2'>
                        <iq xmlns='jabber:client' type='set' id='r3'>
                          <query xmlns='jabber:iq:roster'><item jid='{nurse}'/></query>
                        </iq>
                      </privileged_iq>
                    </iq>""").receives("""
                    <iq type='result' id='r2' from='{juliet}'>
                      <privilege xmlns='urn:xmpp:privilege:2'>
                        <forwarded xmlns='urn:xmpp:forward:0'>
                          <iq xmlns='jabber:client' type='result' id='r3' from='{juliet}' to='{juliet}'/>
                        </forwarded>
                      </privilege>
                    </iq>""");
        }
    }

    @Test
    void privilegedRequestOfAnotherEntityIsForwarded() {
        Grant grant = new Grant(
                List.of(), Access.NONE, false, Grant.Messages.NONE, Map.of(MOOD, Access.SET), Grant.Seen.NONE);
        try (Stage stage = DelegatingStage.builder(Map.of(MOOD, List.of()))
                .options("privileges", new PrivilegesOptions(Map.of("other.example.org", grant)))
                .build()) {
            stage.account("juliet");
            Component pep = pep(stage);
            Component other = stage.component("other").connects();
            other.receives();
            other.sends("""
                    <iq type='set' id='r2' from='other.example.org' to='{juliet}'>
                      <privileged_iq xmlns='urn:xmpp:privilege:2'>
                        <iq xmlns='jabber:client' type='set' id='r3'><mood xmlns='urn:example:mood'/></iq>
                      </privileged_iq>
                    </iq>""");
            Element envelope = pep.receives();
            Element forwarded = envelope.firstChild()
                    .flatMap(Element::firstChild)
                    .flatMap(Element::firstChild)
                    .orElseThrow();
            answer(
                    pep,
                    envelope,
                    "<iq xmlns='jabber:client' type='result' id='%s' from='{juliet}' to='{juliet}'/>"
                            .formatted(forwarded.attribute("id").orElseThrow()));
            other.receives("""
                    <iq type='result' id='r2' from='{juliet}'>
                      <privilege xmlns='urn:xmpp:privilege:2'>
                        <forwarded xmlns='urn:xmpp:forward:0'>
                          <iq xmlns='jabber:client' type='result' id='r3' from='{juliet}' to='{juliet}'/>
                        </forwarded>
                      </privilege>
                    </iq>""");
        }
    }
}
