package im.godwit.plugins.search;

import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.service.Accounts;
import im.godwit.service.Command;
import im.godwit.service.Vcards;
import im.godwit.stanza.Condition;
import java.util.Optional;

/**
 * Search of the users of a host, by those users: of those who have said that they want to be found, and by what their
 * vCards tell everybody. As the plugin of a service it searches among the users of the host that the service belongs to
 * by its name.
 */
@Implements(value = "XEP-0055", version = "1.3")
public final class SearchPlugin implements Plugin {
    static final String NAMESPACE = "jabber:iq:search";

    private Host host;
    private Jid domain;

    @Override
    public void start(Host host) {
        this.host = host;
        switch (host.kind()) {
            case ACCOUNTS -> {
                domain = host.domain();
                keep(new People(host));
            }
            case SERVICE -> domain = owner(host.domain());
        }
        host.identity(Identity.of("directory", "user"), DOMAIN);
        host.feature(NAMESPACE);
        host.feature(PageRequest.NAMESPACE);
        host.onGet(SearchXml.QUERY, this::fields, DOMAIN);
        host.onSet(SearchXml.QUERY, this::search, DOMAIN);
    }

    private static Jid owner(Jid service) {
        String name = service.domain();
        return Jid.ofDomain(name.substring(name.indexOf('.') + 1));
    }

    private void keep(People people) {
        host.provide(People.class, people);
        host.contribute(Command.class, new ListingCommand(domain, host.require(Accounts.class), people));
        host.on(
                Vcards.Changed.class,
                changed -> people.refresh(changed.requester().bare()));
        host.on(Event.AccountDeleted.class, deleted -> people.remove(deleted.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, created -> people.remove(created.account()));
    }

    private Result fields(IqRequest request) {
        peopleFor(request);
        return Result.of(SearchXml.fields());
    }

    private Result search(IqRequest request) {
        People people = peopleFor(request);
        Optional<DataForm> form = DataForm.in(request.payload());
        if (form.filter(x -> x.type() == DataForm.Type.CANCEL).isPresent()) {
            return Result.empty();
        }
        Optional<PageRequest> page = PageRequest.in(request.payload());
        Wanted wanted = Wanted.of(domain, SearchXml.values(request.payload(), form));
        if (wanted.terms().isEmpty()) {
            throw Condition.NOT_ACCEPTABLE.error("fill in at least one field").thrown();
        }
        Page<Person> found = people.find(request.from(), wanted, page);
        boolean more = found.summary().count().orElse(0) > found.items().size();
        return Result.of(SearchXml.found(found, form.isPresent(), page.isPresent() || more));
    }

    /** People told that they would be found by users of their host, and by nobody else. */
    private People peopleFor(IqRequest request) {
        Jid searcher = request.from();
        boolean known = searcher.domainJid().equals(domain)
                && host.find(domain, Accounts.class)
                        .filter(accounts -> accounts.exists(searcher.bare()))
                        .isPresent();
        if (!known) {
            throw Condition.FORBIDDEN.error().thrown();
        }
        return host.find(domain, People.class)
                .orElseThrow(() -> Condition.SERVICE_UNAVAILABLE.error().thrown());
    }
}
