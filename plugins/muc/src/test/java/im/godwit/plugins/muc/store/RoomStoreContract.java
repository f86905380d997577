package im.godwit.plugins.muc.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.archive.ArchiveLimits;
import im.godwit.archive.ArchiveQuery;
import im.godwit.archive.Filter;
import im.godwit.jid.Jid;
import im.godwit.paging.PageRequest;
import im.godwit.plugins.muc.engine.Affiliated;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.ArchiveKey;
import im.godwit.plugins.muc.engine.ArchiveKey.OfRoom;
import im.godwit.plugins.muc.engine.ArchiveKey.Temporary;
import im.godwit.plugins.muc.engine.Author;
import im.godwit.plugins.muc.engine.Card;
import im.godwit.plugins.muc.engine.Channel;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Departure;
import im.godwit.plugins.muc.engine.Ending;
import im.godwit.plugins.muc.engine.Hat;
import im.godwit.plugins.muc.engine.Hats;
import im.godwit.plugins.muc.engine.HistoryEntry;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Recorded;
import im.godwit.plugins.muc.engine.Recording;
import im.godwit.plugins.muc.engine.Role;
import im.godwit.plugins.muc.engine.RoomStore;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.plugins.muc.engine.StoredRoom;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.plugins.muc.engine.Withdrawal;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of rooms does. Each test has a service of its own. */
interface RoomStoreContract {
    Jid CRONE = Jid.parse("crone@example.org");
    Jid HAG = Jid.parse("hag@example.org");
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    Configuration NAMED = Configuration.STANDARD.with(Settings.NAME, "Cave").with(Settings.PERSISTENT, true);
    Affiliated OWNER = Affiliated.of(Affiliation.OWNER);

    ArchiveQuery ALL = new ArchiveQuery(
            Optional.empty(),
            Filter.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            PageRequest.FIRST,
            false);

    RoomStore store();

    /** The address of a service that no other test uses. */
    Jid service();

    private Jid room(String name) {
        return Jid.of(name, service().domain());
    }

    private static StoredRoom contents(Configuration configuration) {
        return new StoredRoom(0, configuration, Map.of(CRONE, OWNER), Optional.empty(), Hats.NONE, Optional.empty());
    }

    private long created(String name) {
        return store().create(room(name), NOW, contents(NAMED), List.of());
    }

    private static HistoryEntry entry(String text) {
        Author author =
                new Author("first", "0123", CRONE.withResource("desk"), Affiliation.OWNER, Role.MODERATOR, true);
        return new HistoryEntry(Optional.of("id-" + text), author, NOW, Element.of(Name.of("message"), text));
    }

    private static List<Recording> recordings(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Recording(entry(text), true, Optional.empty()))
                .toList();
    }

    private static ArchiveLimits newest(int messages) {
        return new ArchiveLimits(messages, Duration.ZERO);
    }

    private StoredRoom loaded(String name) {
        return store().load(room(name)).orElseThrow();
    }

    @Test
    default void knowsOnlyWhatWasCreated() {
        assertThat(store().load(room("coven"))).isEmpty();

        long key = store().create(room("coven"), NOW, contents(NAMED), recordings("one", "two"));

        assertThat(loaded("coven"))
                .isEqualTo(new StoredRoom(
                        key, NAMED, Map.of(CRONE, OWNER), Optional.empty(), Hats.NONE, Optional.empty()));
        assertThat(store().history(new OfRoom(key), 10)).containsExactly(entry("one"), entry("two"));
        assertThat(store().load(room("other"))).isEmpty();
    }

    @Test
    default void changesConfigurationAndAffiliationsTogether() {
        long key = created("coven");
        Affiliated member = new Affiliated(Affiliation.MEMBER, Nickname.of("Third Witch"), Optional.of("worthy"));
        Configuration changed = NAMED.with(Settings.MODERATED, true);

        store().change(key, changed, Map.of(HAG, member, CRONE, Affiliated.of(Affiliation.ADMIN)));

        assertThat(loaded("coven").configuration()).isEqualTo(changed);
        assertThat(loaded("coven").affiliations())
                .isEqualTo(Map.of(HAG, member, CRONE, Affiliated.of(Affiliation.ADMIN)));
        store().change(key, changed, Map.of(HAG, Affiliated.of(Affiliation.NONE)));
        assertThat(loaded("coven").affiliations()).containsOnlyKeys(CRONE);
    }

    private static Affiliated as(Affiliation affiliation) {
        return Affiliated.of(affiliation);
    }

    @Test
    default void knowsWhereMembersBelong() {
        for (String name : List.of("one", "two", "three", "four")) {
            long key = created(name);
            Affiliation affiliation =
                    Map.of("one", Affiliation.MEMBER, "two", Affiliation.ADMIN).getOrDefault(name, Affiliation.OUTCAST);
            store().change(key, NAMED, Map.of(HAG, as(affiliation)));
        }

        assertThat(store().memberships(service(), HAG, 10)).containsExactly(room("one"), room("two"));
        assertThat(store().memberships(service(), CRONE, 3)).containsExactly(room("four"), room("one"), room("three"));
        assertThat(store().memberships(Jid.ofDomain("other.example.org"), CRONE, 10))
                .isEmpty();
    }

    @Test
    default void knowsWhatMembersHaveNotSeen() {
        long key = created("coven");
        long other = created("other");
        store().change(key, NAMED, Map.of(HAG, as(Affiliation.MEMBER)));
        assertThat(store().news(service(), HAG, 10)).isEmpty();

        store().append(new OfRoom(key), recordings("one"), newest(10));
        assertThat(store().news(service(), HAG, 10)).containsExactly(room("coven"));
        store().append(new OfRoom(key), List.of(recordings("two").getFirst(), new Departure(HAG)), newest(10));
        assertThat(store().news(service(), HAG, 10)).isEmpty();
        assertThat(store().news(service(), CRONE, 10)).containsExactly(room("coven"));

        store().append(
                        new OfRoom(key),
                        List.of(new Departure(CRONE), recordings("three").getFirst()),
                        newest(10));
        store().append(new OfRoom(other), recordings("elsewhere"), newest(10));
        assertThat(store().news(service(), HAG, 10)).containsExactly(room("coven"));
        assertThat(store().news(service(), CRONE, 10)).containsExactly(room("coven"), room("other"));
        assertThat(store().news(service(), CRONE, 1)).containsExactly(room("coven"));
    }

    @Test
    default void whatIsForgottenIsNoNews() {
        long key = created("coven");

        store().append(new OfRoom(key), recordings("one"), newest(0));

        assertThat(store().news(service(), CRONE, 10)).isEmpty();
    }

    @Test
    default void whoIsMadeMoreHasSeenAsMuchAndOutcastsHearNothing() {
        long key = created("coven");
        store().change(key, NAMED, Map.of(HAG, as(Affiliation.MEMBER)));
        store().append(new OfRoom(key), List.of(recordings("one").getFirst(), new Departure(HAG)), newest(10));

        store().change(key, NAMED, Map.of(HAG, as(Affiliation.ADMIN)));
        assertThat(store().news(service(), HAG, 10)).isEmpty();
        store().append(new OfRoom(key), recordings("two"), newest(10));
        assertThat(store().news(service(), HAG, 10)).containsExactly(room("coven"));
        store().change(key, NAMED, Map.of(HAG, as(Affiliation.OUTCAST)));
        assertThat(store().news(service(), HAG, 10)).isEmpty();
    }

    @Test
    default void whoIsNoMemberLeavesNoTrace() {
        long key = created("coven");

        store().append(new OfRoom(key), List.of(new Departure(HAG)), newest(10));

        assertThat(loaded("coven").affiliations()).containsOnlyKeys(CRONE);
        assertThat(store().memberships(service(), HAG, 10)).isEmpty();
    }

    @Test
    default void keepsTheSubject() {
        long key = created("coven");
        Subject subject = new Subject("Fire burn", "first", "0123", NOW);

        store().subject(key, subject);
        assertThat(loaded("coven").subject()).contains(subject);
        Subject cleared = new Subject("", "second", "4567", NOW);
        store().subject(key, cleared);
        assertThat(loaded("coven").subject()).contains(cleared);
    }

    @Test
    default void keepsTheLatestMessages() {
        long key = created("coven");
        long other = created("other");

        store().append(new OfRoom(key), recordings("one", "two", "three"), newest(2));
        store().append(new OfRoom(other), recordings("elsewhere"), newest(2));

        assertThat(store().history(new OfRoom(key), 10)).containsExactly(entry("two"), entry("three"));
        assertThat(store().history(new OfRoom(key), 1)).containsExactly(entry("three"));
        store().append(new OfRoom(key), recordings("four"), newest(2));
        assertThat(store().history(new OfRoom(key), 10)).containsExactly(entry("three"), entry("four"));
        store().append(new OfRoom(key), recordings("five"), newest(0));
        assertThat(store().history(new OfRoom(key), 10)).isEmpty();
        assertThat(store().history(new OfRoom(other), 10)).containsExactly(entry("elsewhere"));
    }

    private static Recording withdrawing(String text, String target, Optional<String> author) {
        Element tombstone = Element.of(new Name("urn:xmpp:message-retract:1", "retracted"));
        return new Recording(entry(text), true, Optional.of(new Withdrawal(target, author, tombstone)));
    }

    @Test
    default void whatWasTakenBackLeavesItsPlace() {
        long key = created("coven");
        store().append(new OfRoom(key), recordings("one", "two", "three"), newest(10));

        store().append(new OfRoom(key), List.of(withdrawing("not mine", "id-one", Optional.of("4567"))), newest(10));
        store().append(new OfRoom(key), List.of(withdrawing("mine", "id-two", Optional.of("0123"))), newest(10));
        store().append(new OfRoom(key), List.of(withdrawing("moderated", "id-three", Optional.empty())), newest(10));

        assertThat(store().history(new OfRoom(key), 10))
                .containsExactly(entry("one"), entry("not mine"), entry("mine"), entry("moderated"));
        List<Recorded> all = store().page(new OfRoom(key), ALL, 10).entries();
        assertThat(all).hasSize(6).extracting(Recorded::uid).startsWith("id-one", "id-two", "id-three");
        assertThat(all.get(1).entry().content().text()).isEmpty();
        assertThat(all.get(1).entry().author()).isEqualTo(entry("two").author());
        assertThat(store().author(new OfRoom(key), "id-two")).contains("0123");
        assertThat(store().author(new OfRoom(key), "id-none")).isEmpty();
    }

    @Test
    default void readsWhatIsNotRecalledInTheArchiveOnly() {
        long key = created("coven");
        store().append(new OfRoom(key), List.of(new Recording(entry("subject"), false, Optional.empty())), newest(10));
        store().append(new OfRoom(key), recordings("one"), newest(10));

        assertThat(store().history(new OfRoom(key), 10)).containsExactly(entry("one"));
        assertThat(store().page(new OfRoom(key), ALL, 10).entries())
                .extracting(Recorded::entry)
                .containsExactly(entry("subject"), entry("one"));
        assertThat(store().ends(new OfRoom(key)).orElseThrow().first().uid()).isEqualTo("id-subject");
        assertThat(store().ends(new OfRoom(created("other")))).isEmpty();
    }

    private List<String> ids(ArchiveKey key) {
        return store().page(key, ALL, 10).entries().stream().map(Recorded::uid).toList();
    }

    @Test
    default void keepsWhatIsSaidInATemporaryRoomUntilItEnds() {
        Temporary key = store().begin(service(), recordings("one"));
        Temporary other = store().begin(service(), List.of());
        store().append(key, recordings("two"), newest(10));
        store().append(other, recordings("elsewhere"), newest(10));
        assertThat(store().history(key, 10)).containsExactly(entry("one"), entry("two"));
        assertThat(store().author(key, "id-two")).contains("0123");

        assertThat(store().append(key, List.of(recordings("last").getFirst(), new Ending()), newest(10)))
                .isTrue();

        assertThat(ids(key)).isEmpty();
        assertThat(store().append(key, recordings("late"), newest(10))).isFalse();
        assertThat(ids(key)).isEmpty();
        assertThat(ids(other)).containsExactly("id-elsewhere");
        store().delete(other);
        assertThat(ids(other)).isEmpty();
    }

    @Test
    default void anArchiveStaysWithARoomThatBecomesPersistentAndTemporaryAgain() {
        Temporary before = store().begin(service(), recordings("one"));

        OfRoom key = new OfRoom(store().makePersistent(room("coven"), NOW, contents(NAMED), before));
        store().append(key, recordings("two"), newest(10));
        assertThat(loaded("coven").configuration()).isEqualTo(NAMED);
        assertThat(ids(key)).containsExactly("id-one", "id-two");
        assertThat(store().append(before, recordings("late"), newest(10))).isFalse();

        Temporary after = store().makeTemporary(service(), key);
        assertThat(store().load(room("coven"))).isEmpty();
        assertThat(store().owned(service(), CRONE)).isZero();
        assertThat(ids(after)).containsExactly("id-one", "id-two");
        assertThat(store().append(key, recordings("late"), newest(10))).isFalse();
    }

    @Test
    default void endsWhatTemporaryRoomsLeftBehind() {
        OfRoom kept = new OfRoom(created("coven"));
        store().append(kept, recordings("kept"), newest(10));
        Temporary key = store().begin(service(), recordings("one"));
        Temporary elsewhere = store().begin(Jid.ofDomain("elsewhere." + service()), recordings("two"));

        store().endTemporary(service());
        store().endTemporary(service());

        assertThat(store().append(key, recordings("late"), newest(10))).isFalse();
        assertThat(ids(key)).isEmpty();
        assertThat(ids(elsewhere)).containsExactly("id-two");
        assertThat(ids(kept)).containsExactly("id-kept");
    }

    @Test
    default void deletesARoomWithAllThatBelongsToIt() {
        long key = created("coven");
        store().append(new OfRoom(key), recordings("one"), newest(10));

        store().delete(new OfRoom(key));
        store().append(new OfRoom(key), recordings("late"), newest(10));

        assertThat(store().load(room("coven"))).isEmpty();
        assertThat(store().history(new OfRoom(key), 10)).isEmpty();
        assertThat(store().knowing(service(), CRONE)).isEmpty();
        assertThat(store().owned(service(), CRONE)).isZero();
        created("coven");
        assertThat(loaded("coven").affiliations()).containsOnlyKeys(CRONE);
    }

    @Test
    default void listsPublicRooms() {
        created("b");
        created("a");
        store().create(room("hidden"), NOW, contents(NAMED.with(Settings.PUBLIC, false)), List.of());

        assertThat(store().publicRoomsAfter(service(), "", 10))
                .containsExactly(new Listing(room("a"), "Cave"), new Listing(room("b"), "Cave"));
        assertThat(store().publicRoomsAfter(service(), "", 1)).containsExactly(new Listing(room("a"), "Cave"));
        assertThat(store().publicRoomsAfter(Jid.ofDomain("elsewhere.example.net"), "", 10))
                .isEmpty();
    }

    @Test
    default void listsPublicRoomsInTheOrderOfBytes() {
        // a dictionary would have them otherwise
        List<Jid> rooms = List.of(room("a-b"), room("a.a"), room("ab"), room("z"), room("é"), room("豆"));
        rooms.reversed().forEach(room -> created(room.local()));
        String end = Character.toString(Character.MAX_CODE_POINT);

        assertThat(store().publicRoomsAfter(service(), "", 10))
                .extracting(Listing::room)
                .isEqualTo(rooms);
        assertThat(store().publicRoomsAfter(service(), room("ab").toString(), 2))
                .extracting(Listing::room)
                .containsExactly(room("z"), room("é"));
        assertThat(store().publicRoomsBefore(service(), room("ab").toString(), 1))
                .extracting(Listing::room)
                .containsExactly(room("a.a"));
        assertThat(store().publicRoomsBefore(service(), end, 2))
                .extracting(Listing::room)
                .containsExactly(room("é"), room("豆"));
        assertThat(store().countPublicRooms(service(), room("z").toString())).isEqualTo(3);
        assertThat(store().countPublicRooms(service(), end)).isEqualTo(6);
    }

    @Test
    default void knowsHowPublicRoomsAreConfigured() {
        created("b");
        store().create(room("a"), NOW, contents(NAMED.with(Settings.DESCRIPTION, "Dark")), List.of());
        store().create(room("hidden"), NOW, contents(NAMED.with(Settings.PUBLIC, false)), List.of());

        assertThat(store().channels(service(), 10))
                .containsExactly(
                        new Channel(room("a"), NAMED.with(Settings.DESCRIPTION, "Dark"), 0),
                        new Channel(room("b"), NAMED, 0));
        assertThat(store().channels(service(), 1)).extracting(Channel::room).containsExactly(room("a"));
    }

    @Test
    default void knowsWhoOwnsAndWhoIsAffiliated() {
        long key = created("a");
        created("b");
        store().change(key, NAMED, Map.of(HAG, Affiliated.of(Affiliation.OUTCAST)));

        assertThat(store().owned(service(), CRONE)).isEqualTo(2);
        assertThat(store().owned(service(), HAG)).isZero();
        assertThat(store().knowing(service(), CRONE)).containsExactly(room("a"), room("b"));
        assertThat(store().knowing(service(), HAG)).containsExactly(room("a"));
        assertThat(store().knowing(Jid.ofDomain("elsewhere.example.net"), CRONE))
                .isEmpty();
    }

    @Test
    default void keepsHatsAndWhoWearsThem() {
        Hat host = new Hat("urn:hat:host", "Host", Optional.of("171.4"));
        Hat scribe = new Hat("urn:hat:scribe", "Scribe", Optional.empty());
        long key = created("coven");
        store().hat(key, new Hat("urn:hat:host", "Guest", Optional.empty()));
        store().hat(key, host);
        store().hat(key, scribe);
        store().putOn(key, HAG, host.uri());
        store().putOn(key, HAG, host.uri());
        store().putOn(key, HAG, scribe.uri());
        store().putOn(key, CRONE, scribe.uri());

        Hats kept = loaded("coven").hats();
        assertThat(kept.defined().values()).containsExactly(host, scribe);
        assertThat(kept.of(HAG)).containsExactly(host, scribe);
        assertThat(store().knowing(service(), HAG)).containsExactly(room("coven"));
        store().takeOff(key, HAG, host.uri());
        assertThat(loaded("coven").hats().of(HAG)).containsExactly(scribe);
        store().removeHat(key, scribe.uri());
        assertThat(loaded("coven").hats().worn()).isEmpty();
        store().create(
                        room("copy"),
                        NOW,
                        new StoredRoom(0, NAMED, Map.of(), Optional.empty(), kept, Optional.empty()),
                        List.of());
        assertThat(loaded("copy").hats()).isEqualTo(kept);
    }

    @Test
    default void keepsACard() {
        Card card = new Card(Element.of(new Name("vcard-temp", "vCard"), "Cave"), List.of("ab", "cd"));
        StoredRoom contents = new StoredRoom(
                0, NAMED, Map.of(), Optional.empty(), Hats.NONE, Optional.of(new Card(card.content(), List.of())));
        long key = store().create(room("coven"), NOW, contents, List.of());

        assertThat(loaded("coven").card()).isEqualTo(contents.card());
        store().card(key, Optional.of(card));
        assertThat(loaded("coven").card()).contains(card);
        store().card(key, Optional.empty());
        assertThat(loaded("coven").card()).isEmpty();
    }

    @Test
    default void keepsTheFirstSecret() {
        byte[] first = {1, 2, 3};

        assertThat(store().secret(service(), first)).isEqualTo(first);
        assertThat(store().secret(service(), new byte[] {4, 5})).isEqualTo(first);
    }

    @Test
    default void takesAnyTextForWhatItIs() {
        String text = "'; DROP TABLE muc_rooms; -- \"\\%_";
        long key = store().create(room("coven"), NOW, contents(NAMED.with(Settings.NAME, text)), List.of());
        store().subject(key, new Subject(text, text, text, NOW));
        store().append(new OfRoom(key), recordings(text), newest(10));

        assertThat(loaded("coven").configuration().get(Settings.NAME)).isEqualTo(text);
        assertThat(loaded("coven").subject()).contains(new Subject(text, text, text, NOW));
        assertThat(store().history(new OfRoom(key), 10)).containsExactly(entry(text));
    }
}
