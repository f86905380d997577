package im.godwit.plugins.commands;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.DOMAIN;
import static im.godwit.plugin.Host.At.SELF;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.service.Command;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Name;

/** Lists and runs the {@link Command}s that other plugins contribute, on a host with accounts or on a service. */
@Implements(value = "XEP-0050", version = "1.3.0", without = "languages other than English")
public final class CommandsPlugin implements Plugin {
    static final String NAMESPACE = "http://jabber.org/protocol/commands";
    static final Name COMMAND = new Name(NAMESPACE, "command");

    @Override
    public void start(Host host) {
        CommandsOptions options = host.options(CommandsOptions.DEFAULTS);
        Commands commands = new Commands(host);
        Requests requests = new Requests(host, commands, new Executions(options, host.clock()));
        host.feature(NAMESPACE);
        host.contribute(DiscoSource.class, commands);
        switch (host.kind()) {
            case ACCOUNTS -> host.onSet(COMMAND, requests::handle, DOMAIN, SELF);
            case SERVICE -> {
                host.feature(NAMESPACE, ACCOUNT);
                host.onSet(COMMAND, requests::handle, DOMAIN, ACCOUNT);
            }
        }
    }
}
