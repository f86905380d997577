package im.godwit.plugins.privileges;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.blocking.BlockingPlugin;
import im.godwit.plugins.carbons.CarbonsPlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.privatexml.PrivateXmlPlugin;
import im.godwit.plugins.privileges.Grant.Messages;
import im.godwit.plugins.privileges.Grant.Seen;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Component;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.List;
import java.util.Map;

/** Stages with a component {@code entity} that has privileges, and a component {@code other} that has none. */
final class PrivilegedStage {
    static final Grant NOTHING = Grant.DEFAULTS;

    private PrivilegedStage() {}

    static Grant roster(Access access, boolean push) {
        return new Grant(List.of(), access, push, Messages.NONE, Map.of(), Seen.NONE);
    }

    static Grant messages() {
        return new Grant(List.of(), Access.NONE, true, Messages.OUTGOING, Map.of(), Seen.NONE);
    }

    static Grant iq(String namespace, Access access) {
        return new Grant(List.of(), Access.NONE, true, Messages.NONE, Map.of(namespace, access), Seen.NONE);
    }

    static Grant presence(Seen seen) {
        Access roster = seen == Seen.ROSTER ? Access.GET : Access.NONE;
        return new Grant(List.of(), roster, false, Messages.NONE, Map.of(), seen);
    }

    static Stage with(Grant grant) {
        return Stage.builder()
                .plugins(List.of(
                        new RosterPlugin(),
                        new PresencePlugin(),
                        new BlockingPlugin(),
                        new CarbonsPlugin(),
                        new PrivateXmlPlugin(),
                        new PrivilegesPlugin()))
                .component("entity")
                .component("other")
                .options("privileges", new PrivilegesOptions(Map.of("entity.example.org", grant)))
                .build();
    }

    /** Sends what is to be answered with an error of this condition. */
    static void isRefused(Component who, String stanza, String condition) {
        Element answer = who.sends(stanza).receives();
        assertThat(answer.attribute("type")).contains("error");
        assertThat(answer.child("error")
                        .orElseThrow()
                        .firstChild()
                        .orElseThrow()
                        .name())
                .isEqualTo(new Name(Namespaces.STANZA_ERRORS, condition));
    }

    /** The component with privileges, connected; what it was told of them is read. */
    static Component entity(Stage stage) {
        Component entity = stage.component("entity").connects();
        entity.receives();
        return entity;
    }
}
