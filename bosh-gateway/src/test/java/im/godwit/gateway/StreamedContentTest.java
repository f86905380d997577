package im.godwit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.ContentReceiver;
import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRoute;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Content that goes through a route of a plugin without being in memory. */
class StreamedContentTest {
    @TempDir
    Path folder;

    private GatewayStand stand;

    private void serve(HttpHandler handler) {
        try {
            stand = GatewayStand.with(
                    new Offers(List.of(HttpRoute.receiving("/files", handler)), Offers.NONE.passwords()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private Path file(String content) throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, content);
        return file;
    }

    private void serveFile(String content) throws IOException {
        Path file = file(content);
        serve(request -> new HttpAnswer.Stored(file, Map.of("ETag", "\"1\"", "Content-Type", "image/png")));
    }

    private Reply get(String... headers) {
        return GatewayStand.await(
                stand.send(stand.request("/files/a").headers(headers).build()));
    }

    @Test
    void aFileComesWhole() throws IOException {
        serveFile("x".repeat(1_000_000));

        Reply reply = get("X-None", "1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).hasSize(1_000_000);
        assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(reply.header("Content-Type")).isEqualTo("image/png");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    }

    /** RFC 9110 §14.1.2. */
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, 0, bytes 0-0/10",
        "bytes=2-4, 206, 234, bytes 2-4/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=8-99, 206, 89, bytes 8-9/10",
        "bytes=10-, 416, '', bytes */10",
        "'bytes=0-1,4-5', 200, 0123456789, ''",
        "lines=0-1, 200, 0123456789, ''"
    })
    void aRangeComesAlone(String range, int status, String content, String contentRange) throws IOException {
        serveFile("0123456789");

        Reply reply = get("Range", range);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).isEqualTo(content);
        assertThat(reply.header("Content-Range")).isEqualTo(contentRange);
    }

    /** RFC 9110 §13.1.5. */
    @Test
    void aRangeOfAnotherFileIsNotMixedIn() throws IOException {
        serveFile("0123456789");

        assertThat(get("Range", "bytes=0-1", "If-Range", "\"1\"").status()).isEqualTo(206);
        assertThat(get("Range", "bytes=0-1", "If-Range", "\"2\"").status()).isEqualTo(200);
    }

    @Test
    void whoHasTheFileIsToldSo() throws IOException {
        serveFile("0123456789");

        Reply reply = get("If-None-Match", "\"1\"");
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void headTellsTheLengthAlone() throws IOException {
        serveFile("0123456789");

        Reply reply = GatewayStand.await(stand.send(stand.request("/files/a")
                .method("HEAD", BodyPublishers.noBody())
                .build()));
        assertThat(reply.header("Content-Length")).isEqualTo("10");
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsNotFound() {
        serve(request -> new HttpAnswer.Stored(folder.resolve("none"), Map.of("ETag", "\"1\"")));

        assertThat(get("X-None", "1").status()).isEqualTo(404);
    }

    @Test
    void contentIsTakenAsItComes() {
        serve(request -> new HttpAnswer.Receive(content -> {
            long bytes = 0;
            byte[] buffer = new byte[1000];
            int read;
            while ((read = content.read(buffer)) >= 0) {
                bytes += read;
            }
            return HttpAnswer.of(
                    201, "text/plain", request.header("content-length").orElseThrow() + " " + bytes);
        }));

        Reply reply = put(new byte[5_000_000]);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo("5000000 5000000");
    }

    private Reply put(byte[] content) {
        HttpRequest request = stand.request("/files/a")
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        return GatewayStand.await(stand.send(request));
    }

    @Test
    void contentThatNobodyWantsIsThrownAway() {
        serve(request -> HttpAnswer.empty(403));

        assertThat(put(new byte[3_000_000]).status()).isEqualTo(403);
        assertThat(put(new byte[10]).status()).isEqualTo(403);
    }

    @Test
    void whatTakesTheContentLearnsThatItBrokeOff() throws Exception {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        serve(request -> new HttpAnswer.Receive(reading(ends)));

        try (Socket client = new Socket("127.0.0.1", stand.port())) {
            begin(client);
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
        }

        assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("broken");
    }

    @Test
    void contentMayNotTakeForEver() throws Exception {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        serve(request -> new HttpAnswer.Receive(reading(ends)));

        try (Socket client = new Socket("127.0.0.1", stand.port())) {
            begin(client);
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
            stand.timers().advance(Duration.ofMinutes(2));
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("broken");
        }
    }

    private static ContentReceiver reading(BlockingQueue<String> ends) {
        return content -> {
            content.read();
            ends.add("begun");
            try {
                content.readAllBytes();
            } catch (IOException broken) {
                ends.add("broken");
                throw broken;
            }
            ends.add("whole");
            return HttpAnswer.empty(201);
        };
    }

    private static void begin(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write("PUT /files/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
