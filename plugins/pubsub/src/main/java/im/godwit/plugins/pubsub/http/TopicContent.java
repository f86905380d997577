package im.godwit.plugins.pubsub.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is at a topic, or at another page of items.
 *
 * @param type the value of {@code Content-Type}
 * @param tag the hash of the text: another one when the text is another one
 */
public record TopicContent(String type, String text, String tag) {
    static TopicContent of(String type, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new TopicContent(
                    type, text, Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
