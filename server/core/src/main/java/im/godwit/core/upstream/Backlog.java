package im.godwit.core.upstream;

import im.godwit.core.transport.Transport;
import im.godwit.xml.Element;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the server said and the client cannot take yet. While anything is held back the server is not read, and what
 * waits here counts as {@link Unread}. For the mailbox's thread, but for {@link #isHeld}.
 */
final class Backlog {
    private final Transport client;
    private final Pace pace;
    private final Consumer<GatewayEvent.Child> deliver;
    private final Runnable drained;
    private final ArrayDeque<GatewayEvent.Child> waiting = new ArrayDeque<>(0);
    /** The client has more to take than it does: nothing goes to it. */
    private volatile boolean held;

    private boolean flushed;

    /**
     * @param pace that of the server
     * @param deliver takes one element on to the client; may flush or clear this
     * @param drained has {@link #release} called, later
     */
    Backlog(Transport client, Pace pace, Consumer<GatewayEvent.Child> deliver, Runnable drained) {
        this.client = client;
        this.pace = pace;
        this.deliver = deliver;
        this.drained = drained;
    }

    /** Whether somebody waits until the client has taken what it has. May be called from any thread. */
    boolean isHeld() {
        return held;
    }

    /** Delivers an element, now or in its turn. */
    void pass(GatewayEvent.Child child) {
        if (held) {
            waiting.add(child);
            return;
        }
        deliver.accept(child);
        if (!flushed && client.isCongested()) {
            hold();
        }
    }

    private void hold() {
        pace.pause(Pace.Reason.CLIENT);
        held = true;
        if (!client.isCongested()) {
            drained.run(); // it may have drained before it was held
        }
    }

    /** Goes on, if the client has taken what it had. */
    void release() {
        if (!held || client.isCongested()) {
            return;
        }
        held = false;
        while (!held && !waiting.isEmpty()) {
            pass(waiting.remove());
        }
        if (!held) {
            pace.resume(Pace.Reason.CLIENT);
        }
    }

    /** Delivers all, and holds nothing back from now on. */
    void flush() {
        flushed = true;
        held = false;
        pace.resume(Pace.Reason.CLIENT);
        while (!waiting.isEmpty()) {
            deliver.accept(waiting.remove());
        }
    }

    /** Takes out what waits, for a client that is gone. */
    List<Element> drain() {
        List<Element> rest = waiting.stream().map(GatewayEvent.Child::element).toList();
        waiting.clear();
        return rest;
    }
}
