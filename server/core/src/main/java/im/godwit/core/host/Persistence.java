package im.godwit.core.host;

import im.godwit.jid.Jid;
import im.godwit.store.Codec;
import im.godwit.store.Database;
import im.godwit.store.Migrations;
import im.godwit.store.Store;

/** The database of a server with its migrations and value stores. */
public interface Persistence {
    Database database();

    /**
     * Brings a component's tables up to date.
     *
     * @throws IllegalStateException if they were made by a newer version, with a message that says what to do
     */
    void migrate(Migrations migrations);

    /** A store of one value an account. */
    <V> Store<V> store(String name, Codec<V> codec);

    /** Removes the values of an account that is gone from all stores. */
    void forget(Jid account);
}
