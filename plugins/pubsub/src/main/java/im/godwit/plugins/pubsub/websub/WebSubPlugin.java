package im.godwit.plugins.pubsub.websub;

import im.godwit.http.HttpRoute;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.pubsub.http.HubPath;
import im.godwit.plugins.pubsub.http.Topics;
import java.util.Optional;

/** The hub of a publish-subscribe service: pushes what is at its nodes to web servers that subscribe. */
@Implements(value = "WebSub", without = "publishers elsewhere: the hub serves the nodes of its service alone")
public final class WebSubPlugin implements Plugin {
    /** Of a request to the hub: two addresses and a secret. */
    private static final int FORM = 16 * 1024;

    private Optional<Runnable> stop = Optional.empty();

    @Override
    public String name() {
        return "web-sub";
    }

    @Override
    public void start(Host host) {
        WebSubOptions options = host.options(WebSubOptions.DEFAULTS);
        Topics topics = host.require(Topics.class);
        Subscribers subscribers = new Subscribers(host.database(Subscribers.MIGRATIONS), host.domain());
        Callbacks callbacks = new Callbacks(topics, options);
        Distribution distribution =
                new Distribution(topics, subscribers, new Deliveries(callbacks, subscribers, options), host.clock());
        Verifier verifier = new Verifier(callbacks, subscribers, distribution, host::newId, options);
        stop = Optional.of(() -> {
            verifier.stop();
            distribution.stop();
        });

        HubPath path = new HubPath("/websub/" + host.domain());
        host.contribute(HubPath.class, path);
        host.contribute(
                HttpRoute.class, new HttpRoute(path.path(), FORM, new Hub(topics, verifier, options, host.clock())));
        host.on(Event.AccountDeleted.class, gone -> subscribers.forget(gone.account()));
        distribution.start();
    }

    @Override
    public void stop() {
        stop.ifPresent(Runnable::run);
    }
}
