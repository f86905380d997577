package im.godwit.service;

import im.godwit.jid.Jid;
import java.util.List;

/**
 * Ad-hoc commands (XEP-0050) of addresses of a service that have localparts, such as rooms, where a {@link Command} by
 * itself is one of the domain. Contribute it with {@link im.godwit.plugin.Host#contribute}. May be called by many
 * threads.
 */
public interface CommandSource {
    /**
     * The commands of an address, the same each time it is asked.
     *
     * @param entity a bare JID, which need not be there: {@link Command#isOpenTo} refuses then
     */
    List<Command> commands(Jid entity);
}
