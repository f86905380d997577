package im.godwit.gateway;

import static im.godwit.gateway.BoshClient.message;
import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0124 §5, §7: what content comes and goes in: media types, character sets, compression. */
class ContentTest {
    private static final Element LARGE = Element.of(
            new Name(Namespaces.CLIENT, "message"), "hello ".repeat(1000).strip());

    private GatewayStand stand;

    @BeforeEach
    void start() throws IOException {
        stand = GatewayStand.start();
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    private Reply post(String coding, byte[] content) {
        return await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofByteArray(content))
                .header("Content-Encoding", coding)
                .build()));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(byte[] content, boolean bare) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
                OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] creation() {
        return BoshClient.creation("wait='60' hold='1' ver='1.11'").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, text/xml; charset=utf-8",
        "text/xml; charset=utf-8, text/xml; charset=utf-8",
        "Application/XML;charset=\"UTF-8\", application/xml; charset=utf-8",
        "text/plain, text/plain; charset=utf-8",
    })
    void allAnswersHaveTheTypeThatTheClientAsksFor(String asked, String type) {
        BoshClient client = stand.client("wait='60' hold='1' ver='1.11' content='" + asked + "'");
        client.transport().send(message("m"));

        assertThat(client.creation().header("Content-Type")).isEqualTo(type);
        assertThat(await(client.send("")).header("Content-Type")).isEqualTo(type);
        assertThat(await(client.send(2000, "", "")).header("Content-Type")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xhtml+xml",
                "image/svg+xml",
                "text/xml; charset=utf-7",
                "text/javascript",
                "text/xml&#13;&#10;X-Injected: 1",
                "nonsense"
            })
    void aTypeThatABrowserWouldRunOrThatWeDoNotWriteIsNotGranted(String asked) {
        BoshClient client = stand.client("wait='60' hold='1' ver='1.11' content='" + asked + "'");

        assertThat(client.creation().header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(client.creation().header("X-Injected")).isEmpty();
    }

    @Test
    void anAnswerThatIsOpenedAsAPageRunsNothing() {
        Reply reply = stand.client("wait='60' hold='1' content='text/plain'").creation();

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    }

    @Test
    void compressedRequestsAreRead() throws IOException {
        assertThat(post("gzip", gzip(creation())).attribute("sid")).isNotEmpty();
        assertThat(post("X-GZip", gzip(creation())).attribute("sid")).isNotEmpty();
        assertThat(post("deflate", deflate(creation(), false)).attribute("sid")).isNotEmpty();
        assertThat(post("deflate", deflate(creation(), true)).attribute("sid")).isNotEmpty();
        assertThat(post("identity", creation()).attribute("sid")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "compress", "gzip, gzip", "gzip, deflate"})
    void otherCodingsAreRefusedWithThoseThatThereAre(String coding) {
        Reply reply = post(coding, creation());

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.header("Accept-Encoding")).isEqualTo("gzip,deflate");
    }

    @Test
    void aCompressionBombIsTooLargeAsSoonAsItPassesTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);

        assertThat(bomb.length).isLessThan(512 * 1024);
        assertThat(post("gzip", bomb).status()).isEqualTo(413);
        assertThat(post("deflate", deflate(new byte[64 * 1024 * 1024], true)).status())
                .isEqualTo(413);
    }

    @Test
    void theLimitBeforeLoginCountsTheExpandedBytes() throws IOException {
        BoshClient stranger = stand.client();
        String large = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + stranger.sid()
                + "'><message xmlns='jabber:client'>" + "x".repeat(70_000) + "</message></body>";

        assertThat(post("gzip", gzip(large.getBytes(StandardCharsets.UTF_8))).condition())
                .isEqualTo("policy-violation");
    }

    @Test
    void whatIsNotCompressedAsItSaysIsABadRequest() throws IOException {
        byte[] whole = gzip(creation());

        assertThat(post("gzip", creation()).condition()).isEqualTo("bad-request");
        assertThat(post("gzip", java.util.Arrays.copyOf(whole, whole.length - 9))
                        .condition())
                .isEqualTo("bad-request");
        assertThat(post("deflate", new byte[] {1, 2, 3}).condition()).isEqualTo("bad-request");
        assertThat(post("gzip", new byte[0]).condition()).isEqualTo("bad-request");
    }

    private Reply large(String acceptEncoding) {
        BoshClient client = stand.client();
        client.transport().send(LARGE);
        return await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString(
                        "<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='" + client.sid() + "'/>"))
                .header("Accept-Encoding", acceptEncoding)
                .build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br|gzip",
                "deflate|deflate",
                "gzip;q=0.1, deflate;q=0.5|deflate",
                "br;q=1, gzip|gzip"
            })
    void largeAnswersAreCompressedAsTheRequestPermits(String accepted, String coding) {
        Reply reply = large(accepted);

        assertThat(reply.header("Content-Encoding")).isEqualTo(coding);
        assertThat(reply.content().length).isLessThan(500);
        byte[] expanded = ContentCoding.named(coding)
                .orElseThrow()
                .expand(reply.content(), 100_000)
                .orElseThrow();
        assertThat(new Reply(200, reply.headers(), expanded).payload()).containsExactly(LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0"})
    void otherwiseTheyAreNot(String accepted) {
        Reply reply = large(accepted);

        assertThat(reply.header("Content-Encoding")).isEmpty();
        assertThat(reply.payload()).containsExactly(LARGE);
    }

    @Test
    void smallAnswersAreNotWorthIt() {
        Reply reply = await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofByteArray(creation()))
                .header("Accept-Encoding", "gzip")
                .build()));

        assertThat(reply.header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "text/xml; charset=iso-8859-1",
                "application/json",
                "nonsense"
            })
    void theTypeOfARequestDoesNotMatter(String type) {
        BoshClient client = stand.client();
        await(stand.send(stand.request("/http-bind")
                .POST(BodyPublishers.ofString("<body xmlns='http://jabber.org/protocol/httpbind' rid='1001' sid='"
                        + client.sid() + "' pause='60'><message xmlns='jabber:client' id='ü'/></body>"))
                .header("Content-Type", type)
                .build()));

        assertThat(client.stream().nextElement()).isEqualTo(message("ü"));
    }

    @Test
    void bytesThatAreNotUtf8AreABadRequest() {
        byte[] latin = "<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='ü' ver='1.11'/>"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(post("identity", latin).condition()).isEqualTo("bad-request");
    }
}
