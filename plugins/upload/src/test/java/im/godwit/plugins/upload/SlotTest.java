package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        services =
                @XmppTest.Service(
                        name = "upload",
                        plugins = {DiscoPlugin.class, UploadPlugin.class}),
        plugins = DiscoPlugin.class)
class SlotTest {
    private Stage stage;
    private Actor juliet;

    @BeforeEach
    void enter(Stage opened) {
        stage = opened;
        juliet = stage.client("juliet");
    }

    @Test
    @Spec(value = "XEP-0363 §3", says = "a server lists its upload service, which says what it takes")
    void theServiceIsFoundAndSaysWhatItTakes() {
        juliet.sends(
                "<iq type='get' to='example.org' id='d1'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        juliet.receives("""
                <iq type='result' id='d1'>
                  <query xmlns='http://jabber.org/protocol/disco#items'><item jid='upload.example.org'/></query>
                </iq>""");
        juliet.sends(
                "<iq type='get' to='upload.example.org' id='d2'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        juliet.receives("""
                <iq type='result' id='d2'>
                  <query xmlns='http://jabber.org/protocol/disco#info'>
                    <identity category='store' type='file' name='HTTP File Upload'/>
                    <feature var='http://jabber.org/protocol/disco#info'/>
                    <feature var='http://jabber.org/protocol/disco#items'/>
                    <feature var='http://jabber.org/protocol/rsm'/>
                    <feature var='urn:xmpp:http:upload:0'/>
                    <feature var='urn:xmpp:http:upload:purpose:0#ephemeral'/>
                    <feature var='urn:xmpp:http:upload:purpose:0#message'/>
                    <feature var='urn:xmpp:http:upload:purpose:0#profile'/>
                    <x type='result' xmlns='jabber:x:data'>
                      <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:http:upload:0</value></field>
                      <field var='max-file-size'><value>104857600</value></field>
                    </x>
                  </query>
                </iq>""");
    }

    @Test
    @Spec(value = "XEP-0363 §4", says = "the name stays, and what is not ASCII is percent-encoded")
    void aSlotHasTwoAddressesThatNobodyGuesses() {
        Slot slot = Slot.of(stage, juliet, "filename='très cool.jpg' size='23456' content-type='image/jpeg'");

        assertThat(slot.get().toString())
                .matches("https://example.org/upload/upload.example.org/[0-9a-f]{40}/tr%C3%A8s%20cool.jpg");
        assertThat(slot.put().toString()).startsWith(slot.get().toString()).matches(".*\\?token=[0-9a-f]{40}");
        assertThat(Slot.of(stage, juliet, "filename='a' size='1'").get()).isNotEqualTo(slot.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size='1'",
                "filename='' size='1'",
                "filename='a'",
                "filename='a' size='0'",
                "filename='a' size='-1'",
                "filename='a' size='many'",
                "filename='a' size='1' content-type='text'"
            })
    @Spec(value = "XEP-0363 §12", says = "filename and size are required, a size is positive")
    void aRequestThatMakesNoSenseIsRefused(String attributes) {
        juliet.sends(Slot.request(attributes, ""));
        juliet.receives(error("modify", "bad-request", ""));
    }

    @Test
    @Spec(value = "XEP-0363 §5.3", says = "ephemeral has an attribute expire-before, a DateTime")
    void anEphemeralFileNeedsAnEnd() {
        for (String end : new String[] {"", "expire-before='soon'", "expire-before='2001-01-01T00:00:00Z'"}) {
            juliet.sends(Slot.request(
                    "filename='a' size='1'", "<ephemeral xmlns='urn:xmpp:http:upload:purpose:0' " + end + "/>"));
            juliet.receives(error("modify", "bad-request", ""));
        }
    }

    @Test
    @Spec(value = "XEP-0363 §6", says = "a file that is too large is refused with the maximum file size")
    void aFileThatIsTooLargeIsRefusedWithTheLargestSize() {
        juliet.sends(Slot.request("filename='a' size='104857601'", ""));
        juliet.receives(
                error(
                        "modify",
                        "not-acceptable",
                        "<file-too-large xmlns='urn:xmpp:http:upload:0'><max-file-size>104857600</max-file-size></file-too-large>"));
        juliet.sends(Slot.request("filename='a' size='2097153'", "<profile xmlns='urn:xmpp:http:upload:purpose:0'/>"));
        juliet.receives(
                error(
                        "modify",
                        "not-acceptable",
                        "<file-too-large xmlns='urn:xmpp:http:upload:0'><max-file-size>2097152</max-file-size></file-too-large>"));
    }

    @Test
    @Spec(value = "XEP-0363 §6", says = "who may not upload is refused with forbidden")
    void nobodyElseUploadsHere() {
        try (Stage other = Stage.builder()
                .plugins(List.of(new DiscoPlugin()))
                .service("upload", List.of(new UploadPlugin()))
                .component("elsewhere")
                .build()) {
            var stranger = other.component("elsewhere").connects();
            stranger.sends("<iq type='get' from='romeo@elsewhere.example.org' to='upload.example.org' id='s'>"
                    + "<request xmlns='urn:xmpp:http:upload:0' filename='a' size='1'/></iq>");
            stranger.receives("""
                    <iq type='error' id='s' from='upload.example.org' to='romeo@elsewhere.example.org'>
                      <error type='auth'>
                        <forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </iq>""");
        }
    }

    @Test
    void onlySoManySlotsWait() {
        for (int i = 0; i < 20; i++) {
            Slot.of(stage, juliet, "filename='a' size='1'");
        }
        juliet.sends(Slot.request("filename='a' size='1'", ""));
        juliet.receives(error("wait", "resource-constraint", "<retry xmlns='urn:xmpp:http:upload:0' stamp='{any}'/>"));

        stage.clock().advance(Duration.ofMinutes(5));
        Slot.of(stage, juliet, "filename='a' size='1'");
    }

    static String error(String type, String condition, String detail) {
        return """
                <iq type='error' id='s' from='upload.example.org'>
                  <error type='%s'>
                    <%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                    <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                    %s
                  </error>
                </iq>""".formatted(type, condition, detail);
    }
}
