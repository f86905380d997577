package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.store.Sql;
import java.util.function.Consumer;

/** Takes what hooks keep of one stanza until all of it is made durable together; hooks use {@link Passage#keep}. */
@FunctionalInterface
public interface Keeper {
    /** Adds a change for an account. */
    void keep(Jid account, Consumer<Sql> change);
}
