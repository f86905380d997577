package im.godwit.plugins.pubsub.http;

import im.godwit.jid.Jid;
import im.godwit.plugins.pubsub.engine.Following;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.NodeEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** The nodes of a service as topics of WebSub, for its hub. For any thread; blocks while the store works. */
public final class Topics {
    private final Pages pages;
    private final Hubs hubs;
    private final Following following;
    private final Optional<Jid> anonymous;

    Topics(Pages pages, Hubs hubs, Following following, Optional<Jid> anonymous) {
        this.pages = pages;
        this.hubs = hubs;
        this.following = following;
        this.anonymous = anonymous;
    }

    /** As whom somebody reads who shows no password; none where they may not. */
    public Optional<Jid> anonymous() {
        return anonymous;
    }

    /** The topic that has this address; none if it is no address of one. */
    public Optional<Topic> at(String url) {
        return hubs.topic(url);
    }

    /** The address of a topic. */
    public String url(Topic topic) {
        return hubs.self(topic.node(), format(topic));
    }

    /** What the header {@code Link} of a topic says of the topic and its hub; none where there is no hub. */
    public Optional<String> links(Topic topic) {
        return new PageLinks(url(topic), hubs.hub(), Optional.empty()).header();
    }

    /**
     * What is at a topic, as who asks for its address gets it.
     *
     * @throws im.godwit.plugins.pubsub.engine.RefusedException if there is no such node, or not for this requester
     */
    public TopicContent read(Jid requester, Topic topic) {
        return pages.page(requester, topic.node(), Pages.Wanted.topic(format(topic)))
                .content();
    }

    private static Format format(Topic topic) {
        return Format.named(topic.format()).orElseThrow();
    }

    /** Begins to tell what happens at a node; see {@link Following#follow}. */
    public Runnable follow(NodeAddress node, Consumer<NodeEvent> follower) {
        return following.follow(node, follower);
    }
}
