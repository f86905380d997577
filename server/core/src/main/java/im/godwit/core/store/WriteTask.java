package im.godwit.core.store;

import im.godwit.store.Sql;
import im.godwit.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/** One caller's work in the writer's queue, and where its outcome is waited for. */
final class WriteTask<T> {
    private final Function<Sql, T> work;
    private final CountDownLatch finished = new CountDownLatch(1);
    private T result;
    private RuntimeException failure;

    WriteTask(Function<Sql, T> work) {
        this.work = work;
    }

    /** Runs the work within the writer's transaction; its own failure is kept for its caller. */
    void run(JdbcSql sql) {
        guarded(() -> sql.run(work));
    }

    /** The same, but for what it leaves to be written together with what others leave. */
    void runBeforeOthers(JdbcSql sql) {
        guarded(() -> sql.runBeforeOthers(work));
    }

    private void guarded(Supplier<T> running) {
        try {
            result = running.get();
        } catch (Error bug) {
            throw new StoreException("a change failed", bug); // the writer lives on for the others
        }
    }

    /** The work failed; its changes were undone. */
    void failed(RuntimeException cause) {
        failure = cause;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Lets the caller go on: after the commit, or after its failure. */
    void finish() {
        finished.countDown();
    }

    T await() {
        try {
            finished.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the commit", interrupted);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
