package im.godwit.plugins.privileges;

import static im.godwit.plugins.privileges.PrivilegedStage.entity;
import static im.godwit.plugins.privileges.PrivilegedStage.isRefused;
import static im.godwit.plugins.privileges.PrivilegedStage.roster;

import im.godwit.service.Rosters;
import im.godwit.testkit.Component;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Xml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rosters of accounts in the hands of an entity (§4). */
class RosterPrivilegeTest {
    private static final String GET = """
            <iq type='get' id='r1' from='%s' to='{juliet}'><query xmlns='jabber:iq:roster'/></iq>""";

    private static final String SET = """
            <iq type='set' id='r2' from='%s' to='{juliet}'>
              <query xmlns='jabber:iq:roster'><item jid='{romeo}' name='Romeo'><group>Rivals</group></item></query>
            </iq>""";

    private static void contact(Stage stage, String name) {
        stage.service(Rosters.class)
                .update(
                        stage.account("juliet"),
                        stage.account("romeo"),
                        contact -> contact.withListed(true).withNameAndGroups(Optional.of(name), contact.groups()));
    }

    @Test
    @Spec(value = "XEP-0356 §4.3", says = "the server answers a get as it would have done to the managed entity")
    void entityGetsARoster() {
        try (Stage stage = PrivilegedStage.with(roster(Access.GET, false))) {
            contact(stage, "Romeo");
            entity(stage).sends(GET.formatted("entity.example.org")).receives("""
                    <iq type='result' id='r1' from='{juliet}' to='entity.example.org'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}' name='Romeo' subscription='none'/></query>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §4.3", says = "a set changes the roster, and the managed entity is told as always")
    void entitySetsARoster() {
        try (Stage stage = PrivilegedStage.with(roster(Access.SET, true))) {
            stage.account("romeo");
            var juliet = stage.online("juliet");
            juliet.sends("<iq type='get' id='mine'><query xmlns='jabber:iq:roster'/></iq>");
            juliet.receives("<iq type='result' id='mine'>{any}</iq>");

            entity(stage)
                    .sends(SET.formatted("entity.example.org"))
                    .receives("<iq type='result' id='r2' from='{juliet}' to='entity.example.org'/>");
            juliet.receives("""
                    <iq type='set' to='{juliet/}'>
                      <query xmlns='jabber:iq:roster'>
                        <item jid='{romeo}' name='Romeo' subscription='none'><group>Rivals</group></item>
                      </query>
                    </iq>""");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §4.3", says = "the server MUST check the right to get or set, and MUST return forbidden")
    void entityWithoutTheRightIsForbidden() {
        try (Stage stage = PrivilegedStage.with(roster(Access.GET, false))) {
            stage.account("juliet");
            isRefused(entity(stage), SET.formatted("entity.example.org"), "forbidden");
        }
        try (Stage stage = PrivilegedStage.with(roster(Access.SET, false))) {
            stage.account("juliet");
            isRefused(entity(stage), GET.formatted("entity.example.org"), "forbidden");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §9", says = "who has no privileges gets none: not other components, nor users of this one")
    void nobodyElseGetsARoster() {
        try (Stage stage = PrivilegedStage.with(roster(Access.BOTH, false))) {
            stage.account("juliet");
            Component other = stage.component("other").connects();
            isRefused(other, GET.formatted("other.example.org"), "service-unavailable");
            isRefused(other, SET.formatted("other.example.org"), "service-unavailable");
            Component entity = entity(stage);
            isRefused(entity, GET.formatted("user@entity.example.org"), "service-unavailable");
            isRefused(entity, GET.formatted("entity.example.org/resource"), "service-unavailable");
            stage.client("mercutio")
                    .sends("<iq type='get' id='r1' to='{juliet}'><query xmlns='jabber:iq:roster'/></iq>")
                    .receives("<iq type='error' id='r1' from='{juliet}'>{any}</iq>");
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.1.6", says = "a client is shown no push but those of its server")
    void entityCannotFeignPushes() {
        try (Stage stage = PrivilegedStage.with(roster(Access.BOTH, false))) {
            var juliet = stage.online("juliet");
            entity(stage).sends("""
                    <iq type='set' id='r3' from='entity.example.org' to='{juliet/}'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}'/></query>
                    </iq>""").receives("<iq type='error' id='r3'>{any}</iq>");
            juliet.receivesNothing();
        }
    }

    @Test
    void absentAccountHasNoRoster() {
        try (Stage stage = PrivilegedStage.with(roster(Access.BOTH, false))) {
            isRefused(entity(stage), SET.formatted("entity.example.org"), "service-unavailable");
        }
    }

    @Test
    @Spec(value = "RFC 6121 §2.3.3", says = "a set without exactly one item is bad-request, whoever sends it")
    void malformedSetIsRefusedAsAlways() {
        try (Stage stage = PrivilegedStage.with(roster(Access.BOTH, false))) {
            stage.account("juliet");
            isRefused(
                    entity(stage),
                    "<iq type='set' id='r4' from='entity.example.org' to='{juliet}'><query xmlns='jabber:iq:roster'/></iq>",
                    "bad-request");
        }
    }

    @Test
    @Spec(value = "XEP-0356 §4.4", says = "the server MUST send pushes for created, updated and deleted items")
    void entityIsPushedChanges() {
        try (Stage stage = PrivilegedStage.with(roster(Access.GET, true))) {
            Component entity = entity(stage);

            contact(stage, "Romeo");
            entity.receives("""
                    <iq type='set' from='{juliet}' to='entity.example.org' id='{any}'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}' name='Romeo' subscription='none'/></query>
                    </iq>""");
            contact(stage, "My Romeo");
            entity.receives("""
                    <iq type='set' from='{juliet}' to='entity.example.org' id='{any}'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}' name='My Romeo' subscription='none'/></query>
                    </iq>""");
            stage.client("juliet").sends("""
                    <iq type='set' id='rm'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}' subscription='remove'/></query>
                    </iq>""").receives("<iq type='result' id='rm'/>");
            entity.receives("""
                    <iq type='set' from='{juliet}' to='entity.example.org' id='{any}'>
                      <query xmlns='jabber:iq:roster'><item jid='{romeo}' subscription='remove'/></query>
                    </iq>""");
        }
    }

    @Test
    void whatNoClientSeesIsNotPushed() {
        try (Stage stage = PrivilegedStage.with(roster(Access.GET, true))) {
            Component entity = entity(stage);
            stage.service(Rosters.class)
                    .update(
                            stage.account("juliet"),
                            stage.account("romeo"),
                            contact -> contact.withFrom(false)
                                    .withRequest(Optional.of(Xml.parse("<presence type='subscribe'/>"))));
            entity.receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §4.1", says = "where push is false, or the type is set, pushes MUST NOT be sent")
    void entityIsNotPushedWhatItDoesNotWant() {
        for (Grant grant : List.of(roster(Access.BOTH, false), roster(Access.SET, true))) {
            try (Stage stage = PrivilegedStage.with(grant)) {
                Component entity = entity(stage);
                contact(stage, "Romeo");
                entity.receivesNothing();
            }
        }
    }
}
