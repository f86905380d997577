package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.DOMAIN;
import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.pubsub.Bodies;
import im.godwit.plugins.pubsub.ContactWatch;
import im.godwit.plugins.pubsub.KnownAccounts;
import im.godwit.plugins.pubsub.NodeDisco;
import im.godwit.plugins.pubsub.Upkeep;
import im.godwit.plugins.pubsub.XmlBinding;
import im.godwit.plugins.pubsub.engine.AccessModel;
import im.godwit.plugins.pubsub.engine.Amount;
import im.godwit.plugins.pubsub.engine.Configuration;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeFull;
import im.godwit.plugins.pubsub.engine.Policy;
import im.godwit.plugins.pubsub.engine.Policy.Ability;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.RefusedException;
import im.godwit.plugins.pubsub.engine.SendLast;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.plugins.pubsub.store.Services;
import im.godwit.plugins.pubsub.store.SqlNodeStore;
import im.godwit.service.DiscoSource;
import im.godwit.service.NodeArchives;
import im.godwit.service.PrivateFragments;
import im.godwit.stanza.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes each account of a host a publish-subscribe service that goes by presence. */
@Implements(
        value = "XEP-0163",
        version = "1.2.2",
        without = "the account as a collection of its nodes; presence and contacts of other servers")
@Implements(value = "XEP-0222", version = "1.0")
@Implements(value = "XEP-0223", version = "1.1.1")
@Implements(value = "XEP-0292", version = "0.12.0", without = "a card of the server's own")
@Implements(value = "XEP-0048", version = "1.2")
@Implements(value = "XEP-0312", version = "0.3", without = "presence of other servers; pages")
@Implements(value = "XEP-0402", version = "1.2.0")
@Implements(value = "XEP-0411", version = "1.1.0")
@Implements(value = "XEP-0470", version = "0.2.0")
@Implements(value = "XEP-0496", version = "0.1.0")
@Implements(value = "XEP-0490", version = "1.0.1")
public final class PepPlugin implements Plugin {
    private static final Logger log = LoggerFactory.getLogger(PepPlugin.class);

    private static final List<Feature> BY_PRESENCE = List.of(
            Feature.AUTO_CREATE,
            Feature.AUTO_SUBSCRIBE,
            Feature.FILTERED_NOTIFICATIONS,
            Feature.LAST_PUBLISHED,
            Feature.SINCE); // XEP-0312 §3

    /**
     * Of the plugin that keeps private XML; it starts before this one where bookmarks in it are the same as in nodes.
     */
    private static final String PRIVATE_XML = "jabber:iq:private";

    private final Upkeep upkeep = new Upkeep();

    @Override
    public void start(Host host) {
        if (host.kind() != Host.Kind.ACCOUNTS) {
            throw new IllegalStateException(
                    "plugin \"pep\" is for hosts with accounts; take it off the list of " + host.domain());
        }
        Neighbours neighbours = new Neighbours(host);
        XmlBinding binding = new XmlBinding(host, false);
        Policy policy = policy(host.options(PepOptions.DEFAULTS));
        PubSub pubsub = new PubSub(
                new SqlNodeStore(
                        host.database(SqlNodeStore.MIGRATIONS),
                        Services.ofAccounts(host.domain()),
                        new Bookmarks(policy.defaults(), policy.limits(), host.clock())),
                policy,
                KnownAccounts.of(host).with(neighbours),
                host.clock(),
                host::newId,
                binding::announce);

        host.identity(Identity.of("pubsub", "pep"), ACCOUNT);
        Strangers gate = new Strangers(neighbours, pubsub.discovery(), host::raise);
        binding.serve(pubsub, gate, ACCOUNT, SELF, ACCOUNT);
        BY_PRESENCE.forEach(feature -> binding.advertise(feature, ACCOUNT));
        host.provide(NodeArchives.class, binding.archives(pubsub, gate));
        host.contribute(DiscoSource.class, new AccountDisco(pubsub.discovery(), ofArchives(host)));
        host.incoming(Phase.DELIVER, Message.class, passage -> read(pubsub, binding, passage));

        PersonalEventing eventing = new PersonalEventing(pubsub);
        host.provide(PersonalEventing.class, eventing);
        new Arrivals(host, eventing).register();
        host.on(Event.AccountDeleted.class, gone -> forget(host, pubsub, gone.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, made -> forget(host, pubsub, made.account()));
        ContactWatch.register(host, pubsub, owner -> owner);
        bookmarks(host, pubsub);
        new CardNode(host, pubsub).register();
        new Displayed(pubsub).register(host);
        upkeep.start(pubsub);
    }

    /** XEP-0313 §6: where something passes queries on, which starts before this plugin. */
    private static Set<String> ofArchives(Host host) {
        Set<String> features = new TreeSet<>(NodeDisco.OF_ARCHIVES);
        features.retainAll(host.features(ACCOUNT));
        return features;
    }

    /** Bookmarks for new and for old clients; those of private XML, where that is there too. */
    private static void bookmarks(Host host, PubSub pubsub) {
        host.feature(Bookmarks.NATIVE + "#compat-pep", ACCOUNT); // XEP-0402 §6
        host.on(
                Event.SessionBound.class,
                bound -> catchUp(pubsub, bound.session().jid().bare()));
        if (host.features(DOMAIN).contains(PRIVATE_XML)) {
            host.contribute(PrivateFragments.class, new PrivateBookmarks(pubsub));
            host.feature(Bookmarks.NATIVE + "#compat", ACCOUNT);
            host.feature("urn:xmpp:bookmarks-conversion:0", ACCOUNT); // XEP-0411 §2
        }
    }

    /** XEP-0411 §4: before the client asks. */
    private static void catchUp(PubSub pubsub, Jid account) {
        try {
            pubsub.twinning()
                    .catchUp(new NodeAddress(account, Bookmarks.LEGACY))
                    .delivery()
                    .run();
        } catch (RefusedException tooMany) {
            log.atInfo()
                    .addKeyValue("jid", account)
                    .addKeyValue("reason", tooMany.getMessage())
                    .log("Bookmarks stay in one of their forms");
        }
    }

    private static Policy policy(PepOptions options) {
        Configuration defaults = Configuration.STANDARD
                .with(Settings.ACCESS_MODEL, AccessModel.PRESENCE) // §5
                .with(Settings.SEND_LAST, SendLast.ON_SUBSCRIPTION_AND_PRESENCE)
                .with(Settings.MAX_ITEMS, Amount.of(1)) // what is so now; a list of things says that it is one
                .with(Settings.NODE_FULL, NodeFull.DISCARD_OLDEST) // it is replaced, not taken back
                .with(Settings.MAX_PAYLOAD_SIZE, options.payloadBytes());
        return new Policy(
                options.limits(),
                defaults,
                wellKnown(defaults),
                Map.of(),
                (service, account) -> service.equals(account), // §2.2
                Set.of(Ability.AUTO_CREATE, Ability.AUTO_SUBSCRIBE),
                Bodies.TYPES);
    }

    /** How nodes are whose specifications say so, where a client does not. */
    private static Map<String, Configuration> wellKnown(Configuration defaults) {
        return Map.of(
                CardNode.NODE,
                CardNode.configuration(defaults),
                "urn:xmpp:contacts", // XEP-0292 §5.2
                defaults.with(Settings.ACCESS_MODEL, AccessModel.WHITELIST).with(Settings.MAX_ITEMS, Amount.MAX),
                Displayed.NODE,
                Displayed.configuration(defaults));
    }

    /** What is for the account as a service: errors that come back, and what its owner decides. */
    private static Verdict read(PubSub pubsub, XmlBinding binding, Passage<? extends Message> passage) {
        Message message = passage.stanza();
        if (message.to().filter(Jid::isBare).isEmpty()) {
            return Verdict.pass();
        }
        if (message.isError()) {
            binding.bounced(pubsub, message);
            return Verdict.pass();
        }
        return message.from().filter(from -> from.sameBare(passage.account())).isPresent()
                ? binding.decided(pubsub, message)
                : Verdict.pass();
    }

    /** All it had, and what it had to do with the nodes of others. */
    private static void forget(Host host, PubSub pubsub, Jid account) {
        host.require(PersonalEventing.class).dissolve(account);
        pubsub.services(account).stream()
                .filter(Jid::hasLocal)
                .forEach(owner -> host.find(owner.domainJid(), PersonalEventing.class)
                        .ifPresent(eventing -> eventing.forget(owner, account)));
    }

    @Override
    public void stop() {
        upkeep.stop();
    }
}
