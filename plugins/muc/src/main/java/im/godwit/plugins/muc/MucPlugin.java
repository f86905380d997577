package im.godwit.plugins.muc;

import im.godwit.archive.Retention;
import im.godwit.archive.Settling;
import im.godwit.http.HttpRoute;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Policy;
import im.godwit.plugins.muc.store.SqlRoomStore;
import im.godwit.plugins.muc.web.Followers;
import im.godwit.plugins.muc.web.KeptHistory;
import im.godwit.plugins.muc.web.RoomRoute;
import im.godwit.plugins.muc.web.Transcript;
import im.godwit.plugins.muc.web.WholeArchive;
import im.godwit.service.Accounts;
import im.godwit.service.CommandSource;
import im.godwit.service.DomainAdministrators;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A multi-user chat service on a domain of its own. */
@Implements(value = "XEP-0045", version = "1.35.5")
@Implements(value = "XEP-0054", version = "1.3.0")
@Implements(value = "XEP-0059", version = "1.0", without = "pages by index")
@Implements(value = "XEP-0153", version = "1.1.1")
@Implements(value = "XEP-0313", version = "1.1.3", without = "archives of nodes")
@Implements(value = "XEP-0317", version = "0.3.1", without = "languages of titles")
@Implements(value = "XEP-0334", version = "1.0.0", without = "no-copy: nothing here copies")
@Implements(value = "XEP-0359", version = "0.7.0")
@Implements(value = "XEP-0410", version = "1.1.0")
@Implements(value = "XEP-0421", version = "1.0.1")
@Implements(value = "XEP-0424", version = "0.4.2")
@Implements(value = "XEP-0425", version = "0.3.0")
@Implements(value = "XEP-0431", version = "0.2.0")
@Implements(value = "XEP-0433", version = "0.1.0", without = "rooms of other servers")
@Implements(value = "XEP-0437", version = "0.2.0", without = "temporary rooms")
@Implements(value = "XEP-0452", version = "0.2.2")
@Implements(value = "XEP-0486", version = "0.1.0")
@Implements(value = "XEP-0500", version = "0.1.1")
public final class MucPlugin implements Plugin {
    private List<Thread> upkeep = List.of();

    @Override
    public void start(Host host) {
        MucOptions options = host.options(MucOptions.DEFAULTS);
        SqlRoomStore store = new SqlRoomStore(host.database(SqlRoomStore.MIGRATIONS));
        store.endTemporary(host.domain());
        Invitations invitations = new Invitations();
        Announcer announcer = new Announcer(host::newId, invitations, host::broadcast);
        Policy policy = new Policy(
                options.limits(),
                options.archive(),
                creators(options, host.require(Accounts.class)),
                options.webView(),
                administrators(options, host));
        Followers followers = new Followers();
        Muc muc = new Muc(host.domain(), store, policy, host.clock(), MessageXml::length, (room, events) -> {
            announcer.announce(room, events);
            followers.tell(room, events);
        });

        Indicators indicators = new Indicators(muc.indicating(), host::newId, host::send);
        PresenceTraffic presences =
                new PresenceTraffic(muc, host.clock(), options.messageBytes(), host::send, indicators);
        Mediation mediation = new Mediation(muc.inviting(), invitations, host::send);
        Retractions retractions = new Retractions(host, muc.moderating());
        MessageTraffic messages =
                new MessageTraffic(muc, mediation, new Approvals(muc), retractions, indicators, host::newId);
        IqForwarding iqs = new IqForwarding(muc.speaking(), host::newId, host::send);
        host.incoming(Phase.DELIVER, Presence.class, passage -> presences.on(passage.stanza()));
        host.incoming(Phase.DELIVER, Message.class, passage -> messages.on(passage.stanza()));
        host.incoming(Phase.DELIVER, Iq.class, passage -> iqs.on(passage.stanza()));

        new AdminRequests(muc, options.itemsAtOnce()).register(host);
        new OwnerRequests(muc.owning()).register(host);
        new RegisterRequests(muc.registering()).register(host);
        new ArchiveRequests(host, muc.archives()).register();
        retractions.register();
        new RoomDisco(muc, host, options.listedRooms()).register();
        new CardRequests(muc.portraying(), options.cardBytes()).register(host);
        new SearchRequests(muc.searching()).register(host);
        host.contribute(CommandSource.class, new HatCommands(muc.dressing()));
        host.identity(new Identity("conference", "text", Optional.of("Chat rooms")), Host.At.DOMAIN);
        host.feature(Vocabulary.MUC);
        host.feature(Vocabulary.STABLE_ID);
        host.feature(Vocabulary.ACTIVITY.namespace());
        host.feature(Vocabulary.OCCUPANT_ID.namespace()); // XEP-0421 §3.3: of all rooms
        if (options.webView()) {
            Transcript transcript = new WholeArchive(muc.observing(), new KeptHistory(muc.observing()));
            RoomRoute rooms = new RoomRoute(host.domain(), transcript, muc.observing(), followers);
            host.contribute(HttpRoute.class, new HttpRoute("/rooms/" + host.domain(), 0, rooms));
        }
        host.on(Event.AccountDeleted.class, gone -> muc.forget(host.domain(), gone.account()));
        host.on(Event.ServerStopping.class, stopping -> muc.leaving().shutDown());
        Runnable removal = new Retention(store.archives(), options.archive(), host.clock());
        upkeep = List.of(
                Thread.ofVirtual().name("room-retention").start(removal),
                Thread.ofVirtual().name("room-settling").start(new Settling(store.archives())));
    }

    @Override
    public void stop() {
        upkeep.forEach(Thread::interrupt);
    }

    private static Predicate<Jid> creators(MucOptions options, Accounts accounts) {
        return switch (options.creators()) {
            case ACCOUNTS -> account -> account.hasLocal() && accounts.exists(account);
            case ANYONE -> account -> true;
        };
    }

    private static Predicate<Jid> administrators(MucOptions options, Host host) {
        return switch (options.serviceAdmins()) {
            case SERVER -> account -> DomainAdministrators.ofService(host, account);
            case NOBODY -> account -> false;
        };
    }
}
