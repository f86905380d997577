package im.godwit.plugins.presence;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Blocklists;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/** Presence and subscriptions of the accounts of a host. */
@Implements(value = "RFC 6121")
public final class PresencePlugin implements Plugin {
    private static final Element PRE_APPROVAL = Element.of(new Name("urn:xmpp:features:pre-approval", "sub"));

    private Host host;
    private Rosters rosters;
    private Announcer announcer;
    private Status status;
    private Subscriptions subscriptions;

    @Override
    public void start(Host on) {
        host = on;
        rosters = host.require(Rosters.class);
        announcer = new Announcer(host, rosters);
        status = new Status(
                host, rosters, announcer, host.options(PresenceOptions.DEFAULTS).maxDirected());
        subscriptions = new Subscriptions(host, rosters, announcer);
        host.streamFeature(Host.Moment.AFTER_AUTHENTICATION, peer -> Optional.of(PRE_APPROVAL)); // RFC 6121 §3.4.1
        host.outgoing(Phase.DELIVER, Presence.class, passage -> outgoing(passage));
        host.incoming(Phase.DELIVER, Presence.class, passage -> incoming(passage));
        host.on(Event.SessionUnbound.class, ended -> status.ended(ended.session()));
        BlockedPresence blocked = new BlockedPresence(host, rosters, announcer);
        host.on(Blocklists.Changed.class, blocked::changed);
        host.on(Rosters.Removed.class, removed -> subscriptions.removed(removed.account(), removed.before()));
    }

    private Verdict outgoing(Passage<? extends Presence> passage) {
        Presence presence = passage.stanza();
        Session session = passage.session().orElseThrow();
        if (presence.type().isSubscription()) {
            return subscriptions.outgoing(presence, passage.account());
        }
        return presence.to().isPresent() ? addressed(presence, session) : broadcast(presence, session);
    }

    private Verdict addressed(Presence presence, Session session) {
        return switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE -> status.directed(session, presence);
            case PROBE, ERROR, SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> Verdict.pass();
        };
    }

    private Verdict broadcast(Presence presence, Session session) {
        return switch (presence.type()) {
            case AVAILABLE -> {
                status.available(session, presence);
                yield Verdict.done();
            }
            case UNAVAILABLE -> {
                status.unavailable(session, presence);
                yield Verdict.done();
            }
            case ERROR -> Verdict.drop("an error to nobody");
            case PROBE, SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED ->
                Verdict.reject(Condition.BAD_REQUEST.error("this presence needs a 'to'"));
        };
    }

    private Verdict incoming(Passage<? extends Presence> passage) {
        Presence presence = passage.stanza();
        Jid account = passage.account();
        if (!account.hasLocal()) {
            return Verdict.pass(); // to the domain
        }
        return switch (presence.type()) {
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> subscriptions.incoming(presence, account);
            case PROBE -> {
                answerProbe(presence.from().orElseThrow(), account);
                yield Verdict.done();
            }
            case AVAILABLE, UNAVAILABLE, ERROR -> Verdict.pass(); // the core delivers them (§8.5)
        };
    }

    /** §4.3.2. */
    private void answerProbe(Jid asker, Jid account) {
        boolean mayKnow = asker.sameBare(account)
                || rosters.contact(account, asker.bare()).filter(Contact::from).isPresent();
        if (!mayKnow) {
            // the same answer as for an account that does not exist
            host.send(Announcer.plain(Type.UNSUBSCRIBED, account).withTo(asker.bare()));
        } else if (announcer.available(account).isEmpty()) {
            host.send(Announcer.plain(Type.UNAVAILABLE, account).withTo(asker));
        } else {
            announcer.show(account, asker);
        }
    }
}
