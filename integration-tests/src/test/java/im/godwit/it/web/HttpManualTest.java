package im.godwit.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import im.godwit.it.smack.Clients;
import im.godwit.it.smack.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** Runs each example of the pages about HTTP, in order, and compares its answer with the one that the page shows. */
class HttpManualTest {
    private static final Path PAGES = Path.of("../docs");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n(.*?)\\n```\\n```text\\n(.*?)\\n```", Pattern.DOTALL);

    @RegisterExtension
    static final GodwitServer server = new GodwitServer();

    @RegisterExtension
    final Clients clients = new Clients(server);

    @TempDir
    private Path folder;

    private record Example(String command, String answer) {}

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1), matcher.group(2)));
        }
        return examples;
    }

    @BeforeAll
    static void addUser() {
        server.addUser("juliet");
    }

    @Test
    void whatIsSaidOfNodesIsTrue() throws Exception {
        runAll("http.md", 11);
    }

    @Test
    void whatIsSaidOfFilesIsTrue() throws Exception {
        HttpFileUploadManager files = HttpFileUploadManager.getInstanceFor(clients.login(Way.TCP, "juliet"));
        files.discoverUploadService();
        String put =
                files.requestSlot("cat.svg", 64, "image/svg+xml").getPutUrl().toString();
        String slot = put.replaceFirst(".*/([^/]+)/cat\\.svg\\?token=.*", "$1");
        String token = put.replaceFirst(".*token=", "");

        runAll("upload.md", 4, command -> command.replace("SLOT", slot).replace("TOKEN", token));
    }

    @Test
    void whatIsSaidOfInvitationsIsTrue() throws Exception {
        runAll("invitations.md", 1);
    }

    @Test
    void whatIsSaidOfRoomsIsTrue() throws Exception {
        server.addUser("capulet");
        MultiUserChat room = MultiUserChatManager.getInstanceFor(clients.login(Way.TCP, "capulet"))
                .getMultiUserChat(JidCreate.entityBareFrom("balcony@conference." + GodwitServer.DOMAIN));
        room.create(Resourcepart.from("Juliet"));
        FillableForm form = room.getConfigurationForm().getFillableForm();
        form.setAnswer("muc#roomconfig_roomname", "The Balcony");
        form.setAnswer("x-muc#roomconfig_webview", true);
        room.sendConfigurationForm(form);
        CountDownLatch heard = new CountDownLatch(2);
        room.addMessageListener(message -> {
            if (message.getBody() != null) {
                heard.countDown();
            }
        });
        room.sendMessage("Good night, good night!");
        room.sendMessage("Parting is such sweet sorrow.");
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();

        runAll("rooms.md", 6);
    }

    private void runAll(String name, int least) throws IOException, InterruptedException {
        runAll(name, least, UnaryOperator.identity());
    }

    /** @param filledIn what stands for what only the server could say */
    private void runAll(String name, int least, UnaryOperator<String> filledIn)
            throws IOException, InterruptedException {
        String page = Files.readString(PAGES.resolve(name));
        List<Example> examples = examples(page);
        assertThat(examples).as("examples of %s", name).hasSizeGreaterThanOrEqualTo(least);
        assertThat(page.lines().filter(line -> line.startsWith("curl ")))
                .as("each has its answer")
                .hasSameSizeAs(examples);

        for (Example example : examples) {
            assertThat(run(filledIn.apply(example.command())))
                    .as(example.command())
                    .matches(pattern(example.answer()));
        }
    }

    /** What the page shows, with anything in place of an ellipsis. */
    private static Pattern pattern(String answer) {
        String pattern =
                Arrays.stream(answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*?"));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** The status and the content. */
    private String run(String command) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".curlrc"), "silent\nwrite-out = \"\\n%{http_code}\"\n");
        String real = command.replace(":5280/", ":" + server.ports().http() + "/")
                .replace("juliet:password", "'juliet:" + GodwitServer.PASSWORD + "'");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", real);
        shell.environment().put("CURL_HOME", folder.toString());
        shell.environment().put("no_proxy", "localhost");
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        int status = output.lastIndexOf('\n');
        return (output.substring(status + 1) + " " + output.substring(0, status)).strip();
    }
}
