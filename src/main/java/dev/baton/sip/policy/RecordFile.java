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
 * {@link #append} returns, so it outlives the process, if not the loss of power. Files are never deleted here: a record
 * is kept as long as who runs the gateway wants it. Not thread-safe.
 */
final class RecordFile implements ForwardRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private final Path folder;
    private final FileChannel lockFile;
    private @Nullable LocalDate day;
    private @Nullable FileChannel channel;
    /** After a failure half a line may be there, and a new entry must not continue it. */
    private boolean torn;

    private boolean closed;

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
    public void append(Instant now, Entry entry) throws IOException {
        FileChannel out = channel(now.atZone(ZoneOffset.UTC).toLocalDate());
        String line = (torn ? "\n" : "") + EntryJson.write(entry) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        torn = true;
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        torn = false;
    }

    private FileChannel channel(LocalDate date) throws IOException {
        if (closed) {
            throw new IOException("The record of forwards in " + folder + " is closed");
        }
        if (channel != null && channel.isOpen() && date.equals(day)) {
            return channel;
        }
        closeChannel();
        Path file = file(date);
        channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        day = date;
        torn = channel.size() > 0;
        return channel;
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
        if (channel != null) {
            channel.close();
            channel = null;
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
