package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.service.Accounts;
import im.godwit.service.DomainAdministrators;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.Test;

class AdminListTest extends AdministrationStage {
    private static String admins(String... values) {
        return field("adminjids", values);
    }

    @Test
    @Spec(value = "XEP-0133 §4.29", says = "the form carries the list as it is")
    void theListIsShown() {
        asks(prince, "edit-admin");

        prince.receives("""
                <iq type='result' id='edit-admin' from='example.org'>
                  <command xmlns='http://jabber.org/protocol/commands'
                      node='http://jabber.org/protocol/admin#edit-admin' sessionid='{any}' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>Editing the Admin List</title>
                      <instructions>{any}</instructions>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      <field var='adminjids' type='jid-multi' label='The admin list'>
                        <value>prince@example.org</value>
                      </field>
                    </x>
                  </command>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0133 §4.29", says = "an administrator may edit the list of users with administrative privileges")
    void whoIsAddedAdministersAtOnceAndWhoIsRemovedDoesNotAnyMore() {
        Actor paris = stage.client("paris");
        asks(paris, "add-user");
        paris.receives(forbidden("add-user"));

        runs("edit-admin", admins("prince@example.org", "paris@example.org")).receives(completed("edit-admin"));
        asks(paris, "get-registered-users-num");
        assertThat(paris.receives().attribute("type")).contains("result");

        runs("edit-admin", admins("prince@example.org")).receives(completed("edit-admin"));
        asks(paris, "add-user");
        paris.receives(forbidden("add-user"));
    }

    @Test
    void whoTheConfigurationNamesStays() {
        stage.account("paris");
        runs("edit-admin", admins("paris@example.org")).receives(refused("edit-admin", "cancel", "not-allowed"));
    }

    @Test
    void nobodyRemovesThemselves() {
        Actor paris = stage.client("paris");
        runs("edit-admin", admins("prince@example.org", "paris@example.org")).receives(completed("edit-admin"));
        asks(paris, "edit-admin");

        submits(paris, "edit-admin", sessionOf(paris.receives()), admins("prince@example.org"))
                .receives(refused("edit-admin", "cancel", "not-allowed"));
    }

    @Test
    void onlyAccountsOfTheDomainAdministerIt() {
        runs("edit-admin", admins("prince@example.org", "nobody@example.org")).receives(failed("edit-admin"));
        runs("edit-admin", admins("prince@example.org", "duke@example.net")).receives(failed("edit-admin"));
    }

    @Test
    void aNewAccountOfTheNameIsNoAdministrator() {
        stage.account("paris");
        runs("edit-admin", admins("prince@example.org", "paris@example.org")).receives(completed("edit-admin"));

        stage.service(Accounts.class).delete(jid("paris"));

        assertThat(stage.service(DomainAdministrators.class).contain(jid("paris")))
                .isFalse();
        assertThat(stage.service(DomainAdministrators.class).contain(jid("prince")))
                .isTrue();
    }
}
