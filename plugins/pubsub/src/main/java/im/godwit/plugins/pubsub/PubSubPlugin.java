package im.godwit.plugins.pubsub;

import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.http.HttpRoute;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.OwnNodes;
import im.godwit.plugins.pubsub.engine.Policy;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.http.NodeRoute;
import im.godwit.plugins.pubsub.http.Topics;
import im.godwit.plugins.pubsub.serverinfo.ServerInfoNode;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.service.Accounts;
import im.godwit.service.Command;
import im.godwit.service.DiscoSource;
import im.godwit.service.Documents;
import im.godwit.stanza.Message;
import java.util.Map;
import java.util.Optional;

/** A publish-subscribe service on a domain of its own. */
@Implements(value = "XEP-0060", version = "1.30.0", without = "presence of other servers")
@Implements(value = "XEP-0131", version = "1.2", without = "all headers but SubID and Collection")
@Implements(value = "XEP-0248", version = "0.5.0")
@Implements(value = "XEP-0335", version = "0.1.1", without = "validation of what is published over XMPP")
@Implements(
        value = "XEP-0059",
        version = "1.0",
        without = "of nodes in no collection, pages by index and how many there are, as each requester sees others")
@Implements(value = "XEP-0312", version = "0.3", without = "presence of other servers; pages")
@Implements(value = "XEP-0442", version = "0.2.0")
@Implements(value = "XEP-0413", version = "0.2.1")
@Implements(value = "XEP-0470", version = "0.2.0")
@Implements(value = "XEP-0496", version = "0.1.0")
@Implements(
        value = "XEP-0465",
        version = "0.1.1",
        without = "accounts, and with them the list of what somebody is subscribed to and XEP-0376")
@Implements(value = "XEP-0004", version = "2.13.2")
public final class PubSubPlugin implements Plugin {
    /** Of the plugin that runs commands (XEP-0050); it starts before this one where its features are to be told. */
    private static final String COMMANDS = "http://jabber.org/protocol/commands";

    private final Upkeep upkeep = new Upkeep();

    @Override
    public void start(Host host) {
        PubSubOptions options = host.options(PubSubOptions.DEFAULTS);
        XmlBinding binding = new XmlBinding(host, options.multipleSubscriptions());
        PubSub pubsub = new PubSub(
                new SqlNodeStore(host.database(SqlNodeStore.MIGRATIONS), Services.at(host.domain())),
                policy(options, host.require(Accounts.class)),
                KnownAccounts.of(host),
                host.clock(),
                host::newId,
                binding::announce);

        pubsub.management().openRoot(host.domain());
        host.provide(OwnNodes.class, pubsub.ownNodes());
        host.identity(Identity.of("pubsub", "service"), DOMAIN);
        binding.serve(pubsub, request -> {}, DOMAIN, DOMAIN);
        binding.serveArchives(pubsub);
        binding.advertise(Feature.SINCE, DOMAIN); // XEP-0312 §3
        if (options.autoCreate()) {
            binding.advertise(Feature.AUTO_CREATE, DOMAIN);
        }
        if (options.multipleSubscriptions()) {
            binding.advertise(Feature.MULTI_SUBSCRIBE, DOMAIN);
        }
        host.feature(Vocabulary.SHIM); // XEP-0131 §4
        host.contribute(Command.class, new PendingCommand(host.domain(), pubsub.subscriptions()));
        new NodeCommands(host, pubsub).register(host);
        if (host.features(DOMAIN).contains(COMMANDS)) {
            binding.advertise(Feature.GET_PENDING, DOMAIN);
        }
        host.contribute(DiscoSource.class, new NodeDisco(pubsub.discovery(), NodeDisco.OF_ARCHIVES));
        host.incoming(Phase.DELIVER, Message.class, passage -> bounced(pubsub, binding, passage.stanza()));
        host.incoming(Phase.DELIVER, Message.class, passage -> binding.decided(pubsub, passage.stanza()));
        new PresenceWatch(host, pubsub).register();
        ContactWatch.register(host, pubsub, owner -> host.domain());
        serve(host, pubsub, options);
        upkeep.start(pubsub);
        host.on(Event.AccountDeleted.class, gone -> forget(pubsub, host.domain(), gone.account()));
    }

    /** The nodes over HTTP. */
    private static void serve(Host host, PubSub pubsub, PubSubOptions options) {
        Optional<Jid> anonymous = switch (options.httpAccess()) {
            case NOBODY, ACCOUNTS -> Optional.empty();
            case ANYONE -> Optional.of(NodeRoute.ANYBODY);
        };
        if (options.httpAccess() != HttpAccess.NOBODY) {
            NodeRoute nodes = new NodeRoute(pubsub, host.require(Documents.class), host, anonymous);
            host.contribute(HttpRoute.class, new HttpRoute(nodes.prefix(), options.payloadBytes(), nodes));
            host.provide(Topics.class, nodes.topics());
        }
    }

    private static Policy policy(PubSubOptions options, Accounts accounts) {
        Policy.Creators creators = switch (options.creators()) {
            case ACCOUNTS -> (service, account) -> account.hasLocal() && accounts.exists(account);
            case ANYONE -> (service, account) -> true;
        };
        Configuration defaults = Configuration.STANDARD.with(Settings.MAX_PAYLOAD_SIZE, options.payloadBytes());
        return new Policy(
                options.limits(),
                defaults,
                Map.of(),
                Map.of(ServerInfoNode.NODE, ServerInfoNode.configuration(defaults)),
                creators,
                options.abilities(),
                Bodies.TYPES);
    }

    @Override
    public void stop() {
        upkeep.stop();
    }

    /** §12.4; any other message is not for a service. */
    private static Verdict bounced(PubSub pubsub, XmlBinding binding, Message message) {
        if (!message.isError()) {
            return Verdict.pass();
        }
        binding.bounced(pubsub, message);
        return Verdict.done();
    }

    private static void forget(PubSub pubsub, Jid service, Jid account) {
        pubsub.forget(service, account).forEach(outcome -> outcome.delivery().run());
    }
}
