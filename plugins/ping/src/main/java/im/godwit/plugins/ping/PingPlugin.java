package im.godwit.plugins.ping;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.xml.Name;

/** XMPP Ping: the server answers for itself and for its accounts (§4.2, §4.3). */
@Implements(value = "XEP-0199", version = "2.0.1")
public final class PingPlugin implements Plugin {
    private static final Name PING = new Name("urn:xmpp:ping", "ping");

    @Override
    public void start(Host host) {
        host.feature(PING.namespace());
        host.onGet(PING, request -> Result.empty(), DOMAIN, ACCOUNT);
    }
}
