package im.godwit.plugins.privileges;

import static im.godwit.plugins.privileges.PrivilegedStage.entity;
import static im.godwit.plugins.privileges.PrivilegedStage.presence;

import im.godwit.jid.Jid;
import im.godwit.plugins.privileges.Grant.Seen;
import im.godwit.service.Rosters;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an entity sees of presence (§7). */
class PresencePrivilegeTest {
    @Test
    @Spec(value = "XEP-0356 §7.1", says = "initial and unavailable presence are sent from the full JID, and no other")
    void entitySeesWhoComesAndGoes() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.MANAGED_ENTITY))) {
            Component entity = entity(stage);
            Actor juliet = stage.client("juliet");

            juliet.sends("<presence id='p1'><show>chat</show></presence>");
            entity.receives("""
                    <presence from='{juliet/}' to='entity.example.org' id='p1'><show>chat</show></presence>""");
            juliet.sends("<presence><show>away</show></presence>");
            entity.receivesNothing();
            juliet.sends("<presence type='unavailable'><status>bye</status></presence>");
            entity.receives("""
                    <presence from='{juliet/}' to='entity.example.org' type='unavailable'>
                      <status>bye</status>
                    </presence>""");
            juliet.sends("<presence/>");
            entity.receives("<presence from='{juliet/}' to='entity.example.org'/>");
            juliet.vanishes();
            entity.receives("<presence from='{juliet/}' to='entity.example.org' type='unavailable'/>");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §8", says = "an entity that connects later MUST be sent all that it would have been sent")
    void entityThatComesLaterIsToldWhoIsThere() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.MANAGED_ENTITY))) {
            stage.client("juliet").sends("<presence><status>here</status></presence>");
            stage.client("romeo").sends("<presence/>").sends("<presence type='unavailable'/>");

            Component entity = entity(stage);
            entity.receives("<presence from='{juliet/}' to='entity.example.org'><status>here</status></presence>");
            entity.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §7.1", says = "managed_entity is not the presence of contacts")
    void contactsElsewhereAreNotSeenWithoutPermission() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.MANAGED_ENTITY))) {
            Component other = contactOfJuliet(stage);
            Component entity = entity(stage);
            other.sends("<presence from='ghost@other.example.org/x' to='{juliet}'/>")
                    .receivesNothing();
            entity.receivesNothing();
        }
    }

    /** A component one of whose users Juliet is subscribed to. */
    private static Component contactOfJuliet(Stage stage) {
        subscribe(stage, "juliet");
        return stage.component("other").connects();
    }

    private static void subscribe(Stage stage, String name) {
        stage.service(Rosters.class)
                .update(
                        stage.account(name),
                        Jid.of("ghost", "other.example.org"),
                        contact -> contact.withListed(true).withTo(true));
    }

    @Test
    @Spec(value = "XEP-0356 §7.4", says = "presence of contacts MUST be sent, also where the account is unavailable")
    void entitySeesContactsOfAccountsThatAreAway() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.ROSTER))) {
            Component other = contactOfJuliet(stage);
            Component entity = entity(stage);

            other.sends("<presence from='ghost@other.example.org/x' to='{juliet}'><show>dnd</show></presence>");
            entity.receives("""
                    <presence from='ghost@other.example.org/x' to='entity.example.org'><show>dnd</show></presence>""");
            other.sends("<presence from='ghost@other.example.org/x' to='{juliet}'><show>xa</show></presence>");
            entity.receives("""
                    <presence from='ghost@other.example.org/x' to='entity.example.org'><show>xa</show></presence>""");
            other.sends("<presence from='ghost@other.example.org/x' to='{juliet}' type='unavailable'/>");
            entity.receives("""
                    <presence from='ghost@other.example.org/x' to='entity.example.org' type='unavailable'/>""");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §8", says = "a presence that several accounts get is sent once")
    void presenceOfACommonContactIsSeenOnce() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.ROSTER))) {
            Component other = contactOfJuliet(stage);
            subscribe(stage, "nurse");
            stage.online("nurse");
            Component entity = entity(stage);
            entity.receives("<presence from='{nurse/}' to='entity.example.org'/>");

            for (String account : List.of("{juliet}", "{nurse}")) {
                other.sends("<presence from='ghost@other.example.org/x' to='" + account + "'/>");
            }
            entity.receives("<presence from='ghost@other.example.org/x' to='entity.example.org'/>");
            other.receives(); // the nurse's probe
            other.receivesNothing();
            entity.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §7.4", says = "what accounts of the server show each other is seen, each change once")
    void contactsOfTheSameServerAreSeen() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.ROSTER))) {
            stage.friends("juliet", "romeo");
            Component entity = entity(stage);
            Actor romeo = stage.client("romeo");

            romeo.sends("<presence/>");
            entity.receives("<presence from='{romeo/}' to='entity.example.org'/>");
            romeo.sends("<presence><show>away</show></presence>");
            entity.receives("<presence from='{romeo/}' to='entity.example.org'><show>away</show></presence>");
            romeo.vanishes();
            entity.receives("<presence from='{romeo/}' to='entity.example.org' type='unavailable'/>");
            entity.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "strangers are none of a managed entity's contacts")
    void strangersAreNotSeen() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.ROSTER))) {
            stage.account("juliet");
            Component other = stage.component("other").connects();
            Component entity = entity(stage);
            other.sends("<presence from='ghost@other.example.org/x' to='{juliet}'/>")
                    .receivesNothing();
            entity.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §2", says = "privileges are transparent: nobody is told of an entity that is not there")
    void nobodyIsToldOfAnAbsentEntity() {
        try (Stage stage = PrivilegedStage.with(presence(Seen.ROSTER))) {
            Actor juliet = stage.client("juliet");
            juliet.sends("<presence/>").receives("<presence from='{juliet/}' to='{juliet}'/>");
            juliet.receivesNothing();
        }
    }
}
