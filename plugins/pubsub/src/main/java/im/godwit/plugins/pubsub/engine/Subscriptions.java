package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The subscriptions of a node by the account that has them, pending ones too. Immutable. */
public final class Subscriptions {
    public static final Subscriptions NONE = new Subscriptions(HashTreePMap.empty(), 0, 0, 0, 0);

    /** Changed copies share what did not change, so that one of many subscriptions costs no more than one of few. */
    private final PMap<Jid, List<Subscription>> byAccount;

    private final int size;
    private final int durable;
    private final int lasting;
    private final int leased;

    private Subscriptions(PMap<Jid, List<Subscription>> byAccount, int size, int durable, int lasting, int leased) {
        this.byAccount = byAccount;
        this.size = size;
        this.durable = durable;
        this.lasting = lasting;
        this.leased = leased;
    }

    /** Makes it from its subscriptions. */
    public static Subscriptions of(Collection<Subscription> subscriptions) {
        return NONE.with(subscriptions);
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** How many are in force; only those that end by themselves have to be looked at for that. */
    public long inForce(Instant now) {
        return leased == 0 ? lasting : all().filter(s -> s.isInForce(now)).count();
    }

    /** Whether any of them keeps a position. */
    public boolean areSomeDurable() {
        return durable > 0;
    }

    /** All of them, in no order. */
    public Stream<Subscription> all() {
        return byAccount.values().stream().flatMap(List::stream);
    }

    /** All of them, those of one JID together. */
    Stream<List<Subscription>> byJid() {
        return byAccount.values().stream()
                .flatMap(theirs -> theirs.size() == 1
                        ? Stream.of(theirs)
                        : theirs.stream().collect(Collectors.groupingBy(Subscription::jid)).values().stream());
    }

    /** Those of all resources of an account. */
    List<Subscription> ofAccount(Jid account) {
        return byAccount.getOrDefault(account.bare(), List.of());
    }

    /** Those of exactly this JID. */
    List<Subscription> of(Jid jid) {
        return ofAccount(jid).stream().filter(s -> s.jid().equals(jid)).toList();
    }

    /** The one of this JID and identifier. */
    public Optional<Subscription> find(Jid jid, String subid) {
        return of(jid).stream().filter(s -> s.subid().equals(subid)).findFirst();
    }

    /** With each change in place of the subscription of the same JID and identifier; those that are none are gone. */
    Subscriptions with(Collection<Subscription> changes) {
        PMap<Jid, List<Subscription>> changed = byAccount;
        int count = size;
        int keeping = durable;
        int unending = lasting;
        int ending = leased;
        for (Subscription change : changes) {
            Jid account = change.jid().bare();
            List<Subscription> before = changed.getOrDefault(account, List.of());
            List<Subscription> after = with(before, change);
            count += after.size() - before.size();
            keeping += count(after, Subscription::isDurable) - count(before, Subscription::isDurable);
            unending += count(after, Subscription::isLasting) - count(before, Subscription::isLasting);
            ending += count(after, Subscription::isLeased) - count(before, Subscription::isLeased);
            changed = after.isEmpty() ? changed.minus(account) : changed.plus(account, after);
        }
        return new Subscriptions(changed, count, keeping, unending, ending);
    }

    private static int count(List<Subscription> theirs, Predicate<Subscription> which) {
        int count = 0;
        for (Subscription subscription : theirs) {
            count += which.test(subscription) ? 1 : 0;
        }
        return count;
    }

    private static List<Subscription> with(List<Subscription> theirs, Subscription change) {
        List<Subscription> those = new ArrayList<>(theirs);
        those.removeIf(s -> s.jid().equals(change.jid()) && s.subid().equals(change.subid()));
        if (change.state() != SubscriptionState.NONE) {
            those.add(change);
        }
        return List.copyOf(those);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subscriptions that && byAccount.equals(that.byAccount);
    }

    @Override
    public int hashCode() {
        return byAccount.hashCode();
    }

    @Override
    public String toString() {
        return byAccount.values().toString();
    }
}
