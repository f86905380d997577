package im.godwit.plugins.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The folder of uploaded files. What comes in is in a folder of its own until it is whole and on disk, so that nobody
 * ever reads a part. Methods may be called from many threads, for different names.
 */
final class Shelf {
    private static final int BUFFER_SIZE = 64 * 1024;

    private final Path folder;
    private final Path incoming;

    /** Opens the shelf, and throws away what was coming in when the server stopped. */
    Shelf(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        try {
            Files.createDirectories(incoming);
            try (Stream<Path> left = Files.list(incoming)) {
                for (Path part : left.toList()) {
                    Files.delete(part);
                }
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /**
     * Takes a file in; it is on disk when this returns.
     *
     * @throws IOException if the content does not come, is not of that size, or the disk fails; nothing is left then
     */
    void take(String name, long size, InputStream content) throws IOException {
        Path part = incoming.resolve(name);
        try {
            write(part, size, content);
            Path place = path(name);
            Files.createDirectories(place.getParent());
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            force(place.getParent());
            force(folder);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
    }

    private static void write(Path part, long size, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        long left = size;
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int read;
            while ((read = content.read(buffer)) >= 0) {
                if (read > left) {
                    throw new IOException("there is more than was announced");
                }
                left -= read;
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
            if (left > 0) {
                throw new EOFException("there is less than was announced");
            }
            file.force(true);
        }
    }

    /** Makes what a folder lists survive a loss of power. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Where a file is, if it is there. */
    Path path(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    /** Removes a file, or what there is of it; nothing happens if there is none. */
    void remove(String name) {
        try {
            Files.deleteIfExists(incoming.resolve(name));
            Files.deleteIfExists(path(name));
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
