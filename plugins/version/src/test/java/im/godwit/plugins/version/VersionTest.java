package im.godwit.plugins.version;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = VersionPlugin.class)
class VersionTest {
    private static final String QUESTION =
            "<iq type='get' id='v1' to='example.org'><query xmlns='jabber:iq:version'/></iq>";

    @Test
    @Spec(value = "XEP-0092 §3", says = "name and version are told")
    void serverTellsItsNameAndVersion(Stage stage) {
        Actor romeo = stage.client("romeo");

        romeo.sends(QUESTION);

        romeo.receives("""
                <iq type='result' id='v1' from='example.org'>
                  <query xmlns='jabber:iq:version'><name>Godwit</name><version>{any}</version></query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0092 §4", says = "the operating system is told where the operator wants it")
    void serverTellsItsSystemWhenAllowed() {
        try (Stage stage = Stage.builder()
                .plugins(List.of(new VersionPlugin()))
                .options("version", new VersionPlugin.Options(true))
                .build()) {
            Actor romeo = stage.client("romeo");

            romeo.sends(QUESTION);

            romeo.receives("""
                    <iq type='result' id='v1'>
                      <query xmlns='jabber:iq:version'>
                        <name>Godwit</name><version>{any}</version><os>{any}</os>
                      </query>
                    </iq>""");
        }
    }
}
