package im.godwit.core.router;

import im.godwit.jid.Jid;
import im.godwit.plugin.Hook;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Session;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.Message;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one direction, in the order of their phases. Registered while plugins start and stop; run by many
 * threads without a lock.
 */
public final class HookChain {
    private static final Logger log = LoggerFactory.getLogger(HookChain.class);

    private record Entry(String plugin, Phase phase, Class<? extends Stanza> kind, Hook<Stanza> hook) {}

    private final List<Entry> all = new ArrayList<>();
    private volatile Entry[] messages = {};
    private volatile Entry[] presences = {};
    private volatile Entry[] iqs = {};

    /**
     * Adds a hook at the end of its phase.
     *
     * @return takes it out again
     */
    @SuppressWarnings("unchecked") // the chain of a kind only ever passes stanzas of that kind
    public synchronized <S extends Stanza> Runnable add(
            String plugin, Phase phase, Class<S> kind, Hook<? super S> hook) {
        Entry entry = new Entry(plugin, phase, kind, (Hook<Stanza>) hook);
        all.add(entry);
        rebuild();
        return () -> remove(entry);
    }

    private synchronized void remove(Entry entry) {
        all.remove(entry);
        rebuild();
    }

    private void rebuild() {
        messages = of(Message.class);
        presences = of(Presence.class);
        iqs = of(Iq.class);
    }

    private Entry[] of(Class<? extends Stanza> kind) {
        return all.stream()
                .filter(e -> e.kind().isAssignableFrom(kind))
                .sorted(Comparator.comparing(Entry::phase))
                .toArray(Entry[]::new);
    }

    /** Runs the phases from GUARD to DELIVER; what hooks keep waits in {@code kept} for the receiver's hooks. */
    Verdict runOutgoing(Stanza stanza, Jid account, Optional<? extends Session> session, Kept kept) {
        return run(stanza, account, session, kept, Phase.GUARD, Phase.DELIVER);
    }

    /** Runs the phases from GUARD to DELIVER; what was kept is durable before COPY, or the stanza is rejected. */
    Verdict runIncoming(Stanza stanza, Jid account, Optional<? extends Session> session, Kept kept) {
        Verdict verdict = run(stanza, account, session, kept, Phase.GUARD, Phase.ARCHIVE);
        return switch (verdict) {
            case Verdict.Pass _ -> committed(stanza, verdict, account, session, kept);
            case Verdict.Replace replace -> committed(replace.stanza(), verdict, account, session, kept);
            case Verdict.Done _, Verdict.Drop _, Verdict.Reject _ -> verdict;
        };
    }

    private Verdict committed(
            Stanza stanza, Verdict before, Jid account, Optional<? extends Session> session, Kept kept) {
        Optional<StanzaError> refused = kept.commit();
        if (refused.isPresent()) {
            return Verdict.reject(refused.get());
        }
        Verdict after = run(stanza, account, session, kept, Phase.COPY, Phase.DELIVER);
        refused = kept.commit();
        if (refused.isPresent()) {
            return Verdict.reject(refused.get());
        }
        return after instanceof Verdict.Pass ? before : after;
    }

    /** Runs the FALLBACK phase. */
    Verdict runFallback(Stanza stanza, Jid account, Kept kept) {
        Verdict verdict = run(stanza, account, Optional.empty(), kept, Phase.FALLBACK, Phase.FALLBACK);
        return kept.commit().map(Verdict::reject).orElse(verdict);
    }

    private Verdict run(
            Stanza stanza, Jid account, Optional<? extends Session> session, Kept kept, Phase first, Phase last) {
        Entry[] entries = switch (stanza) {
            case Message _ -> messages;
            case Presence _ -> presences;
            case Iq _ -> iqs;
        };
        Stanza current = stanza;
        for (Entry entry : entries) {
            if (entry.phase.compareTo(first) < 0 || entry.phase.compareTo(last) > 0) {
                continue;
            }
            Verdict verdict = ask(entry, new Passage<>(current, account, session.map(s -> s), kept));
            switch (verdict) {
                case Verdict.Pass _ -> {}
                case Verdict.Replace replace -> current = replace.stanza();
                case Verdict.Drop drop -> {
                    log.atDebug()
                            .addKeyValue("plugin", entry.plugin)
                            .addKeyValue("jid", account)
                            .addKeyValue("reason", drop.reason())
                            .log("Stanza dropped");
                    return drop;
                }
                case Verdict.Done done -> {
                    return done;
                }
                case Verdict.Reject reject -> {
                    return reject;
                }
            }
        }
        return current == stanza ? Verdict.pass() : Verdict.replace(current);
    }

    private static Verdict ask(Entry entry, Passage<Stanza> passage) {
        try {
            return entry.hook.on(passage);
        } catch (StanzaException refused) {
            return Verdict.reject(refused.error());
        } catch (StoreException notKept) {
            // what could not be kept is not passed on as if it had been
            logFailure(entry, passage, notKept);
            return Verdict.reject(notKept.error());
        } catch (RuntimeException bug) {
            logFailure(entry, passage, bug);
            return entry.phase == Phase.GUARD
                    ? Verdict.reject(Condition.INTERNAL_SERVER_ERROR.error())
                    : Verdict.pass();
        }
    }

    private static void logFailure(Entry entry, Passage<Stanza> passage, RuntimeException cause) {
        log.atError()
                .addKeyValue("plugin", entry.plugin)
                .addKeyValue("jid", passage.account())
                .setCause(cause)
                .log("A hook of phase {} failed", entry.phase);
    }
}
