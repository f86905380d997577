package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.plugins.pubsub.engine.Followers;
import im.godwit.plugins.pubsub.engine.Show;
import im.godwit.plugins.pubsub.engine.Surroundings;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the service knows of the accounts of this server; of others it knows nothing. */
public final class KnownAccounts {
    private KnownAccounts() {}

    /** What a host knows; nobody follows. */
    public static Surroundings of(Host host) {
        return new Surroundings(
                (owner, contact) -> groups(host, owner, contact), who -> presence(host, who), Followers.NONE);
    }

    private static Optional<Set<String>> groups(Host host, Jid owner, Jid contact) {
        return host.find(owner.domainJid(), Rosters.class)
                .flatMap(rosters -> rosters.contact(owner, contact))
                .filter(Contact::from)
                .map(Contact::groups);
    }

    private static Set<Show> presence(Host host, Jid who) {
        return host.sessions(who.bare()).stream()
                .filter(session -> who.isBare() || session.jid().equals(who))
                .map(Session::presence)
                .flatMap(Optional::stream)
                .map(KnownAccounts::show)
                .collect(Collectors.toSet());
    }

    /** RFC 6121 §4.7.2.1: no show element is mere availability. */
    private static Show show(Presence presence) {
        String text = presence.element()
                .child(new Name(Namespaces.CLIENT, "show"))
                .map(show -> show.text().strip())
                .orElse("");
        return Arrays.stream(Show.values())
                .filter(show -> show.text().equals(text))
                .findFirst()
                .orElse(Show.ONLINE);
    }
}
