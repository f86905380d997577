package im.godwit.core.host;

import im.godwit.core.auth.AnonymousLimits;
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
 * @param anonymous how many people without an account it lets in
 */
public record HostSetup(Jid domain, Host.Kind kind, List<Plugin> plugins, AnonymousLimits anonymous) {
    /** A domain that lets in nobody who has no account. */
    public HostSetup(Jid domain, Host.Kind kind, List<Plugin> plugins) {
        this(domain, kind, plugins, AnonymousLimits.NOBODY);
    }
}
