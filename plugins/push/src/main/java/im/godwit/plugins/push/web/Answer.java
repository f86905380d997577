package im.godwit.plugins.push.web;

import java.time.Duration;
import java.util.Optional;

/** What a browser's push service said to a message. */
sealed interface Answer {
    /** It has the message (RFC 8030 §5). */
    record Accepted() implements Answer {}

    /** The subscription is over (RFC 8030 §7.3). */
    record Gone() implements Answer {}

    /**
     * The same may work later (RFC 8030 §8.4, RFC 9110 §15.6).
     *
     * @param after how long it wants to be left alone
     */
    record Later(Optional<Duration> after) implements Answer {}

    /** The same will never work. */
    record Refused(int status) implements Answer {}

    /** Reads an answer. */
    static Answer of(int status, Optional<String> retryAfter) {
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        if (status == 404 || status == 410) {
            return new Gone();
        }
        if (status == 429 || status >= 500) {
            return new Later(retryAfter.flatMap(Answer::seconds));
        }
        return new Refused(status);
    }

    /** RFC 9110 §10.2.3; a date is as good as nothing here, for clocks differ. */
    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
}
