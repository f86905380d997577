package im.godwit.core.host;

import im.godwit.core.router.PendingRequests;
import im.godwit.core.router.Router;
import im.godwit.service.OnBehalf;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Stanza;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The router's way in for what is sent on behalf of accounts. */
record BehalfOfAccounts(Router router, PendingRequests pending) implements OnBehalf {
    @Override
    public void send(Stanza stanza) {
        router.onBehalf(stanza);
    }

    @Override
    public void request(Iq request, Duration timeout, Consumer<Optional<Iq>> answered) {
        pending.ask(request, timeout, router::onBehalf, answered);
    }
}
