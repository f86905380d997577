package im.godwit.plugins.search;

import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.PageSummary;
import im.godwit.paging.Position;
import im.godwit.plugin.Host;
import im.godwit.service.TokenBuckets;
import im.godwit.service.Vcards;
import im.godwit.stanza.Condition;
import im.godwit.store.AccountLocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The users of a host who want to be found, and what their vCards tell of them. May be used by many threads. */
final class People {
    private final Host host;
    private final SearchOptions options;
    private final PeopleTables tables;
    private final TokenBuckets<Jid> pace;
    private final AccountLocks locks = new AccountLocks();

    People(Host host) {
        this.host = host;
        this.options = host.options(SearchOptions.DEFAULTS);
        this.tables = new PeopleTables(host.database(PeopleTables.MIGRATIONS));
        this.pace = new TokenBuckets<>(options.searchesPerMinute(), Duration.ofMinutes(1), host.clock());
    }

    /** Whether somebody wants to be found. */
    boolean contains(Jid account) {
        return tables.contains(account);
    }

    /** Somebody wants to be found from now on; durable when this returns. */
    void add(Jid account) {
        locks.during(account, () -> saved(account));
    }

    /** Somebody does not want to be found any more, or is gone; durable when this returns. */
    void remove(Jid account) {
        locks.during(account, () -> {
            tables.delete(account);
            return account;
        });
    }

    /** The vCard of somebody has changed, who may be somebody who is not to be found. */
    void refresh(Jid account) {
        if (tables.contains(account)) {
            locks.during(account, () -> tables.contains(account) ? saved(account) : account);
        }
    }

    private Jid saved(Jid account) {
        tables.save(Person.of(account, host.find(Vcards.class).flatMap(vcards -> vcards.find(account))));
        return account;
    }

    /**
     * A page of those who are searched for, sorted by their addresses, which are their UIDs.
     *
     * @param request none where the searcher does not know pages
     * @throws im.godwit.stanza.StanzaException {@code resource-constraint} where somebody searches too often,
     *     {@code item-not-found} if there is nobody whom the page could lie beside
     */
    Page<Person> find(Jid searcher, Wanted wanted, Optional<PageRequest> request) {
        if (!pace.permits(searcher.bare())) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("too many searches; try again later")
                    .thrown();
        }
        int size = request.orElse(PageRequest.FIRST).size(options.pageSize(), options.maxPageSize());
        List<Person> found = switch (request.orElse(PageRequest.FIRST).position()) {
            case Position.First _ -> tables.after(wanted, Optional.empty(), size);
            case Position.Last _ -> tables.before(wanted, Optional.empty(), size);
            case Position.After place -> tables.after(wanted, Optional.of(known(place.uid())), size);
            case Position.Before place -> tables.before(wanted, Optional.of(known(place.uid())), size);
            // XEP-0059 §2.6: who does not offer that says so
            case Position.At _ ->
                throw Condition.FEATURE_NOT_IMPLEMENTED.error().thrown();
        };
        OptionalLong count =
                OptionalLong.of(found.size() < size && request.isEmpty() ? found.size() : tables.count(wanted));
        if (found.isEmpty()) {
            return new Page<>(found, PageSummary.empty(count));
        }
        var span = new PageSummary.Span(uid(found.getFirst()), uid(found.getLast()), OptionalLong.empty());
        return new Page<>(found, new PageSummary(Optional.of(span), count));
    }

    private static String uid(Person person) {
        return person.account().toString();
    }

    /** XEP-0059 §2.4. */
    private Jid known(String uid) {
        return Jid.tryParse(uid)
                .filter(tables::contains)
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND
                        .error("there is nobody of this UID")
                        .thrown());
    }
}
