package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.core.transport.AddressCounts;
import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.ParseLimits;
import im.godwit.plugin.Peer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the requests are answered that are open when a session ends. */
class EndOrderTest {
    private static final String ATTRIBUTES = "xmlns='http://jabber.org/protocol/httpbind' ";

    private final BoshService service = new BoshService(
            BoshOptions.defaults(),
            new ManualTimers(),
            transport -> new ScriptedStream(transport, true),
            new AddressCounts(10, 10));
    private final List<String> answers = new ArrayList<>();

    private void receive(String name, String attributes) throws Exception {
        byte[] document = ("<body " + ATTRIBUTES + attributes + "/>").getBytes(StandardCharsets.UTF_8);
        BoshBody body = BoshBody.of(new DocumentParser(ParseLimits.UNAUTHENTICATED).parse(document), document.length);
        service.receive(body, new Peer(InetAddress.getLoopbackAddress(), true), new Exchange() {
            @Override
            public void answer(int status, ContentType type, byte[] answer) {
                answers.add(name + " " + new String(answer, StandardCharsets.UTF_8));
            }

            @Override
            public void drop() {
                answers.add(name + " dropped");
            }
        });
    }

    /** A client that hears of the end closes its connections, and must have read the others' answers by then. */
    @Test
    void theEndIsToldLast() throws Exception {
        receive("creation", "rid='1' to='example.com' wait='60' hold='1' ver='1.11'");
        String sid = answers.removeFirst().replaceFirst("(?s).* sid='([^']*)'.*", "$1");
        receive("oldest", "rid='2' sid='" + sid + "'");
        receive("terminating", "rid='3' sid='" + sid + "' type='terminate'");

        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst()).startsWith("terminating ").doesNotContain("type=");
        assertThat(answers.getLast()).startsWith("oldest ").contains("type='terminate'");
    }
}
