package im.godwit.core.host;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import java.util.List;

/**
 * One domain to serve.
 *
 * @param domain its name
 * @param kind whether it has accounts or is a service
 * @param plugins a new instance of each plugin, in the order in which they start
 */
public record HostSetup(Jid domain, Host.Kind kind, List<Plugin> plugins) {}
