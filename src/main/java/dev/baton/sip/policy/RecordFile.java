package dev.baton.sip.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each day (UTC) in a folder: {@code forwards-2026-11-21.jsonl}. An entry is with the operating system when
 * {@link #append} returns, so it outlives the process, and on the disk when {@link #sync} does. Files are never deleted
 * here: a record is kept as long as who runs the gateway wants it. Not thread-safe, but for {@link #sync}.
 */
final class RecordFile implements ForwardRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private final Path folder;
    private final FileChannel lockFile;
    private @Nullable LocalDate day;
    private volatile @Nullable FileChannel channel;
    /** After a failure half a line may be there, and a new entry must not continue it. */
    private boolean torn;

    private boolean closed;
    /** How many entries were written. */
    private volatile long written;

    private final Object syncing = new Object();
    /** How many of them are surely on the disk; guarded by {@link #syncing}. */
    private long synced;

    /** @throws IOException when the folder cannot be written to, or another gateway does so already */
    RecordFile(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.lockFile =
                FileChannel.open(folder.resolve("forwards.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock()) {
            lockFile.close();
            throw new IOException("The folder " + folder + " is in use by another gateway, whose caps would not count"
                    + " ours; give each its own");
        }
    }

    private boolean lock() throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private Path file(LocalDate date) {
        return folder.resolve("forwards-" + date + ".jsonl");
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time appends.
    public long append(Instant now, Entry entry) throws IOException {
        FileChannel out = channel(now.atZone(ZoneOffset.UTC).toLocalDate());
        String line = (torn ? "\n" : "") + EntryJson.write(entry) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        torn = true;
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        torn = false;
        return ++written;
    }

    /** Who had to wait for somebody else's turn finds most of the time that it was served with it. */
    @Override
    public void sync(long mark) throws IOException {
        synchronized (syncing) {
            FileChannel out = channel;
            if (synced >= mark) {
                return;
            }
            if (out == null) {
                throw new IOException("The record of forwards in " + folder + " is closed");
            }
            long now = written;
            out.force(false);
            synced = now;
        }
    }

    private FileChannel channel(LocalDate date) throws IOException {
        if (closed) {
            throw new IOException("The record of forwards in " + folder + " is closed");
        }
        FileChannel current = channel;
        if (current != null && current.isOpen() && date.equals(day)) {
            return current;
        }
        closeChannel();
        Path file = file(date);
        FileChannel opened =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        torn = opened.size() > 0;
        if (!torn) {
            syncFolder();
        }
        channel = opened;
        day = date;
        return opened;
    }

    /** What is in a file does not help when the loss of power takes its name. */
    private void syncFolder() {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException e) {
            // Where folders cannot be opened, such as on Windows, they need not be.
            LOG.debug("the folder {} cannot be synced", folder, e);
        }
    }

    @Override
    public void read(Instant now, Consumer<Entry> reader) throws IOException {
        Instant since = now.minus(MovedCalls.REMEMBERED);
        LocalDate first = since.atZone(ZoneOffset.UTC).toLocalDate();
        for (LocalDate date = first; !date.isAfter(first.plusDays(1)); date = date.plusDays(1)) {
            if (Files.isRegularFile(file(date))) {
                read(file(date), since, reader);
            } else if (Files.exists(file(date))) {
                throw new IOException(file(date) + ": found what is no file, expected the record of a day or nothing");
            }
        }
    }

    private static void read(Path file, Instant since, Consumer<Entry> reader) throws IOException {
        int unread = 0;
        // A decoder that replaces what is no UTF-8: half a character at a torn end must not lose the rest.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Entry entry = EntryJson.read(line).orElse(null);
                if (entry == null) {
                    unread += line.isEmpty() ? 0 : 1;
                } else if (!entry.instant().isBefore(since)) {
                    reader.accept(entry);
                }
            }
        }
        if (unread > 0) {
            LOG.warn(
                    "{}: {} lines are no entries and do not count, as a full disk or a killed process leaves them",
                    file,
                    unread);
        }
    }

    private void closeChannel() throws IOException {
        synchronized (syncing) {
            FileChannel last = channel;
            if (last != null) {
                channel = null;
                if (last.isOpen()) {
                    last.force(false);
                    synced = written;
                    last.close();
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            closeChannel();
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("Could not close the record of forwards in {}: {}", folder, e.toString());
        }
    }
}
