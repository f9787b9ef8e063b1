package dev.baton.ledger;

import dev.baton.problem.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A lock file that at most one process, and in it one owner, holds. The system releases it when the process dies. */
final class FileGuard implements AutoCloseable {
    // POSIX drops a process's lock when any channel of the file closes, so a second one must never be opened here.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileGuard(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws StartRefusedException when somebody else holds it */
    static FileGuard acquire(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            OwnerOnly.createFile(lockFile);
        }
        Path file = lockFile.toRealPath();
        if (!HELD.add(file)) {
            throw held(file);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw held(file);
            }
            return new FileGuard(file, channel);
        } catch (IOException | RuntimeException e) {
            close(channel);
            HELD.remove(file);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            close(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static StartRefusedException held(Path file) {
        return new StartRefusedException("Another process uses this ledger already (it holds " + file
                + "). Stop it, give this one its own baton.data directory, or share a PostgreSQL database by"
                + " spring.datasource.url.");
    }
}
