package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.muc.engine.Refusal.Reason;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A room that is awake. Only one thread at a time works on it: the one that holds its {@link Lane}. */
final class Room {
    /** Roles that differ from the default, of users who left; more are forgotten. */
    private static final int REMEMBERED_ROLES = 1000;

    final History history = new History();
    final SlowMode slowMode = new SlowMode();
    final Traffic messages;
    final Traffic presences;

    private final Lane lane;
    private final Policy policy;
    private final Map<Jid, Affiliated> affiliations;
    private final Map<String, Occupant> occupants = new LinkedHashMap<>();
    private final Map<Jid, Occupant> sessions = new HashMap<>();
    private final Map<Jid, List<Occupant>> users = new HashMap<>();
    private final Map<Jid, Role> remembered = new LinkedHashMap<>();
    private Configuration configuration;
    private Optional<Subject> subject;
    private Hats hats;
    private Optional<Card> card;
    private volatile Optional<ArchiveKey> archive;
    private boolean locked;

    private Room(
            Lane lane, Optional<ArchiveKey> archive, StoredRoom contents, boolean locked, Policy policy, Clock clock) {
        this.lane = lane;
        this.archive = archive;
        this.configuration = contents.configuration();
        this.affiliations = new HashMap<>(contents.affiliations());
        this.subject = contents.subject();
        this.hats = contents.hats();
        this.card = contents.card();
        this.locked = locked;
        this.policy = policy;
        Limits limits = policy.limits();
        this.messages = new Traffic(clock, limits.messages(), limits.roomMessages());
        this.presences = new Traffic(clock, limits.presences(), limits.roomPresences());
    }

    /** §10.1.1: a room that waits for its creator to configure it. */
    static Room created(Lane lane, Jid creator, Policy policy, Clock clock) {
        Map<Jid, Affiliated> owner = Map.of(creator, Affiliated.of(Affiliation.OWNER));
        StoredRoom contents =
                new StoredRoom(0, Configuration.STANDARD, owner, Optional.empty(), Hats.NONE, Optional.empty());
        return new Room(lane, Optional.empty(), contents, true, policy, clock);
    }

    /** A persistent room. */
    static Room woken(Lane lane, StoredRoom contents, Policy policy, Clock clock) {
        return new Room(lane, Optional.of(new ArchiveKey.OfRoom(contents.key())), contents, false, policy, clock);
    }

    Jid address() {
        return lane.address();
    }

    Jid occupantJid(Nickname nickname) {
        return address().withResource(nickname.text());
    }

    Configuration configuration() {
        return configuration;
    }

    void configure(Configuration other) {
        configuration = other;
    }

    Optional<Subject> subject() {
        return subject;
    }

    void subject(Subject other) {
        subject = Optional.of(other);
    }

    Hats hats() {
        return hats;
    }

    void hats(Hats other) {
        hats = other;
    }

    Optional<Card> card() {
        return card;
    }

    void card(Optional<Card> other) {
        card = other;
    }

    /** The hashes of its avatar in all its formats. */
    List<String> photos() {
        return card.map(Card::photos).orElse(List.of());
    }

    /** The key of the store; none for a temporary room. */
    OptionalLong key() {
        return archive.isPresent() && archive.get() instanceof ArchiveKey.OfRoom kept
                ? OptionalLong.of(kept.room())
                : OptionalLong.empty();
    }

    /** Where what is said is kept; nowhere in a temporary room without an archive. May be called without the lane. */
    Optional<ArchiveKey> archive() {
        return archive;
    }

    void archive(Optional<ArchiveKey> other) {
        archive = other;
    }

    boolean isLocked() {
        return locked;
    }

    void unlock() {
        locked = false;
    }

    /** What of the room is kept. */
    StoredRoom contents() {
        return new StoredRoom(key().orElse(0), configuration, Map.copyOf(affiliations), subject, hats, card);
    }

    Map<Jid, Affiliated> affiliations() {
        return affiliations;
    }

    /** What a user may do here: what the room's lists say, but a service administrator owns every room. */
    Affiliation affiliation(Jid user) {
        return policy.administrators().test(user.bare()) ? Affiliation.OWNER : listed(user);
    }

    /** §9.2: what the room's lists say, of the user or of the whole domain; changes of the lists go by it. */
    Affiliation listed(Jid user) {
        return affiliated(user).affiliation();
    }

    private Affiliated affiliated(Jid user) {
        Affiliated own = affiliations.get(user.bare());
        return own != null ? own : affiliations.getOrDefault(user.domainJid(), Affiliated.NONE);
    }

    /** Whether the room's lists name an account as a member or more: it is known here, and may always enter. */
    boolean isMember(Jid account) {
        return affiliations.getOrDefault(account, Affiliated.NONE).affiliation().atLeast(Affiliation.MEMBER);
    }

    /** What an account is with another affiliation and all else as it was. */
    Affiliated changed(Jid account, Affiliation affiliation) {
        Affiliated before = affiliations.getOrDefault(account, Affiliated.NONE);
        return new Affiliated(affiliation, before.nickname(), before.reason());
    }

    /** The accounts of one affiliation. */
    List<Jid> affiliated(Affiliation affiliation) {
        return affiliations.entrySet().stream()
                .filter(entry -> entry.getValue().affiliation() == affiliation)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Collection<Occupant> occupants() {
        return occupants.values();
    }

    boolean isOccupied() {
        return !occupants.isEmpty();
    }

    Optional<Occupant> named(Nickname nickname) {
        return Optional.ofNullable(occupants.get(nickname.key()));
    }

    Optional<Occupant> of(Jid session) {
        return Optional.ofNullable(sessions.get(session));
    }

    /** The occupants of a user: more than one where its clients have several nicknames. */
    List<Occupant> ofUser(Jid user) {
        return users.getOrDefault(user, List.of());
    }

    /** The occupants of a whole domain. */
    List<Occupant> ofDomain(Jid domain) {
        return occupants.values().stream()
                .filter(occupant -> occupant.user.domainJid().equals(domain))
                .toList();
    }

    /**
     * The occupant whose client this is.
     *
     * @throws RefusedException if there is none
     */
    Occupant require(Jid session) {
        return of(session).orElseThrow(Reason.NOT_AN_OCCUPANT::thrown);
    }

    /** Takes in an occupant; nothing happens where it is in the room. */
    void add(Occupant occupant) {
        if (occupants.put(occupant.nickname.key(), occupant) != occupant) {
            users.merge(
                    occupant.user,
                    List.of(occupant),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
    }

    void remove(Occupant occupant) {
        occupants.remove(occupant.nickname.key());
        forget(occupant);
        occupant.sessions().forEach(sessions::remove);
        Role usual = RoomType.initial(configuration, occupant.affiliation);
        remembered.remove(occupant.user);
        boolean unusual = usual != Role.NONE && occupant.role != usual && !occupant.isModerator();
        if (unusual && remembered.size() < REMEMBERED_ROLES) {
            remembered.put(occupant.user, occupant.role);
        }
        boolean leaves = key().isPresent()
                && isMember(occupant.user)
                && ofUser(occupant.user).isEmpty();
        if (leaves) {
            RoomEvent away = new RoomEvent.Away(occupant.user);
            say(away, new Departure(occupant.user), Optional.of(away));
        }
        if (occupants.isEmpty() && archive.isPresent() && key().isEmpty()) {
            say(new RoomEvent.Ended(), new Ending(), Optional.empty());
        }
    }

    /**
     * Gives occupants other nicknames, all at once; who gets the one of another occupant of its user becomes one with
     * it.
     */
    void rename(Map<Occupant, Nickname> others) {
        others.keySet().forEach(occupant -> occupants.remove(occupant.nickname.key()));
        others.forEach((occupant, nickname) -> {
            Optional<Occupant> same = named(nickname);
            if (same.isPresent()) {
                unite(occupant, same.get());
            } else {
                occupant.nickname = nickname;
                occupants.put(nickname.key(), occupant);
            }
        });
    }

    private void unite(Occupant one, Occupant other) {
        forget(one);
        one.sessions().forEach(session -> sessions.put(session, other));
        other.takeOver(one);
    }

    private void forget(Occupant occupant) {
        users.computeIfPresent(occupant.user, (user, some) -> {
            List<Occupant> others =
                    some.stream().filter(other -> other != occupant).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void join(Occupant occupant, Jid session) {
        sessions.put(session, occupant);
    }

    void part(Occupant occupant, Jid session) {
        sessions.remove(session);
        occupant.lost(session);
    }

    /** The role with which a user enters: the one of §5.1.2, or the one that a moderator gave them before (§5.1). */
    Role entryRole(Jid user, Affiliation affiliation) {
        Role usual = RoomType.initial(configuration, affiliation);
        return usual == Role.NONE || usual == Role.MODERATOR ? usual : remembered.getOrDefault(user, usual);
    }

    /** All clients in the room. */
    List<Jid> everybody() {
        return List.copyOf(sessions.keySet());
    }

    /** All clients of moderators. */
    List<Jid> moderators() {
        return occupants.values().stream()
                .filter(Occupant::isModerator)
                .flatMap(o -> o.sessions().stream())
                .toList();
    }

    /** All clients that may see real JIDs (§7.2.3, §7.2.4). */
    List<Jid> whoSeesJids() {
        return configuration.isNonAnonymous() ? everybody() : moderators();
    }

    /** The occupant's own clients, as they see it. */
    static List<Viewer> own(Occupant about) {
        return about.sessions().stream()
                .map(session -> new Viewer(session, true, true))
                .toList();
    }

    /** The clients of all others, as they see an occupant (§7.2.3, §7.2.4). */
    List<Viewer> others(Occupant about) {
        List<Viewer> viewers = new ArrayList<>(sessions.size());
        for (Occupant occupant : occupants.values()) {
            if (occupant != about) {
                boolean seesJid = configuration.isNonAnonymous() || occupant.isModerator();
                occupant.sessions().forEach(session -> viewers.add(new Viewer(session, false, seesJid)));
            }
        }
        return viewers;
    }

    /**
     * Shows an occupant that came, or of which another client speaks now, to all others (§7.2.2).
     *
     * @param own those of its own clients that are to know
     */
    void introduce(Occupant about, List<Viewer> own) {
        if (!own.isEmpty()) {
            say(new RoomEvent.Presented(about.appearance(), true, Circumstances.NONE, own));
        }
        if (configuration.shows(about.role)) {
            say(new RoomEvent.Presented(about.appearance(), true, Circumstances.NONE, others(about)));
        }
    }

    /** Shows an occupant to its own clients, and to all others where the configuration lets them see it. */
    void show(Occupant about, boolean shownBefore, Circumstances how) {
        say(new RoomEvent.Presented(about.appearance(), true, how, own(about)));
        if (configuration.shows(about.role)) {
            say(new RoomEvent.Presented(about.appearance(), true, how, others(about)));
        } else if (shownBefore) {
            say(new RoomEvent.Presented(about.appearance(), false, Circumstances.NONE, others(about)));
        }
    }

    void show(Occupant about, Circumstances how) {
        show(about, configuration.shows(about.role), how);
    }

    /** Says that all that was said so far is told before the request is answered. */
    void answerAfterThis() {
        lane.answerAfterThis();
    }

    void say(RoomEvent event) {
        lane.say(event, Optional.empty());
    }

    /**
     * Says something once it is on disk, where the room keeps what is said.
     *
     * @param what is written down
     * @param otherwise what is said if it cannot be kept
     */
    void say(RoomEvent event, Kept what, Optional<RoomEvent> otherwise) {
        lane.say(event, archive.map(key -> new Keeping(this, what, policy.kept(configuration), otherwise)));
    }

    /** How the room is listed among public ones; none where the store lists it. */
    Optional<Listing> temporaryListing() {
        return key().isPresent() || locked || !configuration.get(Settings.PUBLIC)
                ? Optional.empty()
                : Optional.of(new Listing(address(), configuration.get(Settings.NAME)));
    }

    /**
     * How searches see the room, if it is public.
     *
     * @param before how they saw it, which is the same most of the time
     */
    Optional<Channel> channel(Optional<Channel> before) {
        if (locked || !configuration.get(Settings.PUBLIC)) {
            return Optional.empty();
        }
        boolean same = before.isPresent()
                && before.get().configuration() == configuration
                && before.get().occupants() == occupants.size();
        return same ? before : Optional.of(new Channel(address(), configuration, occupants.size()));
    }
}
