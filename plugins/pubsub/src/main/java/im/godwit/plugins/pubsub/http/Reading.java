package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;
import im.godwit.plugins.pubsub.engine.Following;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Retrieval;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Gets items and events. */
final class Reading {
    private static final int DEFAULT_PAGE = 50;

    /** RFC 9110 §5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Retrieval retrieval;
    private final Following following;

    Reading(Retrieval retrieval, Following following) {
        this.retrieval = retrieval;
        this.following = following;
    }

    /** A page of items, the newest first. */
    HttpAnswer items(Call call) {
        int max = call.http().parameter("max").map(Reading::count).orElse(DEFAULT_PAGE);
        OptionalLong after = call.http().parameter("after").map(Call::position).orElse(OptionalLong.empty());
        Retrieval.Page page = retrieval.page(call.requester(), call.node(), after, max);
        Optional<String> next = page.next().isPresent()
                ? Optional.of("items?max=" + max + "&after=" + page.next().getAsLong())
                : Optional.empty();
        Format format = format(call);
        HttpAnswer.Whole answer = answer(
                call,
                format,
                format.page(call.node(), page, next),
                page.items().stream().findFirst().map(Item::published));
        // RFC 8288 §3: relative to this page
        return next.map(href -> answer.with("Link", "<" + href + ">; rel=\"next\""))
                .orElse(answer);
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException noNumber) {
            // answered below, as a number out of range is
        }
        throw Problem.BAD_REQUEST.because("max is a number from 1 on.");
    }

    /** One item. */
    HttpAnswer item(Call call) {
        Item item = retrieval.item(call.requester(), call.node(), call.item());
        Format format = format(call);
        return answer(call, format, format.item(call.node(), item), Optional.of(item.published()));
    }

    private static Format format(Call call) {
        return Format.best(call.http().header("accept")).orElseThrow(Problem.NOT_ACCEPTABLE::thrown);
    }

    private static HttpAnswer.Whole answer(Call call, Format format, String content, Optional<Instant> published) {
        HttpAnswer.Whole answer = HttpAnswer.of(200, format.header(), content)
                .with("ETag", tag(content))
                .with("Cache-Control", call.caching())
                .with("Vary", "Accept, Authorization");
        return published
                .map(time -> answer.with("Last-Modified", DATE.format(time)))
                .orElse(answer);
    }

    /** A strong validator: the content's hash. */
    private static String tag(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What happens from now on, or since the event that a client got last. */
    HttpAnswer events(Call call) {
        OptionalLong last = call.http()
                .header("last-event-id")
                .filter(id -> !id.isEmpty())
                .or(() -> call.http().parameter("after"))
                .map(Call::position)
                .orElse(OptionalLong.empty());
        following.require(call.requester(), call.node());
        return new HttpAnswer.Events(new EventFeed(following, call.requester(), call.node(), last));
    }
}
