package im.godwit.plugins.muc;

import static im.godwit.plugins.muc.MucTesting.ROOM;
import static im.godwit.plugins.muc.MucTesting.affiliates;
import static im.godwit.plugins.muc.MucTesting.configuration;
import static im.godwit.plugins.muc.MucTesting.done;
import static im.godwit.plugins.muc.MucTesting.error;
import static im.godwit.plugins.muc.MucTesting.get;
import static im.godwit.plugins.muc.MucTesting.opens;
import static im.godwit.plugins.muc.MucTesting.sendsEntry;
import static im.godwit.plugins.muc.MucTesting.set;
import static im.godwit.plugins.muc.MucTesting.shown;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.DomainAdministrators;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those may do who administer the server. */
class ServiceAdminTest {
    private Stage stage;
    private Actor crone;
    private Actor hecate;

    /** Hecate administers the host. */
    private static final class HecateRules implements Plugin {
        @Override
        public void start(Host host) {
            host.provide(DomainAdministrators.class, jid -> jid.local().equals("hecate"));
        }
    }

    private void open(ServiceAdmins admins) {
        MucOptions options = MucTesting.options(admins);
        stage = Stage.builder()
                .plugins(List.of(new HecateRules()))
                .service("conference", List.of(new MucPlugin()))
                .options("muc", options)
                .build();
        crone = stage.client("crone");
        hecate = stage.client("hecate");
        opens(crone, "first", "membersonly=1", "persistentroom=1");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Spec(value = "XEP-0045 §3, §7.2.6", says = "an administrator enters any room, and is seen for what they are")
    void anAdministratorEntersAnyRoom() {
        open(ServiceAdmins.SERVER);

        sendsEntry(hecate, "queen");

        hecate.receives(shown("first", "affiliation='owner' role='moderator' jid='{crone/}'"));
        crone.receives(shown("queen", "affiliation='owner' role='moderator' jid='{hecate/}'"));
    }

    @Test
    @Spec(value = "XEP-0045 §10", says = "an administrator does what an owner does, without being in the room")
    void anAdministratorDoesWhatOwnersDo() {
        open(ServiceAdmins.SERVER);
        hecate.sends(get("owner", ""));
        assertThat(hecate.receives().toString()).contains("muc#roomconfig_roomowners", "crone@example.org");
        hecate.sends(configuration("membersonly=0"));
        hecate.receives(done());
        crone.ignoresAll();
        hecate.sends(set("admin", "<item jid='hag@example.org' affiliation='outcast'/>"));
        hecate.receives(done());
        Actor hag = stage.client("hag");
        sendsEntry(hag, "third");
        hag.receives(error("presence", "auth", "forbidden"));
        hecate.sends(set("owner", "<destroy/>"));
        hecate.receives(done());
        assertThat(crone.receives().toString()).contains("unavailable", "destroy");
    }

    @Test
    void whoeverOwnsTheRoomCannotKeepAnAdministratorOut() {
        open(ServiceAdmins.SERVER);
        affiliates(crone, hecate, "outcast");

        sendsEntry(hecate, "queen");

        hecate.receives(shown("first", "affiliation='owner' role='moderator' jid='{crone/}'"));
    }

    @Test
    void aRoomKeepsAnOwnerOfItsOwn() {
        open(ServiceAdmins.SERVER);

        hecate.sends(set("admin", "<item jid='crone@example.org' affiliation='none'/>"));

        hecate.receives(error("iq", "cancel", "conflict"));
    }

    @Test
    void anAdministratorWhoRegistersDoesNotGetOntoTheListOfOwners() {
        open(ServiceAdmins.SERVER);
        crone.sends(configuration("membersonly=0"));
        crone.receives(done());

        hecate.sends("""
                <iq type='set' id='ask' to='%s'>
                  <query xmlns='jabber:iq:register'>
                    <x xmlns='jabber:x:data' type='submit'>
                      <field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>
                      <field var='muc#register_roomnick'><value>queen</value></field>
                    </x>
                  </query>
                </iq>""".formatted(ROOM));

        hecate.receives(done());
        hecate.sends(get("admin", "<item affiliation='owner'/>"));
        assertThat(hecate.receives().toString()).contains("crone@example.org").doesNotContain("jid='hecate");
        hecate.sends(get("admin", "<item affiliation='member'/>"));
        assertThat(hecate.receives().toString()).contains("jid='hecate@example.org' nick='queen'");
    }

    @Test
    void roomsMayBeTheirOwnersAlone() {
        open(ServiceAdmins.NOBODY);

        sendsEntry(hecate, "queen");
        hecate.receives(error("presence", "auth", "registration-required"));
        hecate.sends(get("owner", ""));
        hecate.receives(error("iq", "auth", "forbidden"));
    }
}
