package im.godwit.plugins.privileges;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.plugins.privileges.Grant.Seen;
import im.godwit.service.Blocklists;
import im.godwit.service.Contact;
import im.godwit.service.ExternalComponents;
import im.godwit.service.Rosters;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import java.util.List;
import java.util.Map;

/** Entities see the presence of accounts, and that of the accounts' contacts (§7). */
final class PresencePrivilege {
    private final Host host;
    private final PresenceView ofAccounts;
    private final PresenceView ofRosters;

    PresencePrivilege(Host host, Map<Jid, Grant> grants) {
        this.host = host;
        this.ofAccounts = view(grants, Seen.MANAGED_ENTITY);
        this.ofRosters = view(grants, Seen.ROSTER);
    }

    private PresenceView view(Map<Jid, Grant> grants, Seen seen) {
        List<Jid> viewers = grants.keySet().stream()
                .filter(entity -> grants.get(entity).presence() == seen)
                .toList();
        return new PresenceView(host.require(ExternalComponents.class), viewers);
    }

    void register() {
        if (ofAccounts.isSeen() || ofRosters.isSeen()) {
            host.on(Event.SessionAvailable.class, this::available);
            host.on(Event.SessionUnavailable.class, gone -> show(gone.presence()));
            host.on(Event.SessionUnbound.class, ended -> ended(ended.session()));
        }
        if (ofRosters.isSeen()) {
            host.incoming(Phase.COPY, Presence.class, passage -> incoming(passage));
            host.incoming(
                    Phase.FALLBACK,
                    Presence.class,
                    passage -> incoming(passage)); // §7.4: also while the account is away
        }
    }

    /** §8: what it would have been told had it been here. */
    void arrived(Jid entity) {
        ofAccounts.showAll(entity);
        ofRosters.showAll(entity);
    }

    /** §7.1: only initial presence; §7.4: the "roster" type implies that of the accounts themselves. */
    private void available(Event.SessionAvailable available) {
        if (available.initial()) {
            show(available.presence());
            ended(available.session()); // if it is over meanwhile: the last word must not be that it is here
        }
    }

    private void ended(Session session) {
        boolean there = host.sessions(session.jid().bare()).stream()
                .anyMatch(bound ->
                        bound.jid().equals(session.jid()) && bound.presence().isPresent());
        if (!there) {
            show(Presence.of(Presence.builder(Type.UNAVAILABLE)
                    .attribute("from", session.jid().toString())
                    .build()));
        }
    }

    private void show(Presence presence) {
        ofAccounts.show(presence);
        ofRosters.show(presence);
    }

    /** §7.4: what a contact of the account shows it, or would show it if it were available. */
    private Verdict incoming(Passage<? extends Presence> passage) {
        Presence presence = passage.stanza();
        boolean status = presence.type() == Type.AVAILABLE || presence.type() == Type.UNAVAILABLE;
        if (status && isOfContact(passage.account(), presence.from().orElseThrow())) {
            ofRosters.show(presence);
        }
        return Verdict.pass();
    }

    private boolean isOfContact(Jid account, Jid from) {
        return account.hasLocal()
                && from.isFull()
                && host.require(Rosters.class)
                        .contact(account, from.bare())
                        .filter(Contact::to)
                        .isPresent()
                && host.find(Blocklists.class)
                        .filter(lists -> lists.blocks(account, from))
                        .isEmpty();
    }
}
