package im.godwit.plugins.push.web;

import im.godwit.http.Endpoints;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.push.Vocabulary;
import im.godwit.service.Accounts;
import im.godwit.service.DiscoSource;
import java.util.Optional;

/**
 * A push service (§3) for the browsers of this server's users. A browser subscribes at its own push service with the
 * key that the description of this service tells ({@link KeyForm}), and enables notifications with this service, a node
 * of its choice and publish options with the {@code endpoint}, {@code p256dh} and {@code auth} of its subscription.
 * Nothing is kept here but that key: each notification brings its options. A subscription that turns out to be over is
 * refused from then on, so that the account's server drops it.
 */
@Implements(value = "XEP-0357", version = "0.4.1", without = "nodes of push services, and so their affiliations")
@Implements(value = "RFC 8030", without = "receipts; what push services and browsers do")
@Implements(value = "RFC 8188", without = "decoding; several records")
@Implements(value = "RFC 8291", without = "decryption, which browsers do")
@Implements("RFC 8292")
public final class WebPushPlugin implements Plugin {
    private Optional<Courier> courier = Optional.empty();

    @Override
    public String name() {
        return "web-push";
    }

    @Override
    public void start(Host host) {
        WebPushOptions options = host.options(WebPushOptions.DEFAULTS);
        VapidKeys keys = new VapidKeys(host.database(VapidKeys.MIGRATIONS));
        String contact = options.contact().isEmpty() ? "mailto:postmaster@" + host.domain() : options.contact();
        Vapid vapid = new Vapid(keys.of(host.domain()), contact, host.clock());
        GoneEndpoints gone = new GoneEndpoints();
        Courier carrying = new Courier(new WebPushClient(vapid, options), gone, options);
        courier = Optional.of(carrying);
        PublishRequests requests =
                new PublishRequests(from -> isServer(host, from), new Endpoints(options.loopback()), gone, carrying);
        host.identity(new Identity("pubsub", "push", Optional.of("Notifications for browsers")), At.DOMAIN); // §4.2
        host.feature(Vocabulary.PUSH);
        host.feature(Vocabulary.PUBSUB.namespace() + "#publish");
        host.feature(Vocabulary.PUBLISH_OPTIONS);
        host.contribute(DiscoSource.class, KeyForm.of(host.domain(), vapid.publicKey()));
        host.onSet(Vocabulary.PUBSUB, requests::handle, At.DOMAIN);
    }

    /** A domain of this process that has accounts. */
    private static boolean isServer(Host host, Jid from) {
        return !from.hasLocal()
                && from.isBare()
                && host.find(from, Accounts.class).isPresent();
    }

    @Override
    public void stop() {
        courier.ifPresent(Courier::stop);
    }
}
