package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;
import im.godwit.plugins.pubsub.engine.Following;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Retrieval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Gets items and events. */
final class Reading {
    /** RFC 9110 §5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Pages pages;
    private final Retrieval retrieval;
    private final Following following;

    Reading(Pages pages, Retrieval retrieval, Following following) {
        this.pages = pages;
        this.retrieval = retrieval;
        this.following = following;
    }

    /** A page of items, the newest first. */
    HttpAnswer items(Call call) {
        int max = call.http().parameter("max").map(Reading::count).orElse(Pages.DEFAULT_SIZE);
        OptionalLong after = call.http().parameter("after").map(Call::position).orElse(OptionalLong.empty());
        boolean fixed = call.http().parameter("format").isPresent();
        Pages.Written page =
                pages.page(call.requester(), call.node(), new Pages.Wanted(format(call), after, max, fixed));
        HttpAnswer.Whole answer = answer(call, page.content(), page.newest());
        return page.links().header().map(links -> answer.with("Link", links)).orElse(answer);
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
        TopicContent content = TopicContent.of(format.header(), format.item(call.node(), item));
        return answer(call, content, Optional.of(item.published()));
    }

    private static Format format(Call call) {
        Optional<String> named = call.http().parameter("format");
        return named.isPresent()
                ? named.flatMap(Format::named)
                        .orElseThrow(() -> Problem.BAD_REQUEST.because("format is json, atom or xml."))
                : Format.best(call.http().header("accept")).orElseThrow(Problem.NOT_ACCEPTABLE::thrown);
    }

    private static HttpAnswer.Whole answer(Call call, TopicContent content, Optional<Instant> published) {
        HttpAnswer.Whole answer = HttpAnswer.of(200, content.type(), content.text())
                .with("ETag", '"' + content.tag() + '"') // a strong validator
                .with("Cache-Control", call.caching())
                .with("Vary", "Accept, Authorization");
        return published
                .map(time -> answer.with("Last-Modified", DATE.format(time)))
                .orElse(answer);
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
