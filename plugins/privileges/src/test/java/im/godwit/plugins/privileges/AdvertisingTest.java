package im.godwit.plugins.privileges;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.plugins.privileges.Grant.Messages;
import im.godwit.plugins.privileges.Grant.Seen;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What entities are told of their privileges, and which privileges there cannot be. */
class AdvertisingTest {
    @Test
    @Spec(value = "XEP-0356 §4.2", says = "once it is authenticated, the server tells the entity its permissions")
    void entityIsToldWhatItMayDo() {
        Grant grant = new Grant(
                List.of(),
                Access.BOTH,
                true,
                Messages.OUTGOING,
                Map.of("http://jabber.org/protocol/pubsub", Access.SET, "urn:example:none", Access.NONE),
                Seen.ROSTER);
        try (Stage stage = PrivilegedStage.with(grant)) {
            stage.component("entity").connects().receives("""
                    <message from='example.org' to='entity.example.org' id='{any}'>
                      <privilege xmlns='urn:xmpp:privilege:2'>
                        <perm access='roster' type='both' push='true'/>
                        <perm access='message' type='outgoing'/>
                        <perm access='iq'>
                          <namespace ns='http://jabber.org/protocol/pubsub' type='set'/>
                        </perm>
                        <perm access='presence' type='roster'/>
                      </privilege>
                    </message>""");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Access.class,
            names = {"GET", "SET"})
    @Spec(value = "XEP-0356 §4.1", says = "pushes are for those who may get rosters only")
    void pushIsToldAsItIs(Access access) {
        try (Stage stage = PrivilegedStage.with(PrivilegedStage.roster(access, true))) {
            stage.component("entity").connects().receives("""
                    <message from='example.org'>
                      <privilege xmlns='urn:xmpp:privilege:2'>
                        <perm access='roster' type='%s' push='%s'/>
                      </privilege>
                    </message>""".formatted(access.text(), access == Access.GET));
        }
    }

    @Test
    void othersAreToldNothing() {
        try (Stage stage = PrivilegedStage.with(PrivilegedStage.messages())) {
            stage.component("other").connects().receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §4.1", says = "none is the usual default")
    void nothingIsGrantedByDefault() {
        try (Stage stage = PrivilegedStage.with(PrivilegedStage.NOTHING)) {
            stage.component("entity").connects().receivesNothing();
        }
    }

    @Test
    void privilegesEndAtTheirDomains() {
        Grant elsewhere =
                new Grant(List.of("example.net"), Access.GET, true, Messages.OUTGOING, Map.of(), Seen.MANAGED_ENTITY);
        try (Stage stage = PrivilegedStage.with(elsewhere)) {
            stage.component("entity").connects().receivesNothing();
        }
    }

    @Test
    @Spec(value = "XEP-0356 §7.4", says = "without read access to rosters, their presence MUST be rejected")
    void presenceOfRostersNeedsRosters() {
        assertThatThrownBy(() -> new Grant(List.of(), Access.SET, true, Messages.NONE, Map.of(), Seen.ROSTER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("presence = roster");
    }

    @Test
    void whatIsNoComponentRefusesTheStart() {
        assertThatThrownBy(() -> Stage.builder()
                        .plugins(List.of(new RosterPlugin(), new PrivilegesPlugin()))
                        .options(
                                "privileges",
                                new PrivilegesOptions(Map.of("entity.example.org", PrivilegedStage.messages())))
                        .build())
                .hasMessageContaining("components.secrets");
    }

    @Test
    void whatIsNoDomainIsRefused() {
        assertThatThrownBy(() -> new PrivilegesOptions(Map.of("a@example.org", Grant.DEFAULTS)))
                .hasMessageStartingWith("components has \"a@example.org\"");
        assertThatThrownBy(() -> new Grant(List.of("/"), Access.NONE, true, Messages.NONE, Map.of(), Seen.NONE))
                .hasMessageStartingWith("domains has");
    }
}
