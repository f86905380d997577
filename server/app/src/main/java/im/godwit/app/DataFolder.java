package im.godwit.app;

import im.godwit.core.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder in which everything that lasts is kept; only the server's user may look into it. */
final class DataFolder {
    private DataFolder() {}

    /**
     * The folder, made if missing.
     *
     * @throws FatalException if it cannot be made or written to
     */
    static Path of(Configuration configuration) {
        Path folder = configuration.resolve(configuration.settings().data());
        try {
            make(folder);
            Path probe = Files.createTempFile(folder, "writable", ".tmp");
            Files.delete(probe);
            return folder;
        } catch (IOException unwritable) {
            throw new FatalException("cannot write to the data folder " + folder
                    + "; give this user the right to, or set \"data\" in " + configuration.file());
        }
    }

    /** A folder in it, made if missing. */
    static Path within(Path data, String name) {
        Path folder = data.resolve(name);
        try {
            make(folder);
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
