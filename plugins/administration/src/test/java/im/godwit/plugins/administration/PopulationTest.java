package im.godwit.plugins.administration;

import im.godwit.service.Accounts;
import im.godwit.testkit.Spec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationTest extends AdministrationStage {
    /** Juliet is active, romeo idle on all devices, the nurse active on one, mercutio disabled, tybalt away. */
    private void people() {
        stage.client("juliet").sends("<presence/>");
        stage.client("romeo").sends("<presence><show>away</show></presence>");
        stage.client("romeo/phone").sends("<presence><show>xa</show></presence>");
        stage.client("nurse").sends("<presence><show>away</show></presence>");
        stage.client("nurse/phone").sends("<presence><show>dnd</show></presence>");
        stage.client("paris").sends("""
                <presence><idle xmlns='urn:xmpp:idle:1' since='2026-03-01T11:00:00Z'/></presence>""");
        stage.service(Accounts.class).disable(stage.account("mercutio"));
        stage.account("tybalt");
    }

    @ParameterizedTest
    @CsvSource({
        "get-registered-users-num, registeredusersnum, 7",
        "get-disabled-users-num, disabledusersnum, 1",
        "get-online-users-num, onlineusersnum, 5",
        "get-active-users-num, activeusersnum, 2",
        "get-idle-users-num, idleusersnum, 3"
    })
    @Spec(value = "XEP-0133 §4.13 to §4.17", says = "numbers are simply returned")
    void peopleAreCounted(String id, String var, int number) {
        people();

        asks(prince, id);

        prince.receives(found(id, "", field(var, Integer.toString(number))));
    }

    @ParameterizedTest
    @CsvSource({
        "get-registered-users-list, registereduserjids, juliet mercutio nurse paris prince romeo tybalt",
        "get-disabled-users-list, disableduserjids, mercutio",
        "get-online-users-list, onlineuserjids, juliet nurse paris prince romeo",
        "get-active-users, activeuserjids, juliet nurse",
        "get-idle-users, activeuserjids, paris prince romeo"
    })
    @Spec(value = "XEP-0133 §4.18 to §4.22", says = "lists are returned once their form is filled in")
    void peopleAreListed(String id, String var, String names) {
        people();
        String[] accounts = Arrays.stream(names.split(" "))
                .map(name -> name + "@example.org")
                .toArray(String[]::new);

        runs(id, field("max_items", "none")).receives(found(id, "", field(var, accounts)));
    }

    @Test
    @Spec(value = "XEP-0133 §4.18", says = "a long list may be cut off; that is said")
    void aLongListIsCutOff() {
        Accounts accounts = stage.service(Accounts.class);
        for (int i = 10; i < 36; i++) {
            accounts.create(jid("a" + i), "secret");
        }
        String[] first = new String[25];
        Arrays.setAll(first, i -> "a" + (i + 10) + "@example.org");

        runs("get-registered-users-list", field("max_items", "25"))
                .receives(found("get-registered-users-list", """
                        <note type='warn'>There are more; these are the first 25</note>""", field("registereduserjids", first)));
    }

    @Test
    void anEmptyListIsAList() {
        runs("get-disabled-users-list", "").receives(found("get-disabled-users-list", "", """
                <field var='disableduserjids'/>"""));
    }

    @Test
    @Spec(value = "XEP-0050 §4.3", says = "a max_items that is not offered is an error, and is asked for again")
    void onlyOfferedLengthsAreAccepted() {
        runs("get-online-users-list", field("max_items", "7")).receives("""
                <iq type='result' id='get-online-users-list'>
                  <command xmlns='http://jabber.org/protocol/commands' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <note type='error'>max_items cannot be "7"</note>
                    <x xmlns='jabber:x:data' type='form'>{any}</x>
                  </command>
                </iq>""");
    }
}
