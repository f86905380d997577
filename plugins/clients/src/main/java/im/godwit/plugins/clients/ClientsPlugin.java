package im.godwit.plugins.clients;

import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.service.AnonymousAccounts;
import im.godwit.service.ClientAccess;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets users see what has access to their account, and take it away (XEP-0494). Clients are told apart by the id of
 * their installation, where they say it (XEP-0388); of others only their sessions are known.
 */
@Implements(
        value = "XEP-0494",
        version = "0.1.0",
        without = "§3.1: grants, of which there are none, and the address of the software, which clients do not tell")
public final class ClientsPlugin implements Plugin {
    private static final Name LIST = new Name(Access.NAMESPACE, "list");
    private static final Name REVOKE = new Name(Access.NAMESPACE, "revoke");
    private static final Name CLIENTS = new Name(Access.NAMESPACE, "clients");
    private static final Name RESET_REQUIRED = new Name(Access.NAMESPACE, "password-reset-required");

    /** Before the resource, in the ids of sessions whose client is not known; no client's name has it. */
    private static final String SESSION = "session/";

    private Host host;
    private ClientAccess access;
    private AnonymousAccounts anonymous;
    private ClientTables tables;

    @Override
    public void start(Host started) {
        host = started;
        access = host.require(ClientAccess.class);
        anonymous = host.require(AnonymousAccounts.class);
        tables = new ClientTables(host.database(ClientTables.MIGRATIONS), host.options(ClientsOptions.DEFAULTS));
        host.on(Event.LoggedIn.class, login -> tables.seen(login, host.clock().instant()));
        host.on(Event.PasswordChanged.class, changed -> tables.passwordChanged(changed.account()));
        host.on(Event.AccountDeleted.class, deleted -> tables.forget(deleted.account()));
        host.onGet(LIST, this::list, SELF);
        host.onSet(REVOKE, this::revoke, SELF);
    }

    private Result list(IqRequest request) {
        Instant now = host.clock().instant();
        List<Element> clients = clients(request.from().bare()).stream()
                .map(client -> client.toElement(now))
                .toList();
        return Result.of(Element.builder(CLIENTS).addAll(clients).build());
    }

    private List<Access> clients(Jid account) {
        if (anonymous.contains(account)) {
            return List.of(); // XEP-0175: nothing can get back into such an account
        }
        Set<String> tokens = access.withTokens(account);
        Set<Session> sessions = new HashSet<>(host.sessions(account));
        List<Access> clients = new ArrayList<>();
        for (SeenClient seen : tables.of(account, host.clock().instant())) {
            boolean token = tokens.remove(seen.name());
            clients.add(new Access(
                    seen.name(), removed(sessions, seen.name()), Optional.of(seen), seen.knowsPassword(), token));
        }
        // it got its token with the password, and a new password would have ended the token
        for (String name : tokens) {
            clients.add(new Access(name, removed(sessions, name), Optional.empty(), true, true));
        }
        sessions.stream()
                .map(session -> SESSION + session.jid().resource())
                .sorted()
                .forEach(id -> clients.add(new Access(id, true, Optional.empty(), true, false)));
        return clients.stream().filter(Access::isThere).toList();
    }

    private boolean removed(Set<Session> sessions, String client) {
        return sessions.removeIf(session -> access.isOf(session.jid(), client));
    }

    /** §3.2. */
    private Result revoke(IqRequest request) {
        Jid account = request.from().bare();
        String id = request.payload()
                .attribute("id")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Condition.BAD_REQUEST
                        .error("say which client, by its id")
                        .thrown());
        Access client = clients(account).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Condition.ITEM_NOT_FOUND.error("no client has this id").thrown());
        if (client.password()) {
            throw Condition.SERVICE_UNAVAILABLE
                    .error("this client knows your password: change it")
                    .withDetail(RESET_REQUIRED)
                    .thrown();
        }
        tables.forget(account, id);
        access.revoke(account, id);
        return Result.empty();
    }
}
