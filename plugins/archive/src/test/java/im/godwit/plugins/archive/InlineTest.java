package im.godwit.plugins.archive;

import static im.godwit.plugins.archive.Archiving.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.Mam;
import im.godwit.plugins.offline.OfflinePlugin;
import im.godwit.plugins.presence.PresencePlugin;
import im.godwit.plugins.roster.RosterPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.Wire;
import im.godwit.testkit.XmppTest;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = {RosterPlugin.class, PresencePlugin.class, OfflinePlugin.class, ArchivePlugin.class})
class InlineTest {
    private static final Name BOUND = new Name("urn:xmpp:bind:0", "bound");

    private static Wire binds(Stage stage) {
        return stage.wire("juliet", "<bind xmlns='urn:xmpp:bind:0'/>");
    }

    private static Element metadata(Wire juliet) {
        return juliet.receives()
                .child(BOUND)
                .flatMap(bound -> bound.child(Mam.METADATA))
                .orElseThrow();
    }

    private static void says(Stage stage, String body) {
        stage.client("romeo")
                .sends("<message to='{juliet}' type='chat'><body>%s</body></message>".formatted(body))
                .receivesNothing();
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "who binds is told the ends of the archive")
    void endsOfTheArchiveAreTold(Stage stage) {
        stage.account("juliet");
        says(stage, "first");
        says(stage, "last");

        Element metadata = metadata(binds(stage));

        List<String> ids = query(stage.client("juliet/other"), "").ids();
        assertThat(metadata.child("start").orElseThrow().attribute("id")).contains(ids.getFirst());
        assertThat(metadata.child("end").orElseThrow().attribute("id")).contains(ids.getLast());
        assertThat(metadata.child("end").orElseThrow().attribute("timestamp")).isPresent();
    }

    @Test
    @Spec(value = "XEP-0313 §5", says = "the metadata of an empty archive are empty")
    void emptyArchiveIsTold(Stage stage) {
        assertThat(metadata(binds(stage)).elements()).isEmpty();
    }

    @Test
    @Spec(value = "XEP-0386 §4", says = "messages that wait are cleared where the archive provides them")
    void whatIsInTheArchiveIsNotDeliveredToo(Stage stage) {
        stage.account("juliet");
        says(stage, "archived");
        Wire juliet = binds(stage);
        assertThat(metadata(juliet).child("end")).isPresent();
        juliet.receives(); // the features

        juliet.sends("<presence/>");

        assertThat(juliet.receives().local()).isEqualTo("presence");
        juliet.receivesNothing();
        stage.client("juliet/other").sends("<presence/>").ignoresAll().receivesNothing();
        assertThat(query(stage.client("juliet/third"), "").bodies()).containsExactly("archived");
    }

    @Test
    void whatIsInNoArchiveIsDelivered(Stage stage) {
        Actor before = stage.client("juliet/before");
        before.sends("<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='never'/></iq>");
        before.receives();
        says(stage, "nowhere else");
        Wire juliet = binds(stage);
        assertThat(metadata(juliet).elements()).isEmpty();
        juliet.receives(); // the features

        juliet.sends("<presence/>");

        assertThat(juliet.receives().local()).isEqualTo("presence");
        assertThat(ElementWriter.toText(juliet.receives(), "")).contains("nowhere else");
    }
}
