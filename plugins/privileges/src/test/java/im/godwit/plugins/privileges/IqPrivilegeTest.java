package im.godwit.plugins.privileges;

import static im.godwit.plugins.privileges.PrivilegedStage.entity;
import static im.godwit.plugins.privileges.PrivilegedStage.iq;
import static im.godwit.plugins.privileges.PrivilegedStage.isRefused;

import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of an entity on behalf of accounts (§6). */
class IqPrivilegeTest {
    private static final String STORE =
            "<query xmlns='jabber:iq:private'><prefs xmlns='urn:example:prefs'>dark</prefs></query>";

    private final Stage stage = PrivilegedStage.with(iq("jabber:iq:private", Access.SET));

    @AfterEach
    void close() {
        stage.close();
    }

    /** A request for Juliet, of type set. */
    private static String privileged(String inner) {
        return outer("entity.example.org", "{juliet}", inner);
    }

    private static String outer(String from, String to, String inner) {
        return """
                <iq type='set' id='p1' from='%s' to='%s'>
                  <privileged_iq xmlns='urn:xmpp:privilege:2'>%s</privileged_iq>
                </iq>""".formatted(from, to, inner);
    }

    private static String inner(String attributes, String payload) {
        return "<iq xmlns='jabber:client' id='i1' " + attributes + ">" + payload + "</iq>";
    }

    @Test
    @Spec(
            value = "XEP-0356 §6.3",
            says = "the request is made as if by the account, and the answer is sent back forwarded")
    void requestIsMadeForTheAccount() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String addresses : List.of("", "from='{juliet}'", "to='{juliet}'")) {
            entity.sends(privileged(inner("type='set' " + addresses, STORE))).receives("""
                            <iq type='result' id='p1' from='{juliet}' to='entity.example.org'>
                              <privilege xmlns='urn:xmpp:privilege:2'>
                                <forwarded xmlns='urn:xmpp:forward:0'>
                                  <iq xmlns='jabber:client' type='result' id='i1' from='{juliet}' to='{juliet}'/>
                                </forwarded>
                              </privilege>
                            </iq>""");

            stage.client("juliet")
                    .sends("<iq type='get' id='q1'><query xmlns='jabber:iq:private'><prefs xmlns='urn:example:prefs'/>"
                            + "</query></iq>")
                    .receives("<iq type='result' id='q1'>" + STORE + "</iq>");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "an answer of type error is sent back forwarded too")
    void errorIsForwarded() {
        stage.account("juliet");
        entity(stage)
                .sends(privileged(inner("type='set'", "<query xmlns='jabber:iq:private'/>")))
                .receives("""
                        <iq type='result' id='p1' from='{juliet}'>
                          <privilege xmlns='urn:xmpp:privilege:2'>
                            <forwarded xmlns='urn:xmpp:forward:0'>
                              <iq xmlns='jabber:client' type='error' id='i1' from='{juliet}' to='{juliet}'>{any}</iq>
                            </forwarded>
                          </privilege>
                        </iq>""");
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "the request goes wherever the account's own would go, from its bare JID")
    void requestGoesToOthers() {
        stage.account("juliet");
        Component entity = entity(stage);
        Component other = stage.component("other").connects();

        entity.sends(privileged(inner("type='set' to='other.example.org'", STORE)));
        String id = other.receives().attribute("id").orElseThrow();
        other.sends("<iq type='result' id='" + id + "' from='other.example.org' to='{juliet}'/>");
        entity.receives("""
                <iq type='result' id='p1' from='{juliet}'>
                  <privilege xmlns='urn:xmpp:privilege:2'>
                    <forwarded xmlns='urn:xmpp:forward:0'>
                      <iq xmlns='jabber:client' type='result' id='i1' from='other.example.org' to='{juliet}'/>
                    </forwarded>
                  </privilege>
                </iq>""");
    }

    @Test
    void entityMayAskItselfForAnAccount() {
        stage.account("juliet");
        Component entity = entity(stage);

        entity.sends(privileged(inner("type='set' to='entity.example.org'", STORE)));
        String id = entity.receives().attribute("id").orElseThrow();
        entity.sends("<iq type='result' id='" + id + "' from='entity.example.org' to='{juliet}'/>");
        entity.receives("<iq type='result' id='p1'>{any}</iq>");
    }

    @Test
    void silenceIsTold() {
        stage.account("juliet");
        Component entity = entity(stage);
        Component other = stage.component("other").connects();

        entity.sends(privileged(inner("type='set' to='other.example.org'", STORE)));
        other.receives();
        stage.clock().advance(Duration.ofMinutes(1));
        entity.receives("""
                <iq type='error' id='p1' from='{juliet}'>
                  {any}
                  <error type='wait'><remote-server-timeout xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden if 'to' is not a bare JID of a managed entity")
    void whoIsNotManagedIsForbidden() {
        stage.client("juliet/balcony");
        Component entity = entity(stage);
        for (String to : List.of("example.org", "{juliet/balcony}", "{nobody}")) {
            isRefused(entity, outer("entity.example.org", to, inner("type='set'", STORE)), "forbidden");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden without the permission for the payload's namespace")
    void otherNamespaceIsForbidden() {
        stage.account("juliet");
        String payload = "<query xmlns='jabber:iq:roster'><item jid='{romeo}'/></query>";
        isRefused(entity(stage), privileged(inner("type='set'", payload)), "forbidden");
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden without the permission for the type of request")
    void otherTypeOfRequestIsForbidden() {
        stage.account("juliet");
        String get = privileged(inner("type='get'", STORE)).replace("<iq type='set' id='p1'", "<iq type='get' id='p1'");
        isRefused(entity(stage), get, "forbidden");
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden if the encapsulated IQ is not in jabber:client")
    void otherContentNamespaceIsForbidden() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String namespace : List.of("urn:xmpp:privilege:2", "jabber:server", "jabber:component:accept")) {
            String request = "<iq xmlns='" + namespace + "' type='set' id='i1'>" + STORE + "</iq>";
            isRefused(entity, privileged(request), "forbidden");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden if the encapsulated 'from' is another than the outer 'to'")
    void otherSenderIsForbidden() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String from : List.of("{romeo}", "{juliet/balcony}", "entity.example.org", "@")) {
            stage.account("romeo");
            isRefused(entity, privileged(inner("type='set' from='" + from + "'", STORE)), "forbidden");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §6.3", says = "forbidden if the two types do not match")
    void otherTypeIsForbidden() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String type : List.of("get", "result", "error", "")) {
            isRefused(entity, privileged(inner("type='" + type + "'", STORE)), "forbidden");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "who was granted nothing is forbidden, users of the component too")
    void othersAreForbidden() {
        stage.account("juliet");
        String request = inner("type='set'", STORE);
        isRefused(stage.component("other").connects(), outer("other.example.org", "{juliet}", request), "forbidden");
        isRefused(entity(stage), outer("user@entity.example.org", "{juliet}", request), "forbidden");
        stage.client("juliet")
                .sends(outer("{juliet/}", "{juliet}", request))
                .receives("<iq type='error' id='p1'>{any}</iq>");
    }

    @Test
    void whatIsNoRequestIsBadRequest() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String inner : List.of(
                "",
                "<message xmlns='jabber:client' type='set'/>",
                "<iq xmlns='jabber:client' type='set'/>",
                "<iq xmlns='jabber:client' type='set' id='i1'/>")) {
            isRefused(entity, privileged(inner), "bad-request");
        }
    }

    @Test
    void requestOfClientsOnlyIsNotAllowed() {
        try (Stage carbons = PrivilegedStage.with(iq("urn:xmpp:carbons:2", Access.BOTH))) {
            carbons.account("juliet");
            entity(carbons)
                    .sends(privileged(inner("type='set'", "<enable xmlns='urn:xmpp:carbons:2'/>")))
                    .receives("""
                            <iq type='result' id='p1'>
                              <privilege xmlns='urn:xmpp:privilege:2'>
                                <forwarded xmlns='urn:xmpp:forward:0'>
                                  <iq xmlns='jabber:client' type='error' id='i1'>
                                    <error type='cancel'>
                                      <not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                                      <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                                    </error>
                                  </iq>
                                </forwarded>
                              </privilege>
                            </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "the entity can do nothing that the managed entity could not do")
    void requestToABlockedAddressIsRefused() {
        var juliet = stage.online("juliet");
        juliet.sends("<iq type='set' id='b1'><block xmlns='urn:xmpp:blocking'><item jid='other.example.org'/></block>"
                + "</iq>");
        juliet.receives("<iq type='result' id='b1'/>");
        Component other = stage.component("other").connects();

        entity(stage)
                .sends(privileged(inner("type='set' to='other.example.org'", STORE)))
                .receives("""
                        <iq type='result' id='p1'>
                          <privilege xmlns='urn:xmpp:privilege:2'>
                            <forwarded xmlns='urn:xmpp:forward:0'>
                              <iq xmlns='jabber:client' type='error' id='i1'>{any}</iq>
                            </forwarded>
                          </privilege>
                        </iq>""");
        other.receivesNothing();
    }
}
