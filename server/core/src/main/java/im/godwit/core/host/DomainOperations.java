package im.godwit.core.host;

import im.godwit.core.session.BoundSession;
import im.godwit.core.session.Sessions;
import im.godwit.core.transport.StreamCondition;
import im.godwit.jid.Jid;
import im.godwit.plugin.Session;
import im.godwit.service.Operations;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Operations on one domain, and on the process that serves it. */
record DomainOperations(Jid domain, Sessions all, CompletableFuture<Stop> stopRequest) implements Operations {
    @Override
    public Collection<Session> sessions() {
        return List.copyOf(all.ofDomain(domain));
    }

    @Override
    public void end(Session session, String why) {
        all.ofDomain(domain).stream().filter(bound -> bound == session).forEach(bound -> end(bound, why));
    }

    private static void end(BoundSession session, String why) {
        session.close(StreamCondition.POLICY_VIOLATION.error(why));
        session.unbind();
    }

    @Override
    public void stop(Stop how) {
        stopRequest.complete(how);
    }
}
