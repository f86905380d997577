package im.godwit.store;

import im.godwit.jid.Jid;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One value for each account, in the database. Values of deleted accounts go with them.
 *
 * @param <V> the values
 */
public interface Store<V> {
    Optional<V> get(Jid account);

    /**
     * Changes the value atomically and durably; an empty result removes it. The edit may run more than once.
     *
     * @return the value before and after
     */
    Change<V> update(Jid account, UnaryOperator<Optional<V>> edit);

    /** Sets the value, whatever it was. */
    default void put(Jid account, V value) {
        update(account, before -> Optional.of(value));
    }

    /** What an update did. */
    record Change<V>(Optional<V> before, Optional<V> after) {}
}
