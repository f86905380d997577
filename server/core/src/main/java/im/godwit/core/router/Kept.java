package im.godwit.core.router;

import im.godwit.jid.Jid;
import im.godwit.plugin.Keeper;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaError;
import im.godwit.store.Database;
import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hooks keep of one stanza, until it is committed in one transaction. Used by one thread. */
final class Kept implements Keeper {
    private static final Logger log = LoggerFactory.getLogger(Kept.class);

    private record Change(Jid account, Consumer<Sql> work) {}

    private final Database database;
    private List<Change> changes = List.of();

    Kept(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Jid account, Consumer<Sql> change) {
        if (changes.isEmpty()) {
            changes = new ArrayList<>(2);
        }
        changes.add(new Change(account, change));
    }

    /**
     * Makes all that was kept so far durable; nothing is left to commit then.
     *
     * @return the error for the sender, if it could not be done
     */
    Optional<StanzaError> commit() {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<Change> together = changes;
        changes = List.of();
        // in one order everywhere: two stanzas between the same two accounts never wait for each other in a circle
        together.sort(Comparator.comparing(change -> change.account().toString()));
        try {
            database.write(sql -> {
                together.forEach(change -> change.work().accept(sql));
                return true;
            });
            return Optional.empty();
        } catch (StoreException notKept) {
            logFailure(together, notKept);
            return Optional.of(notKept.error());
        } catch (RuntimeException bug) {
            logFailure(together, bug);
            return Optional.of(Condition.INTERNAL_SERVER_ERROR.error());
        }
    }

    private static void logFailure(List<Change> together, RuntimeException cause) {
        log.atError()
                .addKeyValue("jid", together.stream().map(Change::account).toList())
                .setCause(cause)
                .log("A stanza could not be kept");
    }
}
