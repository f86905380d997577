package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.administration.StandingMessage.Kind;
import im.godwit.service.Accounts;
import im.godwit.service.DomainAdministrators;
import im.godwit.service.NameReservation;
import im.godwit.service.Operations;
import im.godwit.store.Database;

/** Commands for those who administer a host with accounts; listed and run by the commands plugin. */
@Implements(
        value = "XEP-0133",
        version = "1.3.1",
        without =
                "whitelists (without federation the accounts are one), blacklists of services and for one direction, rates")
public final class AdministrationPlugin implements Plugin {
    @Override
    public void start(Host host) {
        if (host.kind() != Host.Kind.ACCOUNTS) {
            throw new IllegalStateException(
                    "plugin \"administration\" is for hosts with accounts; take it off the list of " + host.domain());
        }
        Jid domain = host.domain();
        Accounts accounts = host.require(Accounts.class);
        Operations operations = host.require(Operations.class);
        Database database = host.database(StandingMessages.MIGRATIONS);
        Named named = new Named(domain, accounts);
        Announcer announcer = new Announcer(host, operations);
        Administrators administrators = new Administrators(
                domain,
                host.options(AdministrationOptions.DEFAULTS).admins(),
                new AddressList(database, domain, AddressList.Kind.ADMINS));
        host.on(Event.AccountDeleted.class, deleted -> administrators.forget(deleted.account()));
        // or whoever registers the name of one that is not there yet would be one
        host.contribute(NameReservation.class, administrators::contain);
        host.provide(DomainAdministrators.class, administrators::contain);
        Registry commands = new Registry(host, administrators);

        new AccountCommands(host, accounts, named).register(commands);
        new AdminListCommand(administrators, named).register(commands);
        new BlacklistCommand(host, administrators).register(commands);
        new SessionCommands(host, operations, named).register(commands);
        new RosterCommand(host, named).register(commands);
        new LastLogins(host, named).register(commands);
        new PopulationCommands(domain, accounts, new Population(operations)).register(commands);
        new AnnounceCommand(announcer).register(commands);
        new MessageOfTheDay(host, announcer, new StandingMessages(database, domain, Kind.DAY)).register(commands);
        new Welcome(host, announcer, new StandingMessages(database, domain, Kind.WELCOME)).register(commands);
        new StopCommands(operations, announcer).register(commands);
    }
}
