package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.http.HttpAnswer;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(services = @XmppTest.Service(name = "upload", plugins = UploadPlugin.class))
class FileRouteTest {
    private static final String HELLO = "filename='hello.txt' size='5'";

    private Stage stage;
    private Actor juliet;

    @BeforeEach
    void enter(Stage opened) {
        stage = opened;
        juliet = stage.client("juliet");
    }

    @Test
    @Spec(value = "XEP-0363 §7", says = "201 means that the file is there to be got")
    void whatWasPutIsThere() {
        Slot slot = Slot.of(stage, juliet, "filename='cat.png' size='5' content-type='image/png'");
        assertThat(slot.missing()).isEqualTo(404);

        assertThat(slot.puts("meow!", "image/png").status()).isEqualTo(201);

        HttpAnswer.Stored found = slot.found();
        assertThat(found.path()).hasContent("meow!");
        assertThat(found.headers())
                .containsEntry("Content-Type", "image/png")
                .containsEntry("Content-Disposition", "inline; filename*=UTF-8''cat.png")
                .containsKey("ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "text/javascript", "application/xhtml+xml", "text/css"})
    void whatCouldRunIsOnlySaved(String type) {
        Slot slot = Slot.of(stage, juliet, "filename='page.html' size='5' content-type='" + type + "'");
        slot.puts("<!-->", type);

        assertThat(slot.found().headers())
                .containsEntry("Content-Type", "application/octet-stream")
                .containsEntry("Content-Disposition", "attachment; filename*=UTF-8''page.html")
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    @Test
    void anAddressIsUsedOnce() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        slot.puts("first", "text/plain");

        assertThat(slot.puts("again", "text/plain").status()).isEqualTo(409);
        assertThat(slot.found().path()).hasContent("first");
    }

    @Test
    void whoKnowsOnlyWhereToGetItPutsNothing() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        Slot reader = new Slot(stage, slot.get(), slot.get());
        Slot guesser = new Slot(stage, URI.create(slot.get() + "?token=0123"), slot.get());

        assertThat(reader.puts("hello", "text/plain").status()).isEqualTo(403);
        assertThat(guesser.puts("hello", "text/plain").status()).isEqualTo(403);
        assertThat(slot.puts("hello", "text/plain").status()).isEqualTo(201);
    }

    @Test
    @Spec(value = "XEP-0363 §8", says = "a PUT URL is good for a while")
    void anAddressIsGoodForAWhile() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        stage.clock().advance(Duration.ofMinutes(5));

        assertThat(slot.puts("hello", "text/plain").status()).isEqualTo(410);
    }

    @Test
    @Spec(value = "XEP-0363 §7", says = "a Content-Length other than the slot's is rejected")
    void anotherLengthIsRejected() {
        Slot slot = Slot.of(stage, juliet, HELLO);

        assertThat(slot.puts("hello, world", "text/plain").status()).isEqualTo(400);
        assertThat(slot.puts(Map.of(), InputStream.nullInputStream()).status()).isEqualTo(411);
        assertThat(slot.puts("hello", "text/plain").status()).isEqualTo(201);
    }

    @Test
    @Spec(value = "XEP-0363 §7", says = "a Content-Type other than the slot's is rejected")
    void anotherTypeIsRejected() {
        Slot slot = Slot.of(stage, juliet, HELLO + " content-type='text/plain'");

        assertThat(slot.puts("hello", "text/html").status()).isEqualTo(415);
        assertThat(slot.puts("hello", "Text/Plain; charset=utf-8").status()).isEqualTo(201);
    }

    @Test
    void nothingStaysOfAnUploadThatBreaksOff() throws IOException {
        Slot slot = Slot.of(stage, juliet, HELLO);
        Map<String, String> headers = Map.of("content-length", "5");

        assertThatThrownBy(() -> slot.puts(headers, new ByteArrayInputStream(new byte[3])))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(slot.missing()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @Test
    void moreThanWasAnnouncedIsNotKept() throws IOException {
        Slot slot = Slot.of(stage, juliet, HELLO);

        assertThatThrownBy(() -> slot.puts(Map.of("content-length", "5"), new ByteArrayInputStream(new byte[6])))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void filesGoWithTheirAccount() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        slot.puts("hello", "text/plain");
        Path file = slot.found().path();

        stage.service(Accounts.class).delete(stage.account("juliet"));

        assertThat(slot.missing()).isEqualTo(404);
        assertThat(file).doesNotExist();
    }

    @Test
    void oldFilesAreNotShownAnyMore() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        slot.puts("hello", "text/plain");

        stage.clock().advance(Duration.ofDays(30).minusSeconds(1));
        slot.found();
        stage.clock().advance(Duration.ofSeconds(1));
        assertThat(slot.missing()).isEqualTo(404);
    }

    @Test
    @Spec(value = "XEP-0363 §5.3", says = "a file is not available after the time in expire-before")
    void anEphemeralFileGoesWhenItsSenderSays() {
        String end = stage.clock().instant().plus(Duration.ofHours(1)).toString();
        Slot slot = Slot.of(
                stage,
                juliet,
                HELLO,
                "<ephemeral xmlns='urn:xmpp:http:upload:purpose:0' expire-before='" + end + "'/>");
        slot.puts("hello", "text/plain");

        slot.found();
        stage.clock().advance(Duration.ofHours(1));
        assertThat(slot.missing()).isEqualTo(404);
    }

    @Test
    @Spec(value = "XEP-0363 §5.2", says = "files of profiles are kept longer")
    void aProfileStays() {
        Slot slot = Slot.of(stage, juliet, HELLO, "<profile xmlns='urn:xmpp:http:upload:purpose:0'/>");
        slot.puts("hello", "text/plain");

        stage.clock().advance(Duration.ofDays(3650));
        slot.found();
    }

    @Test
    void aNameIsPartOfTheAddress() {
        Slot slot = Slot.of(stage, juliet, HELLO);
        slot.puts("hello", "text/plain");

        URI other = URI.create(slot.get().toString().replace("hello.txt", "invoice.pdf"));
        assertThat(((HttpAnswer.Whole) slot.send("GET", other, Map.of())).status())
                .isEqualTo(404);
        assertThat(((HttpAnswer.Whole) slot.send("DELETE", slot.get(), Map.of())).status())
                .isEqualTo(405);
    }

    /** The files on disk, found by one of them. */
    private List<Path> files() throws IOException {
        Slot probe = Slot.of(stage, juliet, "filename='probe' size='1'");
        probe.puts("x", "text/plain");
        Path mine = probe.found().path();
        try (var all = Files.walk(mine.getParent().getParent())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(mine))
                    .toList();
        }
    }
}
