package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.commands.CommandsPlugin;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.plugins.vcard.VcardPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stage with one administrator, the prince; each test has one of its own. */
class AdministrationStage {
    static final String ADMIN = "http://jabber.org/protocol/admin#";

    Stage stage;
    Actor prince;

    @BeforeEach
    void open() {
        stage = Stage.builder()
                .plugins(List.of(
                        new DiscoPlugin(),
                        new CommandsPlugin(),
                        new RosterPlugin(),
                        new PresencePlugin(),
                        new VcardPlugin(),
                        new AdministrationPlugin()))
                .options("administration", new AdministrationOptions(List.of("prince@example.org", "duke@example.net")))
                .build();
        prince = stage.client("prince");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    static Jid jid(String name) {
        return Jid.of(name, "example.org");
    }

    /** Sends the first request of a command. */
    static void asks(Actor actor, String id) {
        actor.sends("""
                <iq type='set' id='%s' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s'/>
                </iq>""".formatted(id, ADMIN + id));
    }

    /** Begins a command and submits its form, with these fields. */
    Actor runs(String id, String fields) {
        asks(prince, id);
        return submits(prince, id, sessionOf(prince.receives()), fields);
    }

    static String sessionOf(Element answer) {
        assertThat(answer.attribute("type")).contains("result");
        Element command = answer.firstChild().orElseThrow();
        assertThat(command.attribute("status")).contains("executing");
        return command.attribute("sessionid").orElseThrow();
    }

    static Actor submits(Actor actor, String id, String session, String fields) {
        return actor.sends("""
                <iq type='set' id='%s' to='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' sessionid='%s' action='complete'>
                    <x xmlns='jabber:x:data' type='submit'>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      %s
                    </x>
                  </command>
                </iq>""".formatted(id, ADMIN + id, session, fields));
    }

    static String field(String var, String... values) {
        StringBuilder field = new StringBuilder("<field var='" + var + "'>");
        for (String value : values) {
            field.append("<value>").append(value).append("</value>");
        }
        return field.append("</field>").toString();
    }

    static String accounts(String... values) {
        return field("accountjids", values);
    }

    /** What a command without anything to tell answers. */
    static String completed(String id) {
        return """
                <iq type='result' id='%s' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' status='completed'/>
                </iq>""".formatted(id, ADMIN + id);
    }

    /** What a command answers that has found something: the fields after FORM_TYPE, then what else it says before. */
    static String found(String id, String notes, String fields) {
        return """
                <iq type='result' id='%s' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' status='completed'>
                    %s
                    <x xmlns='jabber:x:data' type='result'>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      %s
                    </x>
                  </command>
                </iq>""".formatted(id, ADMIN + id, notes, fields);
    }

    /** What a command answers that could not do what the form asked for. */
    static String failed(String id) {
        return """
                <iq type='result' id='%s' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands' node='%s' status='completed'>
                    <note type='error'>{any}</note>
                  </command>
                </iq>""".formatted(id, ADMIN + id);
    }

    static String refused(String id, String type, String condition) {
        return """
                <iq type='error' id='%s' from='example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                  </error>
                </iq>""".formatted(id, type, condition);
    }

    static String forbidden(String id) {
        return """
                <iq type='error' id='%s' from='example.org'>
                  <error type='cancel'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                </iq>""".formatted(id);
    }
}
