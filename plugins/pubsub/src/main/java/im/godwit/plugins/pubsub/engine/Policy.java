package im.godwit.plugins.pubsub.engine;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Refusal.Unacceptable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a service permits.
 *
 * @param limits how much there may be
 * @param defaults how a node is configured unless its creator says otherwise
 * @param wellKnown the same for nodes of certain names, whose specifications want it otherwise
 * @param own nodes that the service alone makes, for itself, by name
 * @param creators which bare JIDs may make nodes at which service
 * @param abilities what is switched on
 * @param typesWithBody the types of nodes whose payloads can be said in words (§12.8)
 */
public record Policy(
        Limits limits,
        Configuration defaults,
        Map<String, Configuration> wellKnown,
        Map<String, Configuration> own,
        Creators creators,
        Set<Ability> abilities,
        Set<String> typesWithBody) {
    /** Who may make nodes; asked from many threads. */
    @FunctionalInterface
    public interface Creators {
        /** Whether an account, given by its bare JID, may make nodes at a service. */
        boolean include(Jid service, Jid account);
    }

    /** What a service may be able to do, or not. */
    public enum Ability {
        /** Publishing to a node that is not there makes it (§7.1.4). */
        AUTO_CREATE,
        /** Those to whom a node is open need no subscription to see its items (§9.1). */
        AUTO_SUBSCRIBE,
        /** Nodes may contain other nodes (XEP-0248). */
        COLLECTIONS,
        /** One JID may have several subscriptions to a node (§6.1.6). */
        MULTI_SUBSCRIBE,
        /** Subscribers may let others see that they are (XEP-0465). */
        PUBLIC_SUBSCRIPTIONS
    }

    public Policy {
        wellKnown = Map.copyOf(wellKnown);
        own = Map.copyOf(own);
        abilities = Set.copyOf(abilities);
        typesWithBody = Set.copyOf(typesWithBody);
    }

    /** Without nodes of certain names, and without any of its own. */
    public Policy(
            Limits limits,
            Configuration defaults,
            Creators creators,
            Set<Ability> abilities,
            Set<String> typesWithBody) {
        this(limits, defaults, Map.of(), Map.of(), creators, abilities, typesWithBody);
    }

    /** How a node is configured unless its creator says otherwise. */
    Configuration defaults(NodeAddress address) {
        return wellKnown.getOrDefault(address.node(), defaults);
    }

    boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** The root node of a service, if there are collections (XEP-0248 §8.1). */
    Optional<NodeAddress> root(Jid service) {
        return can(Ability.COLLECTIONS) ? Optional.of(NodeAddress.root(service)) : Optional.empty();
    }

    /** A subscription's options with the longest lease that there is in place of a longer one (§12.18). */
    Configuration limited(Configuration options, Instant now) {
        Instant latest = now.plus(limits.lease());
        return options.get(Options.EXPIRE).end().filter(latest::isBefore).isPresent()
                ? options.with(Options.EXPIRE, new Lease.Until(latest))
                : options;
    }

    /** Whether two values of a setting come to the same under these limits. */
    <T> boolean same(Setting<T> setting, T one, T other) {
        if (setting == Settings.MAX_ITEMS && one instanceof Amount a && other instanceof Amount b) {
            return a.within(limits.itemsPerNode()) == b.within(limits.itemsPerNode());
        }
        return one.equals(other);
    }

    /** Requires what was changed to be within the limits; what was not may stem from times of other limits. */
    Configuration require(Configuration wanted, Configuration before) {
        Amount items = wanted.get(Settings.MAX_ITEMS);
        boolean moreItems = !items.equals(before.get(Settings.MAX_ITEMS)) && !items.equals(Amount.MAX);
        if (moreItems && items.number() > limits.itemsPerNode()) {
            throw new Unacceptable("max_items is at most " + limits.itemsPerNode()).thrown();
        }
        int bytes = wanted.get(Settings.MAX_PAYLOAD_SIZE);
        if (bytes != before.get(Settings.MAX_PAYLOAD_SIZE) && bytes > limits.payloadBytes()) {
            throw new Unacceptable("max_payload_size is at most " + limits.payloadBytes()).thrown();
        }
        return wanted;
    }
}
