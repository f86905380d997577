package im.godwit.store;

import java.util.List;

/**
 * What many pieces of work give to one statement: a transaction that commits the work of many callers together writes
 * once for all of them.
 *
 * @param <T> what is given
 */
@FunctionalInterface
public interface Gathering<T> {
    /** Writes what was given, in its order, within the transaction that it was given in. */
    void write(Sql sql, List<T> given);
}
