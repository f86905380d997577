package im.godwit.plugins.pubsub;

import static im.godwit.plugin.Host.At.DOMAIN;

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
import im.godwit.plugins.pubsub.engine.Policy;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.service.Accounts;
import im.godwit.service.Command;
import im.godwit.service.DiscoSource;
import im.godwit.stanza.Message;
import java.util.function.Predicate;

/** A publish-subscribe service on a domain of its own. */
@Implements(value = "XEP-0060", version = "1.30.0", without = "collections; presence of other servers")
@Implements(value = "XEP-0131", version = "1.2", without = "all headers but SubID")
@Implements(value = "XEP-0059", version = "1.0", without = "pages by index; the number of nodes")
@Implements(value = "XEP-0413", version = "0.2.1")
@Implements(value = "XEP-0004", version = "2.13.2", without = "multiple items in results")
public final class PubSubPlugin implements Plugin {
    /** Of the plugin that runs commands (XEP-0050); it starts before this one where its features are to be told. */
    private static final String COMMANDS = "http://jabber.org/protocol/commands";

    private final Upkeep upkeep = new Upkeep();

    @Override
    public void start(Host host) {
        PubSubOptions options = host.options(PubSubOptions.DEFAULTS);
        Bounces bounces = new Bounces();
        SubscriptionXml xml = new SubscriptionXml(options.multipleSubscriptions());
        Announcer announcer = new Announcer(host::newId, bounces, new EventXml(xml), host::send);
        PubSub pubsub = new PubSub(
                new SqlNodeStore(host.database(SqlNodeStore.MIGRATIONS)),
                policy(options, host.require(Accounts.class)),
                KnownAccounts.of(host),
                host.clock(),
                host::newId,
                announcer::announce);

        Actions actions = actions(pubsub, xml);
        host.onGet(Vocabulary.pubsub("pubsub"), actions::perform, DOMAIN);
        host.onSet(Vocabulary.pubsub("pubsub"), actions::perform, DOMAIN);
        host.onGet(Vocabulary.owner("pubsub"), actions::perform, DOMAIN);
        host.onSet(Vocabulary.owner("pubsub"), actions::perform, DOMAIN);

        host.identity(Identity.of("pubsub", "service"), DOMAIN);
        host.feature(Vocabulary.PUBSUB);
        actions.features().forEach(feature -> advertise(host, feature));
        host.feature(OrderXml.NAMESPACE); // XEP-0413, "Discovering Support"
        host.feature(OrderXml.NAMESPACE + "@" + Vocabulary.PUBSUB);
        advertise(host, Feature.META_DATA);
        if (options.autoCreate()) {
            advertise(host, Feature.AUTO_CREATE);
        }
        if (options.multipleSubscriptions()) {
            advertise(host, Feature.MULTI_SUBSCRIBE);
            host.feature(Vocabulary.SHIM); // XEP-0131 §4
        }
        host.contribute(Command.class, new PendingCommand(host.domain(), pubsub.subscriptions()));
        if (host.features(DOMAIN).contains(COMMANDS)) {
            advertise(host, Feature.GET_PENDING);
        }
        host.contribute(DiscoSource.class, new NodeDisco(pubsub.discovery()));
        host.incoming(Phase.DELIVER, Message.class, passage -> bounced(pubsub, bounces, passage.stanza()));
        Approvals approvals = new Approvals(pubsub.subscriptions());
        host.incoming(Phase.DELIVER, Message.class, passage -> approvals.read(passage.stanza()));
        new PresenceWatch(host, pubsub).register();
        upkeep.start(pubsub);
        host.on(Event.AccountDeleted.class, gone -> forget(pubsub, host.domain(), gone.account()));
    }

    private static Policy policy(PubSubOptions options, Accounts accounts) {
        Predicate<Jid> creators = switch (options.creators()) {
            case ACCOUNTS -> account -> account.hasLocal() && accounts.exists(account);
            case ANYONE -> account -> true;
        };
        Configuration defaults = Configuration.STANDARD.with(Settings.MAX_PAYLOAD_SIZE, options.payloadBytes());
        return new Policy(options.limits(), defaults, creators, options.abilities(), Bodies.TYPES);
    }

    @Override
    public void stop() {
        upkeep.stop();
    }

    private static Actions actions(PubSub pubsub, SubscriptionXml xml) {
        Actions actions = new Actions();
        new NodeRequests(pubsub.management()).register(actions);
        new PublishRequests(pubsub.publishing()).register(actions);
        new SubscribeRequests(pubsub.subscribing(), xml).register(actions);
        new OptionRequests(pubsub.subscribing()).register(actions);
        new RetrievalRequests(pubsub.retrieval(), xml).register(actions);
        new OwnerRequests(pubsub.subscriptions(), pubsub.affiliating(), xml).register(actions);
        return actions;
    }

    private static void advertise(Host host, Feature feature) {
        host.feature(Vocabulary.PUBSUB + "#" + feature.text());
    }

    /** §12.4; any other message is not for a service. */
    private static Verdict bounced(PubSub pubsub, Bounces bounces, Message message) {
        if (!message.isError()) {
            return Verdict.pass();
        }
        bounces.read(message)
                .map(dead -> pubsub.subscribing().drop(dead.node(), dead.subscriber()))
                .ifPresent(outcome -> outcome.delivery().run());
        return Verdict.done();
    }

    private static void forget(PubSub pubsub, Jid service, Jid account) {
        pubsub.forget(service, account).forEach(outcome -> outcome.delivery().run());
    }
}
