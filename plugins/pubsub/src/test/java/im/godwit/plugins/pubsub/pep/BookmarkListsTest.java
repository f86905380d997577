package im.godwit.plugins.pubsub.pep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.Limits;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows for one form of bookmarks from the other. */
class BookmarkListsTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");
    private static final NodeAddress NATIVE = new NodeAddress(JULIET, Bookmarks.NATIVE);
    private static final NodeAddress LEGACY = new NodeAddress(JULIET, Bookmarks.LEGACY);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Name CONFERENCE = new Name(Bookmarks.NATIVE, "conference");

    private final Bookmarks bookmarks = new Bookmarks(
            Configuration.STANDARD,
            new Limits(9, 3, 1000, 1000, 9, 9, 9, 9, Duration.ofDays(1)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static Item item(String id, Element payload) {
        return new Item(id, Optional.of(JULIET), NOW, Optional.of(Payload.of(payload)));
    }

    private static Item room(String id) {
        return item(id, Element.of(CONFERENCE));
    }

    private static Item list(Element... children) {
        return item(
                "current",
                Element.builder(Bookmarks.STORAGE).addAll(List.of(children)).build());
    }

    private static Element conference(String jid, Element... more) {
        return Element.builder(Bookmarks.LEGACY, "conference")
                .attribute("jid", jid)
                .addAll(List.of(more))
                .build();
    }

    @Test
    void whatFollowsOnceDoesNotFollowAgain() {
        Item there = room("a@example.org");
        List<Item> made = bookmarks.follow(NATIVE, List.of(there), List.of()).put();

        assertThat(made).isEqualTo(List.of(list(conference("a@example.org"))));
        assertThat(bookmarks.follow(LEGACY, made, List.of(there)).isEmpty()).isTrue();
        assertThat(bookmarks.follow(NATIVE, List.of(there), made).isEmpty()).isTrue();
    }

    @Test
    void whatIsNoBookmarkStaysInBothForms() {
        Element broken = conference("@");
        Element note = Element.of(new Name("urn:example", "note"), "mine");
        Item strange = item("strange", Element.of(new Name("urn:example", "x")));

        assertThat(bookmarks
                        .follow(LEGACY, List.of(list(broken, note)), List.of(strange))
                        .isEmpty())
                .isTrue();
        assertThat(bookmarks
                        .follow(NATIVE, List.of(strange, room("a@example.org")), List.of(list(broken, note)))
                        .put())
                .isEqualTo(List.of(list(broken, note, conference("a@example.org"))));
    }

    @Test
    void whatClientsKeepWithARoomStaysWhereItIs() {
        Element note = Element.of(new Name("urn:example", "note"), "mine");
        Item renamed = item(
                "a@example.org",
                Element.builder(CONFERENCE)
                        .attribute("name", "A")
                        .child("extensions", extensions -> extensions.add(note))
                        .build());

        Item list = bookmarks
                .follow(NATIVE, List.of(renamed), List.of(list(conference("a@example.org", note))))
                .put()
                .getFirst();

        assertThat(list).isEqualTo(list(conference("a@example.org", note).withAttribute("name", "A")));
        assertThat(bookmarks.follow(LEGACY, List.of(list), List.of(renamed)).isEmpty())
                .isTrue();
    }

    @Test
    void whatIsNoListChangesNothing() {
        Item one = item("current", conference("a@example.org"));

        assertThat(bookmarks
                        .follow(LEGACY, List.of(one), List.of(room("b@example.org")))
                        .isEmpty())
                .isTrue();
        assertThat(bookmarks
                        .follow(LEGACY, List.of(), List.of(room("b@example.org")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatTheOtherFormHasNoRoomForIsRefused() {
        Element[] many = IntStream.range(0, 4)
                .mapToObj(i -> conference(i + "@example.org"))
                .toArray(Element[]::new);
        Item large = room("a".repeat(900) + "@example.org");

        assertThatThrownBy(() -> bookmarks.follow(LEGACY, List.of(list(many)), List.of()))
                .isInstanceOf(RefusedException.class);
        assertThat(bookmarks.follow(NATIVE, List.of(large), List.of()).put()).hasSize(1);
        assertThatThrownBy(() ->
                        bookmarks.follow(NATIVE, List.of(large, room("b".repeat(900) + "@example.org")), List.of()))
                .isInstanceOf(RefusedException.class);
    }
}
