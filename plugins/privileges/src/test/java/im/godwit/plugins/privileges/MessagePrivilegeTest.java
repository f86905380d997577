package im.godwit.plugins.privileges;

import static im.godwit.plugins.privileges.PrivilegedStage.entity;
import static im.godwit.plugins.privileges.PrivilegedStage.isRefused;
import static im.godwit.plugins.privileges.PrivilegedStage.messages;

import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of an entity in the name of the domain and its accounts (§5). */
class MessagePrivilegeTest {
    private final Stage stage = PrivilegedStage.with(messages());

    @AfterEach
    void close() {
        stage.close();
    }

    private static String privileged(String who, String message) {
        return """
                <message from='%s' to='example.org' id='p1'>
                  <privilege xmlns='urn:xmpp:privilege:2'>
                    <forwarded xmlns='urn:xmpp:forward:0'>%s</forwarded>
                  </privilege>
                </message>""".formatted(who, message);
    }

    private static String from(String sender) {
        return "<message xmlns='jabber:client' from='" + sender + "' to='{romeo/}' id='m1'><body>hi</body></message>";
    }

    @Test
    @Spec(value = "XEP-0356 §5.3", says = "the message goes out as if it came from the account, or from the server")
    void messageGoesOutInTheNameOfTheServerOrAnAccount() {
        stage.account("juliet");
        var romeo = stage.online("romeo");
        Component entity = entity(stage);
        for (String sender : List.of("juliet@example.org", "example.org")) {
            entity.sends(privileged("entity.example.org", from(sender))).receivesNothing();
            romeo.receives("<message from='" + sender + "' to='{romeo/}' id='m1'><body>hi</body></message>");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §5.1", says = "from MUST be a bare JID from the server, or forbidden is returned")
    void otherSendersAreForbidden() {
        stage.account("juliet");
        var romeo = stage.online("romeo");
        Component entity = entity(stage);
        for (String sender : List.of(
                "juliet@example.org/balcony",
                "example.org/x",
                "juliet@other.example.org",
                "juliet@example.net",
                "nobody@example.org",
                "@")) {
            isRefused(entity, privileged("entity.example.org", from(sender)), "forbidden");
            romeo.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §5.1", says = "from MUST be a bare JID from the server: none is none")
    void messageWithoutSenderIsForbidden() {
        String nobodys = "<message xmlns='jabber:client' to='{romeo/}'><body>hi</body></message>";
        isRefused(entity(stage), privileged("entity.example.org", nobodys), "forbidden");
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "who has not the permission is forbidden, users of the component too")
    void othersAreForbidden() {
        stage.account("juliet");
        var romeo = stage.online("romeo");
        isRefused(
                stage.component("other").connects(),
                privileged("other.example.org", from("juliet@example.org")),
                "forbidden");
        isRefused(entity(stage), privileged("user@entity.example.org", from("juliet@example.org")), "forbidden");
        stage.client("mercutio")
                .sends(privileged("{mercutio/}", from("juliet@example.org")))
                .receives("<message type='error' id='p1'>{any}</message>");
        romeo.receivesNothing();
    }

    @Test
    void whatIsNoMessageIsBadRequest() {
        stage.account("juliet");
        Component entity = entity(stage);
        for (String forwarded : List.of(
                "",
                "<message from='juliet@example.org' to='{romeo/}'/>",
                "<iq xmlns='jabber:client' type='get' id='q' from='juliet@example.org'><q xmlns='urn:q'/></iq>",
                "<message xmlns='jabber:client' from='example.org'><body>to nobody</body></message>")) {
            isRefused(entity, privileged("entity.example.org", forwarded), "bad-request");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "the entity can do nothing that the managed entity could not do")
    void messageToABlockedAddressGoesNowhere() {
        var juliet = stage.online("juliet");
        var romeo = stage.online("romeo");
        juliet.sends("<iq type='set' id='b1'><block xmlns='urn:xmpp:blocking'><item jid='{romeo}'/></block></iq>");
        juliet.receives("<iq type='result' id='b1'/>");

        entity(stage)
                .sends(privileged("entity.example.org", from("juliet@example.org")))
                .receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0280 §8", says = "what the account sent is copied to its clients")
    void messageIsCopiedToTheAccountsClients() {
        var juliet = stage.online("juliet");
        stage.online("romeo");
        juliet.sends("<iq type='set' id='c1'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        juliet.receives("<iq type='result' id='c1'/>");

        entity(stage).sends(privileged("entity.example.org", """
                        <message xmlns='jabber:client' from='{juliet}' to='{romeo/}' id='m1' type='chat'>
                          <body>from my phone</body>
                        </message>""")).receivesNothing();
        juliet.receives("""
                <message from='{juliet}' to='{juliet/}' type='chat'>
                  <sent xmlns='urn:xmpp:carbons:2'>
                    <forwarded xmlns='urn:xmpp:forward:0'>
                      <message xmlns='jabber:client' from='{juliet}' to='{romeo/}' id='m1' type='chat'>
                        <body>from my phone</body>
                      </message>
                    </forwarded>
                  </sent>
                </message>""");
    }
}
