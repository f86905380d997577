package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final UploadOptions OPTIONS =
            new UploadOptions(10, 20, 35, Duration.ofDays(2), Duration.ofMinutes(5), 20, 4, 8, 6);
    private static final String PERMANENT = "<permanent xmlns='urn:xmpp:http:upload:purpose:0'/>";
    private static final String PROFILE = "<profile xmlns='urn:xmpp:http:upload:purpose:0'/>";

    private final Stage stage = Stage.builder()
            .plugins(List.of())
            .service("upload", List.of(new UploadPlugin()))
            .options("upload", OPTIONS)
            .build();
    private final Actor juliet = stage.client("juliet");

    @AfterEach
    void close() {
        stage.close();
    }

    private Slot upload(Actor actor, int size, String purpose) {
        Slot slot = Slot.of(stage, actor, "filename='a' size='" + size + "'", purpose);
        assertThat(slot.puts("x".repeat(size), "text/plain").status()).isEqualTo(201);
        return slot;
    }

    private static String full(String retry) {
        return SlotTest.error("wait", "resource-constraint", retry);
    }

    @Test
    @Spec(value = "XEP-0363 §6", says = "who exceeds a quota is told when to try again")
    void aFullAccountIsToldWhenThereIsRoom() {
        upload(juliet, 10, "");
        String end = stage.clock()
                .instant()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1)
                .toString();
        stage.clock().advance(Duration.ofDays(1));
        upload(juliet, 8, "");

        juliet.sends(Slot.request("filename='a' size='3'", ""));
        juliet.receives(full("<retry xmlns='urn:xmpp:http:upload:0' stamp='" + end + "'/>"));

        stage.clock().advance(Duration.ofDays(1).plusSeconds(1));
        upload(juliet, 3, "");
    }

    @Test
    void slotsThatWaitTakeRoomAndThoseThatAreOverDoNot() {
        Slot.of(stage, juliet, "filename='a' size='10'");
        Slot.of(stage, juliet, "filename='a' size='10'");
        juliet.sends(Slot.request("filename='a' size='1'", ""));
        juliet.receives(full(""));

        stage.clock().advance(Duration.ofMinutes(5));
        Slot.of(stage, juliet, "filename='a' size='10'");
    }

    @Test
    void allAccountsTogetherHaveALimit() {
        Actor romeo = stage.client("romeo");
        upload(juliet, 10, "");
        upload(juliet, 10, "");
        upload(romeo, 10, "");

        romeo.sends(Slot.request("filename='a' size='6'", ""));
        romeo.receives(full(""));
        upload(romeo, 5, "");
    }

    @Test
    void theOldestPictureOfAProfileMakesRoomForANewOne() {
        Slot first = upload(juliet, 4, PROFILE);
        stage.clock().advance(Duration.ofSeconds(1));
        Slot second = upload(juliet, 4, PROFILE);
        stage.clock().advance(Duration.ofSeconds(1));
        Slot third = upload(juliet, 3, PROFILE);

        assertThat(first.missing()).isEqualTo(404);
        second.found();
        third.found();
    }

    @Test
    @Spec(value = "XEP-0363 §5.4", says = "permanent files are for long term storage")
    void permanentFilesStayAndHaveARoomOfTheirOwn() {
        Slot slot = upload(juliet, 6, PERMANENT);
        juliet.sends(Slot.request("filename='a' size='1'", PERMANENT));
        juliet.receives(full(""));

        stage.clock().advance(Duration.ofDays(3650));
        slot.found();
        upload(juliet, 10, "");
    }
}
