package im.godwit.service;

import im.godwit.plugin.Host;
import im.godwit.service.DiscoSource.NodeDescription;

/**
 * Changes what a host tells of itself or of its accounts, where others do the work of some of its plugins (XEP-0355
 * §7.2). Contribute it with {@link Host#contribute}. For any thread.
 */
@FunctionalInterface
public interface DiscoOverlay {
    /**
     * What is told.
     *
     * @param own what would be told without this overlay
     * @param at of the domain or of an account
     */
    NodeDescription over(NodeDescription own, Host.At at);
}
