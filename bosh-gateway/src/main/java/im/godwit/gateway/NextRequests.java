package im.godwit.gateway;

import java.util.ArrayDeque;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * The threads of a connector. Where an answer was given by another thread than the one that read the request, Jetty
 * hands its connection to a thread of the pool, which for the most part finds nothing to read yet and asks the selector
 * to wait: two changes of threads for each answer of BOSH. Here the thread that gave the answer does that itself. It
 * may find the next request there and take it in, since nothing that the gateway does with one blocks.
 */
final class NextRequests implements TryExecutor {
    /** How many connections a thread looks after in a row, so that busy clients do not keep it from its own work. */
    private static final int IN_A_ROW = 8;

    private final TryExecutor pool;
    /** What this thread has still to look after; none where it is not at it. */
    private final ThreadLocal<ArrayDeque<Runnable>> waiting = new ThreadLocal<>();

    NextRequests(TryExecutor pool) {
        this.pool = pool;
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return pool.tryExecute(task);
    }

    @Override
    public void execute(Runnable task) {
        if (!(task instanceof HttpConnection)) {
            pool.execute(task);
            return;
        }
        ArrayDeque<Runnable> outer = waiting.get();
        if (outer == null) {
            runAll(task);
        } else {
            outer.add(task); // not inside the one that runs: connections that answer each other would fill the stack
        }
    }

    private void runAll(Runnable first) {
        ArrayDeque<Runnable> queue = new ArrayDeque<>(2);
        waiting.set(queue);
        try {
            first.run();
            for (int i = 1; i < IN_A_ROW && !queue.isEmpty(); i++) {
                queue.remove().run();
            }
        } finally {
            waiting.remove();
            queue.forEach(pool::execute);
        }
    }
}
