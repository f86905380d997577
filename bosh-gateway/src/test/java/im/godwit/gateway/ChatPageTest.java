package im.godwit.gateway;

import static im.godwit.gateway.GatewayStand.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat page as browsers get it. */
class ChatPageTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        write(folder);
        Files.writeString(folder.resolveSibling(folder.getFileName() + "-secret"), "secret");
    }

    private static void write(Path page) throws IOException {
        Files.createDirectories(page.resolve("assets"));
        Files.writeString(page.resolve("index.html"), "<!doctype html><p>hello");
        Files.writeString(page.resolve("assets/main-1a2b.js"), "start()");
    }

    private GatewayStand stand() throws IOException {
        return GatewayStand.with(
                ChatPage.from(folder.resolve("index.html").toUri().toURL()));
    }

    @Test
    void theIndexIsAtTheRootAndNothingFromElsewhereMayRunInIt() throws IOException {
        try (GatewayStand stand = stand()) {
            Reply reply = stand.get("/");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("<!doctype html><p>hello");
            assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void filesWithAHashInTheirNameAreKeptForEver() throws IOException {
        try (GatewayStand stand = stand()) {
            Reply reply = stand.get("/assets/main-1a2b.js");

            assertThat(reply.text()).isEqualTo("start()");
            assertThat(reply.header("Content-Type")).startsWith("text/javascript");
            assertThat(reply.header("Cache-Control")).contains("immutable");
        }
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws IOException {
        try (GatewayStand stand = stand()) {
            String tag = stand.get("/").header("ETag");
            Reply again = await(
                    stand.send(stand.request("/").header("If-None-Match", tag).build()));

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.content()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
        }
    }

    @Test
    void aHeadRequestGetsTheHeadersOnly() throws IOException {
        try (GatewayStand stand = stand()) {
            Reply reply = await(stand.send(stand.request("/").HEAD().build()));

            assertThat(reply.header("Content-Length")).isEqualTo("23");
            assertThat(reply.content()).isEmpty();
        }
    }

    @Test
    void nothingOutsideTheFolderCanBeRead() throws IOException {
        String secret = folder.getFileName() + "-secret";
        try (GatewayStand stand = stand()) {
            for (String path :
                    new String[] {"/%2e%2e/" + secret, "/..%2f" + secret, "/assets/%2e%2e/%2e%2e/" + secret}) {
                assertThat(stand.get(path).text()).doesNotContain("secret");
            }
        }
    }

    @Test
    void thePageIsReadFromAJarToo() throws IOException {
        Path jar = folder.resolve("page.jar");
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            write(files.getPath("im/godwit/gateway/page"));
        }
        URI index = URI.create("jar:" + jar.toUri() + "!/im/godwit/gateway/page/index.html");

        try (GatewayStand stand = GatewayStand.with(ChatPage.from(index.toURL()))) {
            assertThat(stand.get("/").text()).contains("hello");
            assertThat(stand.get("/assets/main-1a2b.js").text()).isEqualTo("start()");
        }
    }
}
