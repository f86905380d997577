package im.godwit.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.godwit.it.GodwitServer;
import im.godwit.it.smack.Clients;
import im.godwit.it.smack.Way;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.chat2.ChatManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;

/** Runs the bots of the manual as they stand there: each prints what is published, and answers who writes to it. */
class BotManualTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PAGE = Path.of("../docs/bots.md");
    private static final String NODE = "/pubsub/pubsub.localhost/news";

    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeNode() throws Exception {
        server.addUser("juliet");
        assertThat(request("PUT", NODE, "")).isEqualTo(201);
    }

    private static int request(String method, String path, String json) throws Exception {
        String login = "juliet:" + GodwitServer.PASSWORD;
        HttpRequest request = HttpRequest.newBuilder(server.url(path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /** The program of a language, with the ports of this server. */
    private static String program(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("a program in %s", language).isTrue();
        return block.group(1)
                .replace("5222", String.valueOf(server.ports().starttls()))
                .replace("5223", String.valueOf(server.ports().directTls()))
                .replace("5280", String.valueOf(server.ports().http()));
    }

    private static String certificate() {
        return server.certificate().toAbsolutePath().toString();
    }

    @Test
    void java() throws Exception {
        Path file = Files.writeString(folder.resolve("Bot.java"), program("java"));
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        server.addUser("java-bot");

        works(
                "java-bot",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                file.toString(),
                "java-bot",
                GodwitServer.PASSWORD,
                certificate());
    }

    @Test
    void javaScript() throws Exception {
        // beside the folder in which npm put the library
        Path file = Files.createDirectories(Path.of("clients/target")).resolve("bot.mjs");
        Files.writeString(file, program("javascript"));
        server.addUser("js-bot");

        works(
                "js-bot",
                "env",
                "NODE_EXTRA_CA_CERTS=" + certificate(),
                "node",
                file.toString(),
                "js-bot",
                GodwitServer.PASSWORD);
    }

    @Test
    void python() throws Exception {
        Path file = Files.writeString(folder.resolve("bot.py"), program("python"));
        String jid = server.addUser("py-bot");

        works("py-bot", "/usr/bin/python3", file.toString(), jid, GodwitServer.PASSWORD, certificate());
    }

    @Test
    void curl() throws Exception {
        try (Program follower = new Program(new ProcessBuilder("sh", "-c", program("sh")))) {
            await().atMost(PATIENCE).until(() -> {
                request("POST", NODE + "/items", "{\"headline\": \"by curl\"}");
                return follower.printed("by curl");
            });
        }
    }

    private void works(String name, String... command) throws Exception {
        try (Program bot = new Program(new ProcessBuilder(command))) {
            await().atMost(PATIENCE).until(() -> bot.printed("ready"));

            String headline = "for " + name;
            assertThat(request("POST", NODE + "/items", "{\"headline\": \"" + headline + "\"}"))
                    .isEqualTo(201);
            await().atMost(PATIENCE).until(() -> bot.printed(headline));

            BlockingQueue<String> answers = new LinkedBlockingQueue<>();
            ChatManager chats = ChatManager.getInstanceFor(clients.login(Way.TCP, "juliet"));
            chats.addIncomingListener((from, message, chat) -> answers.add(message.getBody()));
            chats.chatWith(JidCreate.entityBareFrom(name + "@" + GodwitServer.DOMAIN))
                    .send("ping");
            assertThat(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("pong");
        }
    }
}
