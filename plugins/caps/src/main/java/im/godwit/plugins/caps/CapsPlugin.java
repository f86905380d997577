package im.godwit.plugins.caps;

import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.Moment;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.service.Capabilities;
import im.godwit.service.DiscoSource;

/** Learns what the clients of a host with accounts can do, and announces what the host can do. */
@Implements(
        value = "XEP-0115",
        version = "1.6.0",
        without = "caps optimization; hash functions other than SHA-1, SHA-2 and SHA-3; contacts on other servers")
@Implements(
        value = "XEP-0390",
        version = "0.3.2",
        without = "caps optimization, gratuitous capabilities, query interception; languages implied by a stream;"
                + " contacts on other servers")
public final class CapsPlugin implements Plugin {
    @Override
    public void start(Host host) {
        if (host.kind() != Host.Kind.ACCOUNTS) {
            throw new IllegalStateException(
                    "plugin \"caps\" is for hosts with accounts; take it off the list of " + host.domain());
        }
        CapsOptions options = host.options(CapsOptions.DEFAULTS);
        KnownFeatures known = new KnownFeatures(host.database(KnownFeatures.MIGRATIONS), host.clock(), options);
        Clients clients = new Clients(host, known, new Inquiries(host, known, options));
        host.provide(Capabilities.class, clients);
        host.on(Event.SessionAvailable.class, clients::available);
        host.on(Event.SessionUnavailable.class, event -> clients.gone(event.session()));
        host.on(Event.SessionUnbound.class, event -> clients.gone(event.session()));

        OwnCapabilities own = new OwnCapabilities(host);
        host.feature(Announcement.CAPS.namespace());
        host.feature(Announcement.CAPS_2.namespace());
        host.contribute(DiscoSource.class, own);
        host.streamFeature(Moment.AFTER_AUTHENTICATION, peer -> own.caps());
        host.streamFeature(Moment.AFTER_AUTHENTICATION, peer -> own.caps2());
    }
}
