package im.godwit.plugins.time;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@XmppTest(plugins = TimePlugin.class)
class TimeTest {
    @Test
    @Spec(value = "XEP-0202 §3", says = "utc is the time in UTC by XEP-0082, tzo the numeric offset")
    void serverTellsTheTime(Stage stage) {
        Actor romeo = stage.client("romeo");
        stage.clock().advance(Duration.ofMillis(1500));

        romeo.sends("<iq type='get' id='t1' to='example.org'><time xmlns='urn:xmpp:time'/></iq>");

        romeo.receives("""
                <iq type='result' id='t1' from='example.org'>
                  <time xmlns='urn:xmpp:time'><tzo>{any}</tzo><utc>2026-03-01T12:00:01.500Z</utc></time>
                </iq>""");
    }
}
