package im.godwit.gateway;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Runs steps one at a time in the order they were added, on whichever thread is there: no lock is held while a step
 * runs, and no thread waits for another. Steps that are added while one runs are run by the same thread after it.
 */
final class Relay {
    private final ArrayDeque<Runnable> steps = new ArrayDeque<>(4);
    private boolean running;
    private boolean paused;

    /** Adds a step; {@link #run} must follow, once the caller holds no lock. */
    synchronized void add(Runnable step) {
        steps.add(step);
    }

    /** Keeps further steps waiting. */
    synchronized void pause() {
        paused = true;
    }

    /** Ends a pause; {@link #run} must follow. */
    synchronized void resume() {
        paused = false;
    }

    /** Forgets the steps that wait. */
    synchronized void clear() {
        steps.clear();
    }

    /** Runs what waits, unless another thread does. */
    void run() {
        if (!begin()) {
            return;
        }
        boolean completed = false;
        try {
            for (Optional<Runnable> step = next(); step.isPresent(); step = next()) {
                step.get().run();
            }
            completed = true;
        } finally {
            if (!completed) {
                abandon();
            }
        }
    }

    private synchronized boolean begin() {
        if (running || paused || steps.isEmpty()) {
            return false;
        }
        running = true;
        return true;
    }

    private synchronized Optional<Runnable> next() {
        if (paused || steps.isEmpty()) {
            running = false;
            return Optional.empty();
        }
        return Optional.of(steps.poll());
    }

    private synchronized void abandon() {
        running = false;
    }
}
