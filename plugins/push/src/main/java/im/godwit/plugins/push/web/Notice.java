package im.godwit.plugins.push.web;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.plugins.push.Vocabulary;
import im.godwit.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a browser is told: a JSON object with {@code count}, and with {@code sender} and {@code body} where the
 * account's server says them.
 *
 * @param count how many messages were missed
 * @param sender who wrote last
 * @param body what was written last
 */
record Notice(Optional<Long> count, Optional<String> sender, Optional<String> body) {
    /** Enough for a line or two on a screen. */
    private static final int MAX_BODY = 200;

    /** Addresses may have 3071 bytes; such a one is left out. */
    private static final int MAX_SENDER = 1000;

    /** Reads a published notification. */
    static Notice of(Element notification) {
        Optional<DataForm> summary = DataForm.in(notification)
                .filter(form ->
                        form.formType().filter(Vocabulary.SUMMARY::equals).isPresent());
        return new Notice(
                value(summary, Vocabulary.MESSAGE_COUNT).flatMap(Notice::number),
                value(summary, Vocabulary.LAST_SENDER)
                        .filter(jid -> jid.getBytes(StandardCharsets.UTF_8).length <= MAX_SENDER),
                value(summary, Vocabulary.LAST_BODY).map(Notice::beginning));
    }

    private static Optional<String> value(Optional<DataForm> form, String field) {
        return form.flatMap(filled -> filled.field(field)).flatMap(Field::value);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static String beginning(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_BODY ? text : text.substring(0, text.offsetByCodePoints(0, MAX_BODY - 1)) + "…";
    }

    /** As JSON in UTF-8; fits into one push message. */
    byte[] toJson() {
        StringBuilder json = new StringBuilder("{\"count\":").append(count.orElse(1L));
        sender.ifPresent(jid -> json.append(",\"sender\":").append(Json.quoted(jid)));
        body.ifPresent(text -> json.append(",\"body\":").append(Json.quoted(text)));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
