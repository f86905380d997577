package im.godwit.plugins.administration;

import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import org.junit.jupiter.api.Test;

class MessagesTest extends AdministrationStage {
    private static String headline(String subject, String body) {
        return """
                <message from='example.org' type='headline'>
                  <subject>%s</subject>
                  <body>%s</body>
                </message>""".formatted(subject, body);
    }

    /** Somebody who logs in, and what it gets beside its own presence. */
    private Actor logsIn(String name) {
        Actor actor = stage.client(name);
        actor.sends("<presence/>");
        actor.receives("<presence from='" + actor.jid() + "'>{any}</presence>");
        return actor;
    }

    @Test
    @Spec(value = "XEP-0133 §4.23", says = "an announcement goes to users with a session, and to nobody else")
    void anAnnouncementGoesToAllWhoAreOnline() {
        Actor juliet = logsIn("juliet");
        Actor romeo = logsIn("romeo");
        stage.account("nurse");

        runs("announce", field("announcement", "The Globe burns.", "Leave!")).receives(completed("announce"));

        juliet.receives(headline("Announcement", "The Globe burns.\nLeave!"));
        romeo.receives(headline("Announcement", "The Globe burns.\nLeave!"));
        logsIn("nurse").receivesNothing();
    }

    @Test
    void anAnnouncementIsNeitherEmptyNorEndless() {
        runs("announce", field("announcement", "", "")).receives("""
                        <iq type='error' id='announce'>
                          <error type='modify'>
                            <bad-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                            <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                            <bad-payload xmlns='http://jabber.org/protocol/commands'/>
                          </error>
                        </iq>""");
        runs("announce", field("announcement", "a".repeat(8193))).receives(failed("announce"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.24", says = "sent once: at once to who is online, at the next login to others")
    void theMessageOfTheDayReachesEverybodyOnce() {
        Actor juliet = logsIn("juliet");

        runs("set-motd", field("motd", "Grand re-opening", "tomorrow")).receives(completed("set-motd"));

        juliet.receives(headline("Message of the Day", "Grand re-opening\ntomorrow"));
        Actor romeo = logsIn("romeo");
        romeo.receives(headline("Message of the Day", "Grand re-opening\ntomorrow"));
        juliet.sends("<presence><show>away</show></presence>");
        juliet.receives("<presence>{any}</presence>").receivesNothing();
        romeo.vanishes();
        logsIn("romeo").receivesNothing();
    }

    @Test
    void whoCannotBeReachedYetGetsTheMessageOfTheDayLater() {
        Actor juliet = stage.client("juliet");
        juliet.sends("<presence><priority>-1</priority></presence>");
        juliet.receives("<presence>{any}</presence>");
        runs("set-motd", field("motd", "Hear")).receives(completed("set-motd"));
        juliet.receivesNothing();

        juliet.sends("<presence/>");

        juliet.receives("<presence>{any}</presence>");
        juliet.receives(headline("Message of the Day", "Hear"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.25", says = "the form holds the current message; an edited one corrects it")
    void anEditedMessageOfTheDayIsForWhoHasNotGotIt() {
        Actor juliet = logsIn("juliet");
        runs("set-motd", field("motd", "Grand re-openign")).receives(completed("set-motd"));
        juliet.receives(headline("Message of the Day", "Grand re-openign"));

        asks(prince, "edit-motd");
        prince.receives("""
                <iq type='result' id='edit-motd'>
                  <command xmlns='http://jabber.org/protocol/commands' status='executing'>
                    <actions execute='complete'><complete/></actions>
                    <x xmlns='jabber:x:data' type='form'>
                      <title>Editing the Message of the Day</title>
                      <instructions>{any}</instructions>
                      <field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/admin</value></field>
                      <field var='motd' type='text-multi'>
                        <required/>
                        <value>Grand re-openign</value>
                      </field>
                    </x>
                  </command>
                </iq>""");
        runs("edit-motd", field("motd", "Grand re-opening")).receives(completed("edit-motd"));

        logsIn("romeo").receives(headline("Message of the Day", "Grand re-opening"));
        juliet.vanishes();
        logsIn("juliet").receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0133 §4.26", says = "the message of the day is simply deleted")
    void aDeletedMessageOfTheDayReachesNobody() {
        runs("set-motd", field("motd", "Grand re-opening")).receives(completed("set-motd"));

        asks(prince, "delete-motd");
        prince.receives(completed("delete-motd"));

        logsIn("romeo").receivesNothing();
        asks(prince, "delete-motd");
        prince.receives(completed("delete-motd"));
    }

    @Test
    @Spec(value = "XEP-0133 §4.27", says = "new users are welcomed when they first log in")
    void newUsersAreWelcomedOnce() {
        stage.account("nurse");
        runs("set-welcome", field("welcome", "Welcome to Verona")).receives(completed("set-welcome"));
        stage.service(Accounts.class).create(jid("juliet"), "R0m30");

        Actor juliet = logsIn("juliet");

        juliet.receives(headline("Welcome", "Welcome to Verona"));
        juliet.vanishes();
        logsIn("juliet").receivesNothing();
        logsIn("nurse").receivesNothing(); // she was there before
    }

    @Test
    @Spec(value = "XEP-0133 §4.28", says = "the welcome message is simply deleted")
    void nobodyIsWelcomedWithoutAWelcome() {
        runs("set-welcome", field("welcome", "Welcome to Verona")).receives(completed("set-welcome"));
        asks(prince, "delete-welcome");
        prince.receives(completed("delete-welcome"));

        logsIn("juliet").receivesNothing();
    }
}
