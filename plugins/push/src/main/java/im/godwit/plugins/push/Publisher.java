package im.godwit.plugins.push;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.Rosters;
import im.godwit.stanza.Iq;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what accounts have missed. An account that missed something has a virtual thread for as long as it takes to
 * tell its push services, and for a pause after it, so that a burst of messages makes two notifications at most. For
 * any thread; nobody waits for it.
 */
final class Publisher {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    /** A push service that has not answered by then has failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Accounts that are being told or have their pause; the next one tells with its next message. */
    private static final int MAX_BUSY = 10_000;

    private final Host host;
    private final Registrations registrations;
    private final Missed missed;
    private final PushOptions options;
    private final Set<Jid> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("push-", 0).factory());

    Publisher(Host host, Registrations registrations, Missed missed, PushOptions options) {
        this.host = host;
        this.registrations = registrations;
        this.missed = missed;
        this.options = options;
    }

    /** An account has missed something. */
    void wake(Jid account) {
        if (!threads.isShutdown() && busy.size() < MAX_BUSY && busy.add(account)) {
            threads.execute(() -> tell(account));
        }
    }

    void stop() {
        threads.shutdownNow();
    }

    private void tell(Jid account) {
        try {
            for (Optional<Summary> news = missed.take(account); news.isPresent(); news = missed.take(account)) {
                if (!publish(account, news.get())) {
                    break;
                }
                Thread.sleep(options.pause());
            }
        } catch (InterruptedException stopping) {
            return; // the account stays busy: nothing begins any more
        } catch (RuntimeException bug) {
            log.atError().addKeyValue("jid", account).setCause(bug).log("A push notification failed");
        }
        busy.remove(account);
        if (missed.hasNews(account)) {
            wake(account); // what came in the last moment
        }
    }

    /** Answers whether there was anybody to tell. */
    private boolean publish(Jid account, Summary summary) {
        List<Registration> clients = registrations.of(account, host.clock().instant());
        long requests = clients.isEmpty() ? 0 : subscriptionRequests(account);
        clients.forEach(client -> publish(account, client, summary.withRequests(requests)));
        return !clients.isEmpty();
    }

    /** RFC 6121 §3.1.3: those that wait for an answer. */
    private long subscriptionRequests(Jid account) {
        return host.find(Rosters.class)
                .map(rosters -> rosters.contacts(account).stream()
                        .filter(contact -> contact.request().isPresent())
                        .count())
                .orElse(0L);
    }

    private void publish(Jid account, Registration to, Summary summary) {
        Iq request = Notification.publish(host.domain(), host.newId(), to, summary, options);
        try {
            Iq answer = host.request(request, PATIENCE);
            if (!answer.isError()) {
                registrations.succeeded(account, to);
            } else if (isTransient(answer)) {
                failed(account, to);
            } else {
                disable(account, to, answer);
            }
        } catch (TimeoutException silent) {
            if (!Thread.currentThread().isInterrupted()) { // or else this server stops
                failed(account, to);
            }
        }
    }

    private void failed(Jid account, Registration to) {
        registrations.failed(account, to, options.failures(), retry());
    }

    /** §7.1: when a client that is disabled now is tried once more. */
    private Instant retry() {
        return host.clock().instant().plus(options.retry());
    }

    /** §7.1, and RFC 6120 §8.3.2: "wait" says that the same may work later. */
    private static boolean isTransient(Iq error) {
        return error.element()
                .child("error")
                .flatMap(child -> child.attribute("type"))
                .filter("wait"::equals)
                .isPresent();
    }

    /** §7.1. */
    private void disable(Jid account, Registration registration, Iq error) {
        registrations.refused(account, registration, retry());
        log.atInfo()
                .addKeyValue("jid", account)
                .addKeyValue("remote", registration.service())
                .addKeyValue("reason", error.element().child("error").orElseThrow())
                .log("A push service refuses notifications; they are off");
    }
}
