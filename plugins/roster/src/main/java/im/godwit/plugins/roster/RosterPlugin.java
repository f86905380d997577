package im.godwit.plugins.roster;

import static im.godwit.plugin.Host.At.ACCOUNT;
import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Contact;
import im.godwit.service.RosterAccess;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/** Rosters: the account's own clients get, set and remove contacts, and are told of every change. */
@Implements(value = "XEP-0237", version = "1.3")
public final class RosterPlugin implements Plugin {
    private static final Element VERSIONS = Element.of(new Name("urn:xmpp:features:rosterver", "ver"));

    private Host host;
    private RosterOptions options;
    private StoredRosters rosters;

    @Override
    public void start(Host on) {
        host = on;
        options = host.options(RosterOptions.DEFAULTS);
        rosters = new StoredRosters(host, options);
        host.provide(Rosters.class, rosters);
        host.feature(RosterItem.QUERY.namespace());
        host.streamFeature(Host.Moment.AFTER_AUTHENTICATION, peer -> Optional.of(VERSIONS)); // RFC 6121 §2.6.1
        // from others only what the guard below lets through
        host.onGet(RosterItem.QUERY, this::list, SELF, ACCOUNT);
        host.onSet(RosterItem.QUERY, this::edit, SELF, ACCOUNT);
        host.outgoing(Phase.GUARD, Iq.class, passage -> keepOffOthers(passage));
        host.incoming(Phase.GUARD, Iq.class, passage -> keepOthersOff(passage));
        host.on(Event.AccountDeleted.class, deleted -> rosters.forget(deleted.account()));
    }

    /** RFC 6121 §2.1.3; for one who is no client of the account there are no pushes, and so no versions. */
    private Result list(IqRequest request) {
        return request.session()
                .filter(session -> session.jid().sameBare(request.to()))
                .map(session -> open(session, request))
                .orElseGet(() -> Result.of(rosters.whole(request.to())));
    }

    private Result open(Session session, IqRequest request) {
        Optional<Element> whole = rosters.open(session, request.payload().attribute("ver"));
        return whole.map(Result::of).orElseGet(Result::empty).then(() -> rosters.release(session));
    }

    /**
     * RFC 6121 §2.1.5. The push comes before the answer: who has the answer may rely on what it shows of the roster.
     */
    private Result edit(IqRequest request) {
        RosterItem item = RosterItem.of(request.payload(), options);
        if (item.jid().equals(request.to())) {
            throw Condition.NOT_ALLOWED.error("this is your own address").thrown();
        }
        edit(request.to(), item);
        return Result.empty();
    }

    private void edit(Jid account, RosterItem item) {
        if (item.remove()) {
            Rosters.Change change = rosters.update(account, item.jid(), RosterPlugin::removed);
            host.raise(new Rosters.Removed(account, change.before()));
        } else {
            rosters.update(account, item.jid(), contact -> contact.withNameAndGroups(item.name(), item.groups()));
        }
    }

    /** RFC 6121 §2.5: gone, but for a request that is still to be answered. */
    private static Contact removed(Contact contact) {
        if (!contact.listed()) {
            throw Condition.ITEM_NOT_FOUND.error().thrown(); // §2.5.3
        }
        return Contact.none(contact.jid()).withRequest(contact.request());
    }

    /**
     * RFC 6121 §2.3.3: the same answer whether or not such an account exists. What goes to one of another's clients is
     * an IQ as any other (§8.5.3), and refused there.
     */
    private static Verdict keepOffOthers(Passage<? extends Iq> passage) {
        boolean others = isRosterRequest(passage.stanza())
                && passage.stanza()
                        .to()
                        .filter(to -> to.hasLocal() && to.isBare() && !to.sameBare(passage.account()))
                        .isPresent();
        return others ? Verdict.reject(Condition.FORBIDDEN.error()) : Verdict.pass();
    }

    /**
     * RFC 6121 §2.3.3: a roster is its own clients' alone, but for whom the server's administrators let. §2.1.6:
     * clients are not shown pushes that their server did not make.
     */
    private Verdict keepOthersOff(Passage<? extends Iq> passage) {
        boolean foreign = isRosterRequest(passage.stanza())
                && !passage.stanza()
                        .from()
                        .filter(from -> from.sameBare(passage.account()))
                        .isPresent();
        return foreign && !isAdmitted(passage.stanza())
                ? Verdict.reject(Condition.SERVICE_UNAVAILABLE.error())
                : Verdict.pass();
    }

    private boolean isAdmitted(Iq request) {
        return request.to().filter(Jid::isBare).isPresent()
                && host.contributions(RosterAccess.class).stream().anyMatch(access -> access.admits(request));
    }

    private static boolean isRosterRequest(Iq iq) {
        return iq.isRequest()
                && iq.payload().filter(payload -> payload.is(RosterItem.QUERY)).isPresent();
    }
}
