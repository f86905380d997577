package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Stanza;
import java.util.Collection;

/**
 * A stanza for many: the same for all but its address. See {@link Host#broadcast}.
 *
 * @param stanza what everybody gets, with {@code from} and without {@code to}
 * @param to who gets it, each once
 */
public record Broadcast(Stanza stanza, Collection<Jid> to) {
    public Broadcast {
        stanza = to.size() > 1 ? stanza.shared() : stanza;
    }
}
