package im.godwit.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The chat page: a few static files from the class path, kept in memory. A path is looked up among the files that were
 * there at the start, so that no path can lead anywhere else.
 */
final class ChatPage {
    /** Only what the page itself brings may run, and no other page may frame it. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private record StaticFile(String type, byte[] content, String tag, String caching) {}

    private final Map<String, StaticFile> files = new TreeMap<>();

    private static final String FOLDER = "im/godwit/gateway/page";

    /** Loads the files of the class path's folder {@code im/godwit/gateway/page}; none where it was not built. */
    static ChatPage fromClassPath() {
        return Optional.ofNullable(ChatPage.class.getResource("page/index.html"))
                .map(ChatPage::from)
                .orElseGet(ChatPage::new);
    }

    /** Loads the files that stand beside an index, in a folder or in the same folder of a jar. */
    static ChatPage from(URL index) {
        ChatPage page = new ChatPage();
        try {
            if (index.openConnection() instanceof JarURLConnection jar) {
                try (FileSystem files =
                        FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
                    page.load(files.getPath(FOLDER));
                }
            } else {
                page.load(Path.of(index.toURI()).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // a class loader gave it
        }
        return page;
    }

    private void load(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put("/" + name, read(name, Files.readAllBytes(path)));
            }
        }
        files.put("/", files.get("/index.html"));
    }

    private static StaticFile read(String name, byte[] content) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        // the build puts a hash of the content into the names of this folder
        String caching = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        return new StaticFile(type, content, '"' + hash(content) + '"', caching);
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /** Answers with one of the files; a GET or HEAD request. */
    void handle(String path, Request request, Response response, Callback callback) {
        StaticFile file = files.get(path);
        response.getHeaders().put(HttpHeader.ETAG, file.tag());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, file.caching());
        response.getHeaders().put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        // RFC 9110 §13.1.2
        if (request.getHeaders().getCSV(HttpHeader.IF_NONE_MATCH, true).stream()
                .anyMatch(tag -> tag.equals("*") || tag.equals(file.tag()))) {
            response.setStatus(304);
            callback.succeeded();
            return;
        }
        PlainAnswer.typed(response, callback, 200, file.type(), file.content());
    }
}
