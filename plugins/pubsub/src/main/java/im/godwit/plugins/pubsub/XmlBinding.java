package im.godwit.plugins.pubsub;

import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.pubsub.engine.Attached;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Notification;
import im.godwit.plugins.pubsub.engine.PubSub;
import im.godwit.plugins.pubsub.engine.Relations;
import im.godwit.service.NodeArchives;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.xml.Name;
import java.util.List;

/**
 * Joins an engine to the stanzas of a host: requests and answers, notifications and what comes back of them. The
 * service on a domain of its own and personal eventing share it. Threads may share it.
 */
public final class XmlBinding {
    private final Host host;
    private final SubscriptionXml xml;
    private final Bounces bounces = new Bounces();
    private final EventXml events;
    private final Announcer announcer;

    /**
     * Makes the binding of one engine.
     *
     * @param multipleSubscriptions whether subscriptions are told apart by identifiers (XEP-0060 §6.1.6)
     */
    public XmlBinding(Host host, boolean multipleSubscriptions) {
        this.host = host;
        this.xml = new SubscriptionXml(multipleSubscriptions);
        this.events = new EventXml(xml);
        this.announcer = new Announcer(host::newId, bounces, events, host::broadcast);
    }

    /** Sends notifications to their recipients, in this order; returns when the router has all of them. */
    public void announce(List<Notification> notifications) {
        announcer.announce(notifications);
    }

    /** Says before each request whether it may be looked at at all, and hears what was done. */
    public interface Gate {
        /**
         * Lets a request pass.
         *
         * @throws im.godwit.stanza.StanzaException to refuse it
         */
        void check(IqRequest request);

        /** A request has been done; its answer waits until this returns. */
        default void done(IqRequest request) {}
    }

    /** Answers the requests to an engine at these places, and advertises what it can do there. */
    public void serve(PubSub pubsub, Gate gate, At advertised, At... places) {
        Actions actions = actions(pubsub);
        for (Name name : List.of(Vocabulary.pubsub("pubsub"), Vocabulary.owner("pubsub"))) {
            host.onGet(name, request -> perform(actions, gate, request), places);
            host.onSet(name, request -> perform(actions, gate, request), places);
        }
        new CursorRequests(host, pubsub.cursors(), events, gate).register(advertised, places);
        host.feature(Vocabulary.PUBSUB, advertised);
        actions.features().forEach(feature -> advertise(feature, advertised));
        advertise(Feature.META_DATA, advertised);
        host.feature(OrderXml.NAMESPACE, advertised); // XEP-0413, "Discovering Support"
        host.feature(OrderXml.NAMESPACE + "@" + Vocabulary.PUBSUB, advertised);
        host.feature(Attached.NAMESPACE, advertised); // XEP-0470 §6
        host.feature(Relations.NAMESPACE, advertised); // XEP-0496 §7
        if (pubsub.subscribing().arePublic()) {
            host.feature(Attached.PUBLIC, advertised); // XEP-0465 §6
        }
    }

    /** Answers who reads the archives of a service's nodes (XEP-0442). */
    void serveArchives(PubSub pubsub) {
        new ArchiveRequests(host, pubsub.histories(), events, request -> {}).register();
    }

    /** The same, for who answers queries at other places than the domain. */
    public NodeArchives archives(PubSub pubsub, Gate gate) {
        return new ArchiveRequests(host, pubsub.histories(), events, gate);
    }

    private static Result perform(Actions actions, Gate gate, IqRequest request) {
        gate.check(request);
        Result result = actions.perform(request);
        gate.done(request);
        return result;
    }

    private Actions actions(PubSub pubsub) {
        Actions actions = new Actions();
        new NodeRequests(pubsub.management()).register(actions);
        if (pubsub.management().hasCollections()) {
            new CollectionRequests(pubsub.management()).register(actions);
        } else {
            actions.refuse(Iq.Type.SET, Vocabulary.owner("collection"), Feature.COLLECTIONS);
        }
        new PublishRequests(pubsub.publishing()).register(actions);
        new SubscribeRequests(pubsub.subscribing(), xml).register(actions);
        new OptionRequests(pubsub.subscribing()).register(actions);
        new RetrievalRequests(pubsub.retrieval(), xml).register(actions);
        new OwnerRequests(pubsub.subscriptions(), pubsub.affiliating(), xml).register(actions);
        return actions;
    }

    /** Advertises what the engine does beyond its requests. */
    public void advertise(Feature feature, At place) {
        host.feature(Vocabulary.PUBSUB + "#" + feature.text(), place);
    }

    /** Takes an error in answer to a notification, which may end a subscription (§12.4). */
    public void bounced(PubSub pubsub, Message error) {
        bounces.read(error).stream()
                .map(dead -> pubsub.subscribing().drop(dead.node(), dead.subscriber()))
                .forEach(outcome -> outcome.delivery().run());
    }

    /** Takes an owner's answer to the question who may subscribe (§8.6); passes any other message on. */
    public Verdict decided(PubSub pubsub, Message message) {
        return new Approvals(pubsub.subscriptions()).read(message);
    }
}
