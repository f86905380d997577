package im.godwit.plugins.offline;

import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Presence;
import java.util.Optional;

/** As much of presence as offline messages need: sessions become available and unavailable. */
public final class AvailabilityPlugin implements Plugin {
    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.outgoing(Phase.DELIVER, Presence.class, passage -> take(passage));
    }

    private Verdict take(Passage<? extends Presence> passage) {
        Session session = passage.session().orElseThrow();
        Presence presence = passage.stanza();
        if (presence.type() == Presence.Type.AVAILABLE) {
            boolean initial = session.presence().isEmpty();
            session.presence(Optional.of(presence));
            host.raise(new Event.SessionAvailable(session, presence, initial));
        } else {
            session.presence(Optional.empty());
            host.raise(new Event.SessionUnavailable(session, presence));
        }
        return Verdict.done();
    }
}
