package im.godwit.core.host;

import im.godwit.core.auth.ClientNames;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.session.BoundSession;
import im.godwit.core.session.Sessions;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.service.ClientAccess;
import java.util.Set;

/** What clients have of accounts: their tokens, and the sessions that {@link VirtualHost} named for them. */
record ClientSessions(FastTokens tokens, Sessions sessions) implements ClientAccess {
    @Override
    public Set<String> withTokens(Jid account) {
        return tokens.clients(account);
    }

    @Override
    public boolean isOf(Jid session, String client) {
        return ClientNames.isOf(session, client);
    }

    @Override
    public void revoke(Jid account, String client) {
        tokens.forget(account, client);
        for (BoundSession session : sessions.of(account)) {
            if (isOf(session.jid(), client)) {
                session.close(StreamCondition.NOT_AUTHORIZED.error("the access of this client was revoked"));
                session.unbind();
            }
        }
    }
}
