package im.godwit.plugins.carbons;

import static im.godwit.plugins.carbons.Direction.RECEIVED;
import static im.godwit.plugins.carbons.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.stanza.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final String ME = "romeo@example.org/home";
    private static final String OTHER = "juliet@example.org/balcony";

    private final Recent recent = new Recent();

    private static Message message(Message.Type type, String from, String to, Optional<String> id) {
        return Message.of(Message.builder(type)
                .attribute("from", from)
                .attribute("to", to)
                .attribute("id", id)
                .build());
    }

    private static Message sent(String id) {
        return message(Message.Type.CHAT, ME, "juliet@example.org", Optional.of(id));
    }

    private static Message error(String from, String to, String id) {
        return message(Message.Type.ERROR, from, to, Optional.of(id));
    }

    @Test
    void anErrorAnswersWhatWasSentToItsSenderUnderItsId() {
        recent.add(sent("1"), SENT);

        assertThat(recent.isAnsweredBy(error(OTHER, ME, "1"), RECEIVED)).isTrue();
        assertThat(recent.isAnsweredBy(error(OTHER, ME, "2"), RECEIVED)).isFalse();
        assertThat(recent.isAnsweredBy(error("tybalt@example.org/x", ME, "1"), RECEIVED))
                .isFalse();
        assertThat(recent.isAnsweredBy(error(ME, OTHER, "1"), SENT)).isFalse();
    }

    @Test
    void nothingIsAnsweredBeforeAnythingWasSaid() {
        assertThat(recent.isAnsweredBy(error(OTHER, ME, ""), RECEIVED)).isFalse();
        assertThat(recent.isAnsweredBy(message(Message.Type.ERROR, OTHER, ME, Optional.empty()), RECEIVED))
                .isFalse();
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        recent.add(sent("first"), SENT);
        for (int i = 0; i < 64; i++) {
            recent.add(sent("later" + i), SENT);
        }

        assertThat(recent.isAnsweredBy(error(OTHER, ME, "first"), RECEIVED)).isFalse();
        assertThat(recent.isAnsweredBy(error(OTHER, ME, "later0"), RECEIVED)).isTrue();
        assertThat(recent.isAnsweredBy(error(OTHER, ME, "later63"), RECEIVED)).isTrue();
    }

    @Test
    void aMessageWithoutIdIsNotRemembered() {
        recent.add(message(Message.Type.CHAT, ME, OTHER, Optional.empty()), SENT);

        assertThat(recent.isAnsweredBy(error(OTHER, ME, ""), RECEIVED)).isFalse();
    }
}
