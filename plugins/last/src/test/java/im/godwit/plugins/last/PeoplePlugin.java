package im.godwit.plugins.last;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** As much of presence and rosters as last activity needs. */
public final class PeoplePlugin implements Plugin, Rosters {
    private record Pair(Jid account, Jid contact) {}

    private final Map<Pair, Contact> contacts = new ConcurrentHashMap<>();
    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.provide(Rosters.class, this);
        host.outgoing(Phase.DELIVER, Presence.class, passage -> take(passage));
    }

    private Verdict take(Passage<? extends Presence> passage) {
        Session session = passage.session().orElseThrow();
        Presence presence = passage.stanza();
        if (presence.type() == Presence.Type.AVAILABLE) {
            session.presence(Optional.of(presence));
            host.raise(new Event.SessionAvailable(session, presence, true));
        } else {
            session.presence(Optional.empty());
            host.raise(new Event.SessionUnavailable(session, presence));
        }
        return Verdict.done();
    }

    @Override
    public Collection<Contact> contacts(Jid account) {
        return List.of();
    }

    @Override
    public Optional<Contact> contact(Jid account, Jid contact) {
        return Optional.ofNullable(contacts.get(new Pair(account, contact)));
    }

    @Override
    public Change update(Jid account, Jid contact, UnaryOperator<Contact> edit) {
        Contact before = contact(account, contact).orElse(Contact.none(contact));
        Contact after = edit.apply(before);
        contacts.put(new Pair(account, contact), after);
        return new Change(before, after);
    }
}
