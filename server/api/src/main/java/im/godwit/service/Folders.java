package im.godwit.service;

import java.nio.file.Path;

/** Where plugins keep files; provided by the core on every host of a server that has a data folder. */
@FunctionalInterface
public interface Folders {
    /**
     * A folder in the server's data folder, made if missing; only the server's user may look into it.
     *
     * @param name such as {@code uploads}: the plugin's own, the same on all hosts
     * @throws java.io.UncheckedIOException if it cannot be made
     */
    Path folder(String name);
}
