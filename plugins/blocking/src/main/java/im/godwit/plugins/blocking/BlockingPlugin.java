package im.godwit.plugins.blocking;

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
import im.godwit.service.Blocklist;
import im.godwit.service.Blocklists;
import im.godwit.service.DomainBlocklist;
import im.godwit.stanza.Condition;
import im.godwit.stanza.ErrorType;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Blocking: to whom a user blocks, the user looks offline, and nothing passes between them. Presence that others send
 * for the user is kept back by those who send it, which ask {@link Blocklists}.
 */
@Implements(value = "XEP-0191", version = "1.3")
@Implements(value = "XEP-0377", version = "0.4.1", without = "passing reports on")
public final class BlockingPlugin implements Plugin {
    private static final Name BLOCKED = new Name("urn:xmpp:blocking:errors", "blocked");
    private static final Name ROOM = new Name("http://jabber.org/protocol/muc#user", "x");
    private static final Name INVITE = new Name(ROOM.namespace(), "invite");

    private Host host;
    private StoredBlocklists lists;
    private Reports reports;

    @Override
    public void start(Host on) {
        host = on;
        BlockingOptions options = host.options(BlockingOptions.DEFAULTS);
        lists = new StoredBlocklists(host, options);
        reports = new Reports(host, options.reportTo());
        host.provide(Blocklists.class, lists);
        host.provide(DomainBlocklist.class, lists.domain());
        host.feature(BlockCommand.NAMESPACE);
        host.feature(Report.NAMESPACE);
        host.onGet(BlockCommand.BLOCKLIST, this::list, SELF);
        host.onSet(BlockCommand.BLOCK, this::block, SELF);
        host.onSet(BlockCommand.UNBLOCK, this::unblock, SELF);
        host.outgoing(Phase.GUARD, Stanza.class, passage -> refuseToBlocked(passage));
        host.incoming(Phase.GUARD, Stanza.class, passage -> hideFromBlocked(passage));
        host.on(Event.AccountDeleted.class, deleted -> lists.forget(deleted.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, created -> lists.forget(created.account()));
    }

    /** §3.2. */
    private Result list(IqRequest request) {
        Optional<Session> session = request.session();
        Blocklist list = session.map(lists::open).orElseGet(() -> lists.of(request.to()));
        List<Jid> items = list.items().stream().sorted().toList();
        return Result.of(BlockCommand.element(BlockCommand.BLOCKLIST, items))
                .then(() -> session.ifPresent(interested -> lists.catchUp(interested, list)));
    }

    /** §3.3. */
    private Result block(IqRequest request) {
        BlockCommand command = BlockCommand.of(request.payload());
        SequencedSet<Jid> items = command.items();
        if (items.isEmpty()) {
            throw Condition.BAD_REQUEST.error("block needs at least one item").thrown();
        }
        if (items.stream().anyMatch(request.to()::sameBare)) {
            throw Condition.NOT_ALLOWED.error("this is your own address").thrown(); // §5
        }
        Blocklists.Changed changed = lists.block(request.to(), items);
        List<Report> fresh = command.reports().stream()
                .filter(report -> !changed.before().items().contains(report.about()))
                .toList();
        return Result.empty().then(() -> {
            tell(changed);
            request.session().ifPresent(session -> reports.tell(session, fresh));
        });
    }

    /** §3.4, §3.5. */
    private Result unblock(IqRequest request) {
        SequencedSet<Jid> items = BlockCommand.of(request.payload()).items();
        Blocklists.Changed changed =
                items.isEmpty() ? lists.unblockAll(request.to()) : lists.unblock(request.to(), items);
        return Result.empty().then(() -> tell(changed));
    }

    private void tell(Blocklists.Changed changed) {
        if (!changed.before().equals(changed.after())) {
            host.raise(changed);
        }
    }

    /** §3.3: what the user sends to a blocked address goes nowhere. */
    private Verdict refuseToBlocked(Passage<? extends Stanza> passage) {
        if (lists.bars(passage.account(), passage.stanza().to())) {
            return Verdict.reject(Condition.NOT_ALLOWED.error()); // XEP-0133 §4.11: the user could not unblock it
        }
        boolean blocked = passage.stanza()
                .to()
                .filter(to -> lists.blocks(passage.account(), to))
                .isPresent();
        return blocked
                ? Verdict.reject(Condition.NOT_ACCEPTABLE
                        .error()
                        .withType(ErrorType.CANCEL)
                        .withDetail(BLOCKED))
                : Verdict.pass();
    }

    /** §3.3: to a blocked address the user looks offline. */
    private Verdict hideFromBlocked(Passage<? extends Stanza> passage) {
        Jid account = passage.account();
        Stanza stanza = passage.stanza();
        // XEP-0133 §4.11: from communications to the host, too
        boolean barred = lists.bars(account, stanza.from());
        if (!barred && (!account.hasLocal() || lists.of(account).items().isEmpty())) {
            return Verdict.pass();
        }
        boolean blocked = barred
                || stanza.from().filter(from -> lists.blocks(account, from)).isPresent();
        return switch (stanza) {
            case Presence _ when blocked -> Verdict.drop("the sender is blocked");
            case Message _, Iq _ when blocked -> Verdict.reject(Condition.SERVICE_UNAVAILABLE.error());
            case Message message
            when isInvitedByBlocked(message, account) -> Verdict.drop("who invites to a room is blocked");
            case Message _, Presence _, Iq _ -> Verdict.pass();
        };
    }

    /** XEP-0045 §7.8.2: the room sends it for somebody. */
    private boolean isInvitedByBlocked(Message message, Jid account) {
        return message.element()
                .elements(ROOM)
                .flatMap(room -> room.elements(INVITE))
                .flatMap(invite -> invite.attribute("from").flatMap(Jid::tryParse).stream())
                .anyMatch(inviter -> lists.blocks(account, inviter));
    }
}
