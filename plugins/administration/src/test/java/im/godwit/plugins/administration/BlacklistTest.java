package im.godwit.plugins.administration;

import im.godwit.plugins.blocking.BlockingPlugin;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlacklistTest extends AdministrationStage {
    @BeforeEach
    void block() {
        stage.close();
        stage = Stage.builder()
                .plugins(List.of(new CommandsPlugin(), new BlockingPlugin(), new AdministrationPlugin()))
                .options("administration", new AdministrationOptions(List.of("prince@example.org")))
                .build();
        prince = stage.client("prince");
    }

    private static String blacklist(String... values) {
        return field("blacklistjids", values);
    }

    @Test
    @Spec(
            value = "XEP-0133 §4.11",
            says = "the form carries the blacklist; it blocks from communications to the service")
    void whoIsOnTheListIsBarred() {
        Actor tybalt = stage.client("tybalt");
        runs("edit-blacklist", blacklist("marlowe.example", "tybalt@example.org"))
                .receives(completed("edit-blacklist"));

        prince.sends("<message to='tybalt@example.org' id='m'><body>hi</body></message>");
        prince.receives("""
                <message type='error' id='m' from='tybalt@example.org'>{any}
                  <error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </message>""");
        tybalt.receivesNothing();
        asks(prince, "edit-blacklist");
        prince.receives("""
                <iq type='result' id='edit-blacklist' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands'
                      node='http://jabber.org/protocol/admin#edit-blacklist' sessionid='{any}' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>Editing the Blacklist</title>
                      <instructions>{any}</instructions>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      <field var='blacklistjids' type='jid-multi' label='The blacklist'>
                        <value>marlowe.example</value>
                        <value>tybalt@example.org</value>
                      </field>
                    </x>
                  </command>
                </iq>""");
    }

    @Test
    void whoMakesTheHostUsableIsNotBarred() {
        for (String address : List.of("example.org", "prince@example.org")) {
            runs("edit-blacklist", blacklist(address)).receives(refused("edit-blacklist", "cancel", "not-allowed"));
        }
    }
}
