package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.auth.ScramHash;
import im.godwit.core.transport.StreamCondition;
import im.godwit.service.Accounts;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccountCommandsTest extends AdministrationStage {
    private Accounts accounts() {
        return stage.service(Accounts.class);
    }

    private static String newUser(String account, String password, String again) {
        return field("accountjid", account) + field("password", password) + field("password-verify", again);
    }

    @Test
    @Spec(value = "XEP-0133 §4.1", says = "the form for a new user")
    void theFormForANewUser() {
        asks(prince, "add-user");

        prince.receives("""
                <iq type='result' id='add-user' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands'
                      node='http://jabber.org/protocol/admin#add-user' sessionid='{any}' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>Adding a User</title>
                      <instructions>Fill out this form to add a user.</instructions>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      <field var='accountjid' type='jid-single'><required/></field>
                      <field var='password' type='text-private'><required/></field>
                      <field var='password-verify' type='text-private'><required/></field>
                      <field var='email' type='text-single' label='Email address'/>
                      <field var='given_name' type='text-single' label='Given name'/>
                      <field var='surname' type='text-single' label='Family name'/>
                    </x>
                  </command>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0133 §4.1", says = "adding a user MUST result in the creation of an account")
    void aUserIsAdded() {
        runs("add-user", newUser("juliet@example.org", "R0m30", "R0m30")).receives(completed("add-user"));

        assertThat(accounts().exists(jid("juliet"))).isTrue();
    }

    @Test
    @Spec(value = "XEP-0133 §4.1", says = "a user may be added with an email address, a given name and a surname")
    void aUserIsAddedWithANameAndAnAddress() {
        runs(
                        "add-user",
                        newUser("juliet@example.org", "R0m30", "R0m30")
                                + field("email", "juliet@capulet.example")
                                + field("given_name", "Juliet")
                                + field("surname", "Capulet"))
                .receives(completed("add-user"));

        prince.sends("<iq type='get' id='v' to='juliet@example.org'><vCard xmlns='vcard-temp'/></iq>");
        prince.receives("""
                <iq type='result' id='v' from='juliet@example.org'>
                  <vCard xmlns='vcard-temp'>
                    <FN>Juliet Capulet</FN>
                    <N><FAMILY>Capulet</FAMILY><GIVEN>Juliet</GIVEN></N>
                    <EMAIL><USERID>juliet@capulet.example</USERID></EMAIL>
                  </vCard>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0133 §5", says = "conflict: a user exists already with that name")
    void aUserIsNotAddedTwice() {
        stage.account("juliet");

        runs("add-user", newUser("juliet@example.org", "R0m30", "R0m30")).receives("""
                        <iq type='error' id='add-user'>
                          <error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
                        </iq>""");
    }

    @Test
    @Spec(value = "XEP-0050 §3.5", says = "a command that completes but fails MUST say so with a note of type error")
    void aUserIsNotAddedWithTwoPasswordsOrElsewhere() {
        runs("add-user", newUser("juliet@example.org", "R0m30", "R0me0")).receives(failed("add-user"));
        runs("add-user", newUser("juliet@example.net", "R0m30", "R0m30")).receives(failed("add-user"));
        runs("add-user", newUser("example.org", "R0m30", "R0m30")).receives(failed("add-user"));

        assertThat(accounts().exists(jid("juliet"))).isFalse();
    }

    @Test
    @Spec(value = "XEP-0133 §4.2", says = "deleting a user ends its sessions and destroys what was kept for it")
    void usersAreDeleted() {
        stage.friends("juliet", "romeo");
        Actor juliet = stage.client("juliet");

        runs("delete-user", accounts("juliet@example.org", "romeo@example.org")).receives(completed("delete-user"));

        juliet.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        assertThat(accounts().exists(jid("juliet"))).isFalse();
        assertThat(accounts().exists(jid("romeo"))).isFalse();
        assertThat(stage.service(Rosters.class).contacts(jid("juliet"))).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0050 §4.3", says = "a note of type error tells what is wrong; the form may be filled in again")
    void aMalformedAddressIsAskedForAgain() {
        runs("add-user", newUser("juliet@@example.org", "R0m30", "R0m30")).receives("""
                <iq type='result' id='add-user'>
                  <command xmlns='http://jabber.org/protocol/commands' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <note type='error'>accountjid cannot be "juliet@@example.org"</note>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>{any}</title>
                      <instructions>{any}</instructions>
                      <field var='FORM_TYPE'>{any}</field>
                      <field var='accountjid'><required/></field>
                      <field var='password'><required/></field>
                      <field var='password-verify'><required/></field>
                      <field var='email'/>
                      <field var='given_name'/>
                      <field var='surname'/>
                    </x>
                  </command>
                </iq>""");
    }

    @Test
    void whereOneUserIsNotThereNothingIsDone() {
        stage.account("juliet");

        runs("delete-user", accounts("juliet@example.org", "nobody@example.org"))
                .receives(failed("delete-user"));

        assertThat(accounts().exists(jid("juliet"))).isTrue();
    }

    @Test
    void anAdministratorNeitherDeletesNorDisablesItself() {
        runs("delete-user", accounts("prince@example.org")).receives(refused("delete-user", "cancel", "not-allowed"));
        runs("disable-user", accounts("prince@example.org")).receives(refused("disable-user", "cancel", "not-allowed"));
    }

    @Test
    @Spec(
            value = "XEP-0133 §4.3",
            says = "disabling MUST end sessions and prevent logins, and MUST NOT destroy what is kept")
    void aDisabledUserIsOutAndKeepsEverything() {
        stage.friends("juliet", "romeo");
        Actor juliet = stage.client("juliet");

        runs("disable-user", accounts("juliet@example.org")).receives(completed("disable-user"));

        juliet.isClosedWith(StreamCondition.NOT_AUTHORIZED);
        assertThat(accounts().isEnabled(jid("juliet"))).isFalse();
        assertThat(accounts().exists(jid("juliet"))).isTrue();
        assertThat(stage.service(Rosters.class).contacts(jid("juliet"))).hasSize(1);
        // even if it had authenticated before
        stage.client("juliet/phone").isClosedWith(StreamCondition.NOT_AUTHORIZED);
    }

    @Test
    @Spec(value = "XEP-0133 §4.4", says = "re-enabling MUST grant the user access again")
    void aReEnabledUserIsBack() {
        accounts().disable(stage.account("juliet"));

        runs("reenable-user", accounts("juliet@example.org")).receives(completed("reenable-user"));

        assertThat(accounts().isEnabled(jid("juliet"))).isTrue();
        stage.online("juliet").sends("<message to='{prince}' type='chat'><body>back</body></message>");
    }

    @Test
    void whoIsNotThereIsNeitherDisabledNorEnabled() {
        runs("disable-user", accounts("nobody@example.org")).receives(failed("disable-user"));
        runs("reenable-user", accounts("nobody@example.org")).receives(failed("reenable-user"));
    }

    @Test
    void moreAccountsThanAnybodyNamesAreRefused() {
        String[] many = new String[101];
        Arrays.setAll(many, i -> "user" + i + "@example.org");

        runs("delete-user", accounts(many)).receives(refused("delete-user", "wait", "resource-constraint"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.7", says = "an administrator changes a user's password")
    void aPasswordIsChanged() {
        stage.account("juliet");
        byte[] before = storedKey();

        runs("change-user-password", field("accountjid", "juliet@example.org") + field("password", "V3r0n4"))
                .receives(completed("change-user-password"));
        assertThat(storedKey()).isNotEqualTo(before);

        runs("change-user-password", field("accountjid", "nobody@example.org") + field("password", "V3r0n4"))
                .receives(failed("change-user-password"));
    }

    private byte[] storedKey() {
        return stage.server().accounts().find(jid("juliet"), ScramHash.SHA_1).storedKey();
    }
}
