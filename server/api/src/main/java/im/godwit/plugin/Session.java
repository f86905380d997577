package im.godwit.plugin;

import im.godwit.jid.Jid;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Stanza;
import java.util.Optional;
import java.util.function.Supplier;

/** A bound resource of an account (RFC 6120 §7). All methods may be called from any thread. */
public interface Session {
    /** Its full JID. */
    Jid jid();

    /** The other end of its connection. */
    Peer peer();

    /** Its last available presence; none while it is unavailable. Set by the presence plugin. */
    Optional<Presence> presence();

    /** Makes the session available with this presence, or unavailable with none. */
    void presence(Optional<Presence> presence);

    /** Whether it is available with a non-negative priority, and so is to get the account's messages. */
    default boolean wantsMessages() {
        return presence().map(p -> p.priority() >= 0).orElse(false);
    }

    /** Whether messages to the account reach it now: it wants them, and is not {@linkplain #isHeld() held}. */
    default boolean takesMessages() {
        return !isHeld() && wantsMessages();
    }

    /** Whether messages to the account wait for {@link #release}. */
    boolean isHeld();

    /**
     * Keeps messages to the account from it, even when it becomes available, so that older ones which wait for it come
     * first (RFC 6120 §10.1). For the plugin at which they wait.
     */
    void hold();

    /** Lets messages to the account reach it. */
    void release();

    /**
     * Whether somebody is thought to be there to see what the session gets: false while its client says that nobody
     * looks at it (XEP-0352 §3), and while the session waits for its client to resume it (XEP-0198 §5).
     */
    boolean isAttended();

    /**
     * Sends a stanza to the client as it is, without hooks. Never waits for the client: one that does not read is
     * disconnected when its queue is full. Where the session is over, the stanza has gone the way of one to a resource
     * that is not there when this returns.
     */
    void send(Stanza stanza);

    /**
     * Sends a stanza to the client as it is, and tells what becomes of it. A plugin that keeps something until the
     * client has it uses this.
     */
    void send(Stanza stanza, Outcome outcome);

    /** What a plugin remembers with this session; {@link Key#initial()} until set. */
    <T> T get(Key<T> key);

    /** Remembers something with this session. */
    <T> void set(Key<T> key, T value);

    /**
     * Names something that a plugin remembers with a session; compared by identity.
     *
     * @param <T> what is remembered
     */
    final class Key<T> {
        private final String name;
        private final Supplier<T> initial;

        public Key(String name, Supplier<T> initial) {
            this.name = name;
            this.initial = initial;
        }

        public T initial() {
            return initial.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
