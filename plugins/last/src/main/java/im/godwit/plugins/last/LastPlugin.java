package im.godwit.plugins.last;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.service.Contact;
import im.godwit.service.Rosters;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.store.Store;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.time.Duration;
import java.time.Instant;

/**
 * Last Activity: the server tells how long it has been up (§5) and when its accounts left (§3), the latter only to
 * those who may see their presence.
 */
@Implements(value = "XEP-0012", version = "2.0")
public final class LastPlugin implements Plugin {
    private static final Name QUERY = new Name("jabber:iq:last", "query");

    /** Whether a session is available, so that its end is a departure. */
    private static final Session.Key<Boolean> HERE = new Session.Key<>("available for last activity", () -> false);

    private Host host;
    private Store<Departure> departures;
    private Instant started;

    @Override
    public void start(Host on) {
        host = on;
        started = host.clock().instant();
        host.feature(QUERY.namespace());
        host.onGet(QUERY, request -> Result.of(answer(started, "")), At.DOMAIN);
        if (host.kind() == Host.Kind.ACCOUNTS) {
            startForAccounts();
        }
    }

    private void startForAccounts() {
        departures = host.store("last", Departure.CODEC);
        host.feature(QUERY.namespace(), At.ACCOUNT);
        host.incoming(Phase.GUARD, Iq.class, passage -> guard(passage));
        host.onGet(QUERY, this::lastSeen, At.ACCOUNT);
        host.on(Event.SessionAvailable.class, event -> event.session().set(HERE, true));
        host.on(Event.SessionUnavailable.class, event -> {
            Departure departure = Departure.with(event.presence(), host.clock().instant());
            left(event.session(), departure);
        });
        host.on(Event.SessionUnbound.class, event -> {
            Departure departure = new Departure(host.clock().instant(), "");
            left(event.session(), departure);
        });
    }

    private void left(Session session, Departure departure) {
        if (session.get(HERE)) {
            session.set(HERE, false);
            departures.put(session.jid().bare(), departure);
        }
    }

    /** §3, §4, §8: the same refusal for an account, its resources, and an account that is not there. */
    private Verdict guard(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        boolean asked = passage.account().hasLocal()
                && iq.type() == Iq.Type.GET
                && iq.payload().orElseThrow().is(QUERY);
        if (!asked || iq.from().filter(from -> maySee(from, passage.account())).isPresent()) {
            return Verdict.pass();
        }
        return Verdict.reject(Condition.FORBIDDEN.error());
    }

    private boolean maySee(Jid requester, Jid account) {
        return requester.sameBare(account)
                || host.find(Rosters.class)
                        .flatMap(rosters -> rosters.contact(account, requester.bare()))
                        .map(Contact::from)
                        .orElse(false);
    }

    private Result lastSeen(IqRequest request) {
        boolean here = host.sessions(request.to()).stream()
                .anyMatch(session -> session.presence().isPresent());
        if (here) {
            return Result.of(answer(host.clock().instant(), "")); // §3: 0 seconds
        }
        Departure last = departures
                .get(request.to())
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error("never seen").thrown());
        return Result.of(answer(last.at(), last.status()));
    }

    private Element answer(Instant since, String status) {
        Duration passed = Duration.between(since, host.clock().instant());
        ElementBuilder query =
                Element.builder(QUERY).attribute("seconds", Long.toString(Math.max(0, passed.toSeconds())));
        return (status.isEmpty() ? query : query.text(status)).build();
    }
}
