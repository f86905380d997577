package im.godwit.it.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The machine that a server runs on, with faults: {@code faults/machine.c} is preloaded into the server and does what
 * is asked for here. Needs Linux and a C compiler.
 */
final class Machine {
    private static final Path SOURCE = Path.of("faults", "machine.c");
    private static final int SECTOR = 512;

    private static final int FULL = 0;
    private static final int FLUSH_MILLIS = 8;
    private static final int CLOCK_SECONDS = 16;
    private static final int SIZE = 24;

    private final Path data;
    private final Path library;
    private final Path flushed;
    private final Path control;
    private final MappedByteBuffer faults;

    /** Makes a machine without faults for a server with this data folder; what it needs itself is kept beside that. */
    Machine(Path data) throws IOException, InterruptedException {
        this.data = data;
        library = data.resolveSibling("machine.so");
        compile(library);
        flushed = Files.createDirectories(data.resolveSibling("flushed"));
        control = data.resolveSibling("faults");
        try (RandomAccessFile file = new RandomAccessFile(control.toFile(), "rw")) {
            file.setLength(SIZE);
            faults = file.getChannel().map(MapMode.READ_WRITE, 0, SIZE);
            faults.order(ByteOrder.nativeOrder());
        }
    }

    private static void compile(Path library) throws IOException, InterruptedException {
        Process compiler = new ProcessBuilder(
                        "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-ldl")
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("cannot compile " + SOURCE);
        }
    }

    /** What makes a server run on this machine. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "GODWIT_FAULTS", control.toString(),
                "GODWIT_FLUSHED", flushed.toString());
    }

    /** Whether there is no room for more. */
    void fullDisk(boolean full) {
        faults.putLong(FULL, full ? 1 : 0);
    }

    /** How long a flush takes at least. */
    void slowDisk(Duration flush) {
        faults.putLong(FLUSH_MILLIS, flush.toMillis());
    }

    /** How far the wall clock is ahead of the true time. */
    void clock(Duration ahead) {
        faults.putLong(CLOCK_SECONDS, ahead.toSeconds());
    }

    /**
     * Leaves of the files of a killed server what a power cut could have left: all that was flushed, and of what was
     * written since, any sectors in any order.
     */
    void cutPower(SplittableRandom random) throws IOException {
        for (Path file : flushedFiles()) {
            Path written = data.resolve(file.getFileName());
            byte[] safe = Files.readAllBytes(file);
            byte[] risky = Files.exists(written) ? Files.readAllBytes(written) : new byte[0];
            Files.write(written, mixture(safe, risky, random));
        }
        Files.deleteIfExists(data.resolve("godwit.db-shm")); // lives in memory
        for (Path file : flushedFiles()) {
            Files.copy(data.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> flushedFiles() throws IOException {
        try (Stream<Path> files = Files.list(flushed)) {
            return files.sorted().toList();
        }
    }

    private static byte[] mixture(byte[] safe, byte[] risky, SplittableRandom random) {
        int chance = random.nextInt(101); // from "nothing more" to "all of it"
        int length = safe.length;
        if (risky.length > safe.length) {
            length += random.nextInt((risky.length - safe.length) / SECTOR + 1) * SECTOR;
        }
        ByteBuffer mixed = ByteBuffer.allocate(length);
        for (int at = 0; at < length; at += SECTOR) {
            boolean lucky = at < risky.length && (at >= safe.length || random.nextInt(100) < chance);
            byte[] from = lucky ? risky : safe;
            int end = Math.min(Math.min(at + SECTOR, length), from.length);
            if (end > at) {
                mixed.put(at, from, at, end - at);
            }
        }
        return mixed.array();
    }
}
