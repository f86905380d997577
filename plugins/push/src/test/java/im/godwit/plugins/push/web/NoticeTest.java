package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.plugins.push.Vocabulary;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static String json(Field... fields) {
        Element notification = Element.builder(Vocabulary.NOTIFICATION)
                .add(DataForm.of(DataForm.Type.SUBMIT, Vocabulary.SUMMARY, List.of(fields))
                        .toElement())
                .build();
        return new String(Notice.of(notification).toJson(), StandardCharsets.UTF_8);
    }

    @Test
    void writesWhatIsTold() {
        assertThat(json(
                        Field.submitted("message-count", "3"),
                        Field.submitted("last-message-sender", "romeo@example.org/home"),
                        Field.submitted("last-message-body", "\"Ay\", \\ me\nО")))
                .isEqualTo("{\"count\":3,\"sender\":\"romeo@example.org/home\","
                        + "\"body\":\"\\\"Ay\\\", \\\\ me\\u000aО\"}");
    }

    @Test
    void leavesOutWhatIsNot() {
        assertThat(json(Field.submitted("message-count", "many"))).isEqualTo("{\"count\":1}");
    }

    @Test
    void fitsWhateverIsSaid() {
        String json = json(
                Field.submitted("last-message-sender", "\"".repeat(1000)),
                Field.submitted("last-message-body", "\u0001".repeat(5000)));

        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MessageEncryption.MAX_PLAINTEXT);
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(json(Field.submitted("last-message-body", "😀".repeat(201))))
                .isEqualTo("{\"count\":1,\"body\":\"" + "😀".repeat(199) + "…\"}");
    }
}
